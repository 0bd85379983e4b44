using System.Collections.Frozen;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Reads one option of a scenario.</summary>
internal sealed class OptionReader(HardwareCatalog hardware, PriceBook prices, QuantityReader reader, Scenario scenario)
{
    private static readonly FrozenDictionary<string, OptionKind> Kinds = new Dictionary<string, OptionKind>(StringComparer.Ordinal)
    {
        ["nothing"] = OptionKind.Nothing,
        ["api"] = OptionKind.Api,
        ["rented"] = OptionKind.Rented,
        ["owned"] = OptionKind.Owned,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private string _name = "";

    public ScenarioOption Read(DataNode node)
    {
        var map = new StrictMap(node);
        _name = map.Text("name");
        var kind = map.Choice<OptionKind>("kind", Kinds, null);
        var option = new ScenarioOption
        {
            Name = _name,
            Kind = kind,
            Node = node,
            Release = map.OptionalText("release"),
            StatedUses = map.Optional("uses_allowed") is { } uses ? [.. uses.Items(orScalar: true).Select(u => u.Text)] : null,
            DataLeaves = map.OptionalFlag("data_leaves") ?? kind is OptionKind.Api or OptionKind.Rented,
            Languages = map.Texts("languages"),
            Api = map.Map("api") is { } api ? new PriceReader(prices, reader, Path("api")).Api(api) : null,
            Hosting = map.Map("serving") is { } serving ? new HostingReader(hardware, prices, reader, Path("serving")).Read(serving, kind) : null,
            OneOffs = OneOffs(map),
            Duties = Duties(map),
            Training = map.Map("training") is { } training ? new TrainingReader(hardware, prices, reader, Path("training")).Read(training) : null,
            Monthly = Monthly(map),
            Staff = Slot(map, "staff", Dimension.People),
            EachRequest = Slot(map, "per_request", Dimension.EachRequest),
            Exit = Slot(map, "exit", Dimension.Amount),
            License = map.Map("license") is { } license ? License(license) : null,
            Quality = Slot(map, "quality", Dimension.Share),
            Uplift = Slot(map, "uplift", Dimension.Change),
            LatencyLoss = Slot(map, "latency_loss", Dimension.Change),
            DelayMonths = ScenarioReader.Whole(map, "delay_months", 0, 0, 120),
        };
        map.Done();
        return Checked(option, node);
    }

    private ScenarioOption Checked(ScenarioOption option, DataNode node)
    {
        var needsPeople = option.Staff is not null || option.OneOffs.Any(o => o.PersonMonths) || option.Duties.Values.Any(d => d.Kind is DutyWorkKind.Work or DutyWorkKind.People);
        if (needsPeople && scenario.PersonMonth is null) throw KnowledgeException.At(node, $"'{_name}' needs people, but the scenario does not say what one costs; add 'person_cost'");
        if (option.Kind == OptionKind.Api && option.Api is null && option.Uplift is null && option.Monthly.Count == 0) throw KnowledgeException.At(node, $"'{_name}' is an api without prices; add 'api: {{book: provider/model}}' or its prices");
        if (option.Kind is OptionKind.Rented or OptionKind.Owned && option.Hosting is null) throw KnowledgeException.At(node, $"'{_name}' is {option.Kind.ToString().ToLowerInvariant()} without machines; add 'serving' with model, format, gpu and gpus");
        if (option.Kind is OptionKind.Nothing or OptionKind.Api && option.Hosting is not null) throw KnowledgeException.At(node, $"'{_name}' has 'serving', which belongs to the kinds rented and owned; change 'kind' or remove it");
        if (option.Release is null && option.Duties.Count > 0) throw KnowledgeException.At(node, $"'{_name}' has 'duties', which belong to the license of a release; add 'release' or remove them");
        if (option.Release is null && option.License?.Separate is not null) throw KnowledgeException.At(node, $"'{_name}' prices a separate license, which only the thresholds of an audited release call for; add 'release', or write 'steps'");
        if (option.Release is null && option.Hosting is { Model: "" }) throw KnowledgeException.At(node, $"'{_name}' does not say which model is served; add 'model' under 'serving', or 'release'");
        if (option.Release is null && option.Hosting is null && option.Training is { Model: "" }) throw KnowledgeException.At(node, $"'{_name}' does not say which model is trained; add 'model' under 'training', or 'release'");
        if (option.Uplift is not null && scenario.Value.Revenue is null) throw KnowledgeException.At(node, $"'{_name}' has an uplift, but the scenario does not say on which revenue; add 'value: revenue'");
        return option.DelayMonths < scenario.Months ? option : throw KnowledgeException.At(node, $"'{_name}' starts after {option.DelayMonths} months, when the account of {scenario.Months} months is over; shorten one");
    }

    private List<OneOff> OneOffs(StrictMap map)
    {
        var found = new List<OneOff>();
        if (map.Optional("one_off") is not { } node) return found;
        if (node.Kind != DataKind.Mapping) throw KnowledgeException.At(node, "'one_off' must be a mapping of names to amounts, such as integration: {...}");
        foreach (var (key, _, value) in node.Pairs())
        {
            var work = value.TextOf("unit") == "person-months";
            found.Add(new OneOff(CostKind.OneOff, reader.Read(value, Path($"one_off.{key}"), work ? Dimension.Work : Dimension.Amount), work));
        }

        return found;
    }

    private Dictionary<string, DutyWork> Duties(StrictMap map)
    {
        var found = new Dictionary<string, DutyWork>(StringComparer.Ordinal);
        if (map.Optional("duties") is not { } node) return found;
        if (node.Kind != DataKind.Mapping) throw KnowledgeException.At(node, "'duties' must be a mapping of duties to work, such as notice: {value: 0.1, unit: person-months, ...}");
        foreach (var (key, _, value) in node.Pairs())
        {
            var (kind, dimension) = value.TextOf("unit") switch
            {
                "person-months" => (DutyWorkKind.Work, Dimension.Work),
                "FTE" => (DutyWorkKind.People, Dimension.People),
                { } unit when unit.Contains('/', StringComparison.Ordinal) => (DutyWorkKind.Monthly, Dimension.Monthly),
                _ => (DutyWorkKind.Amount, Dimension.Amount),
            };
            found[key] = new DutyWork(kind, reader.Read(value, Path($"duties.{key}"), dimension));
        }

        return found;
    }

    private List<Recurring> Monthly(StrictMap map)
    {
        var found = new List<Recurring>();
        if (map.Optional("hosting") is { } hosting) found.Add(new Recurring(CostKind.Hosting, new PriceReader(prices, reader, _name).Hosting(hosting)));
        if (Slot(map, "compliance", Dimension.Monthly) is { } compliance) found.Add(new Recurring(CostKind.Compliance, compliance));
        if (Slot(map, "operation", Dimension.Monthly) is { } operation) found.Add(new Recurring(CostKind.Operation, operation));
        return found;
    }

    private LicenseFees License(StrictMap map)
    {
        var steps = new List<LicenseStep>();
        foreach (var node in map.Nodes("steps"))
        {
            var step = new StrictMap(node);
            var path = Path($"license.steps[{steps.Count}]");
            var users = step.Optional("above_users");
            var above = users is { } count ? reader.Read(count, $"{path}.above_users", Dimension.Users) : reader.Read(step.Required("above_revenue"), $"{path}.above_revenue", Dimension.Monthly);
            steps.Add(new LicenseStep(users is null ? LicenseBase.CompanyRevenue : LicenseBase.Users, above, reader.Read(step.Required("fee"), $"{path}.fee", Dimension.Monthly), null));
            step.Done();
        }

        var fees = new LicenseFees(Slot(map, "monthly", Dimension.Monthly, "license."), Slot(map, "per_user", Dimension.EachUser, "license."), Slot(map, "royalty", Dimension.Share, "license."), Slot(map, "separate", Dimension.Monthly, "license."), steps);
        map.Done();
        if ((fees.EachUser is not null || steps.Exists(s => s.Base == LicenseBase.Users)) && scenario.Demand.Users is null) throw KnowledgeException.At(map.Node, "the fees depend on users, but 'demand' has no 'users'; add them");
        if (steps.Exists(s => s.Base == LicenseBase.CompanyRevenue) && scenario.User.Revenue is null) throw KnowledgeException.At(map.Node, "the fees depend on the revenue of the company, but 'user' has no 'revenue'; add it");
        if (fees.Royalty is not null && scenario.Value.Revenue is null) throw KnowledgeException.At(map.Node, "the royalty depends on revenue, but 'value' has no 'revenue'; add it");
        return fees;
    }

    private int? Slot(StrictMap map, string key, Dimension dimension, string prefix = "") => map.Optional(key) is { } node ? reader.Read(node, Path(prefix + key), dimension) : null;

    private string Path(string key) => $"{_name}.{key}";
}
