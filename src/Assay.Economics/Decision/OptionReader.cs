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
        var needsPeople = option.Staff is not null || option.OneOffs.Any(o => o.PersonMonths);
        if (needsPeople && scenario.PersonMonth is null) throw KnowledgeException.At(node, $"'{_name}' needs people, but the scenario does not say what one costs; add 'person_cost'");
        if (option.Kind == OptionKind.Api && option.Api is null && option.Uplift is null && option.Monthly.Count == 0) throw KnowledgeException.At(node, $"'{_name}' is an api without prices; add 'api: {{book: provider/model}}' or its prices");
        if (option.Kind is OptionKind.Rented or OptionKind.Owned && option.Hosting is null) throw KnowledgeException.At(node, $"'{_name}' is {option.Kind.ToString().ToLowerInvariant()} without machines; add 'serving' with model, format, gpu and gpus");
        if (option.Kind is OptionKind.Nothing or OptionKind.Api && option.Hosting is not null) throw KnowledgeException.At(node, $"'{_name}' has 'serving', which belongs to the kinds rented and owned; change 'kind' or remove it");
        if (option.Uplift is not null && scenario.Value.Revenue is null) throw KnowledgeException.At(node, $"'{_name}' has an uplift, but the scenario does not say on which revenue; add 'value: revenue'");
        return option.DelayMonths < scenario.Months ? option : throw KnowledgeException.At(node, $"'{_name}' starts after {option.DelayMonths} months, when the account of {scenario.Months} months is over; shorten one");
    }

    private List<(int Slot, bool PersonMonths)> OneOffs(StrictMap map)
    {
        var found = new List<(int, bool)>();
        if (map.Optional("one_off") is not { } node) return found;
        if (node.Kind != DataKind.Mapping) throw KnowledgeException.At(node, "'one_off' must be a mapping of names to amounts, such as integration: {...}");
        foreach (var (key, _, value) in node.Pairs())
        {
            var work = value.TextOf("unit") == "person-months";
            found.Add((reader.Read(value, Path($"one_off.{key}"), work ? Dimension.Work : Dimension.Amount), work));
        }

        return found;
    }

    private List<(CostKind Kind, int Slot)> Monthly(StrictMap map)
    {
        var found = new List<(CostKind, int)>();
        if (Slot(map, "hosting", Dimension.Monthly) is { } hosting) found.Add((CostKind.Hosting, hosting));
        if (Slot(map, "compliance", Dimension.Monthly) is { } compliance) found.Add((CostKind.Compliance, compliance));
        if (Slot(map, "operation", Dimension.Monthly) is { } operation) found.Add((CostKind.Operation, operation));
        return found;
    }

    private LicenseFees License(StrictMap map)
    {
        var steps = new List<(int, int)>();
        foreach (var node in map.Nodes("steps"))
        {
            var step = new StrictMap(node);
            var above = reader.Read(step.Required("above_users"), Path($"license.steps[{steps.Count}].above_users"), Dimension.Users);
            steps.Add((above, reader.Read(step.Required("fee"), Path($"license.steps[{steps.Count}].fee"), Dimension.Monthly)));
            step.Done();
        }

        var fees = new LicenseFees(Slot(map, "monthly", Dimension.Monthly, "license."), Slot(map, "per_user", Dimension.EachUser, "license."), Slot(map, "royalty", Dimension.Share, "license."), steps);
        map.Done();
        if ((fees.EachUser is not null || steps.Count > 0) && scenario.Demand.Users is null) throw KnowledgeException.At(map.Node, "the fees depend on users, but 'demand' has no 'users'; add them");
        if (fees.Royalty is not null && scenario.Value.Revenue is null) throw KnowledgeException.At(map.Node, "the royalty depends on revenue, but 'value' has no 'revenue'; add it");
        return fees;
    }

    private int? Slot(StrictMap map, string key, Dimension dimension, string prefix = "") => map.Optional(key) is { } node ? reader.Read(node, Path(prefix + key), dimension) : null;

    private string Path(string key) => $"{_name}.{key}";
}

/// <summary>Reads prices that may come from the price book.</summary>
internal sealed class PriceReader(PriceBook book, QuantityReader reader, string path)
{
    public ApiTerms Api(StrictMap map)
    {
        var share = Or(map, "batch_share", 0, Dimension.Share);
        var discount = Or(map, "batch_discount", 0.5, Dimension.Share);
        var terms = map.OptionalText("book") is { } id ? Booked(map, id, share, discount) : Own(map, share, discount);
        map.Done();
        return terms;
    }

    /// <summary>A price of the book or of the scenario.</summary>
    /// <param name="node">A quantity, or <c>{book: tier}</c>.</param>
    /// <param name="key">Key.</param>
    /// <param name="kind">Kind in the book.</param>
    /// <param name="id">Id in the book.</param>
    /// <param name="times">How many of the things of the book it is.</param>
    /// <param name="dimension">Dimension.</param>
    public int Listed(DataNode node, string key, string kind, string id, double times, Dimension dimension)
    {
        if (node.Kind != DataKind.Mapping || node["book"] is not { } tierNode) return reader.Read(node, $"{path}.{key}", dimension);
        var map = new StrictMap(node);
        var tier = map.Text("book");
        map.Done();
        var seen = book.Listed(kind, id, tier);
        if (seen.Count == 0) throw KnowledgeException.At(tierNode, $"no {kind} of '{id}' in tier '{tier}' was seen; known tiers are {Known(book.Tiers(kind, id))}: give the price with source and date");
        var rate = Rate(seen[^1].Currency, tierNode) * times;
        var newest = (seen[^1].Low + seen[^1].High) / 2;
        return Observed(key, seen.Min(s => s.Low) * rate, newest * rate, seen.Max(s => s.High) * rate, $"{seen[^1].Source}{(seen.Count > 1 ? $" and {seen.Count - 1} more" : "")}", seen[^1].AsOf, seen[^1].Currency, node.Line);
    }

    private ApiTerms Own(StrictMap map, int share, int discount)
    {
        var input = reader.Read(map.Required("input"), $"{path}.input", Dimension.MegaTokens);
        var cached = map.Optional("cached") is { } node ? reader.Read(node, $"{path}.cached", Dimension.MegaTokens) : input;
        var output = reader.Read(map.Required("output"), $"{path}.output", Dimension.MegaTokens);
        var tiers = new List<(double, int, int)>();
        foreach (var item in map.Nodes("tiers"))
        {
            var tier = new StrictMap(item);
            tiers.Add((tier.Number("above_input_tokens"), reader.Read(tier.Required("input"), $"{path}.tiers[{tiers.Count}].input", Dimension.MegaTokens), reader.Read(tier.Required("output"), $"{path}.tiers[{tiers.Count}].output", Dimension.MegaTokens)));
            tier.Done();
        }

        return new ApiTerms(input, cached, output, share, discount, [.. tiers.OrderBy(t => t.Item1)]);
    }

    private ApiTerms Booked(StrictMap map, string id, int share, int discount)
    {
        var at = map.Node["book"]!.Value;
        var seen = book.Api(id);
        if (seen.Count == 0) throw KnowledgeException.At(at, $"no price of '{id}' was seen; {Near(id)}give input and output prices with source and date");
        var newest = seen[^1];
        var rate = Rate(newest.Currency, at);
        int Price(string key, Func<ApiPrice, double> of) => Observed(key, seen.Min(of) * rate, of(newest) * rate, seen.Max(of) * rate, $"{newest.Source}{(seen.Count > 1 ? $" and {seen.Count - 1} more" : "")}", newest.AsOf, newest.Currency, at.Line);
        return new ApiTerms(Price("input", p => p.Input), Price("cached", p => p.Cached ?? p.Input), Price("output", p => p.Output), share, discount, []);
    }

    private int Observed(string key, double low, double newest, double high, string source, string date, string currency, int line) => reader.Add(new Input
    {
        Name = $"{path}.{key}",
        Distribution = low < high ? new Distribution.Triangular(low, newest, high) : new Distribution.Fixed(newest),
        Unit = currency,
        Source = source,
        Date = date,
        Line = line,
        Least = 0,
    });

    private int Or(StrictMap map, string key, double value, Dimension dimension) => map.Optional(key) is { } node ? reader.Read(node, $"{path}.{key}", dimension) : reader.Default($"{path}.{key}", value, dimension.Forms[0].Unit);

    private double Rate(string currency, DataNode at) => reader.Rates.TryGetValue(currency, out var rate)
        ? rate
        : throw KnowledgeException.At(at, $"the price was seen in {currency}, and the scenario has no rate for it; add it to 'exchange'");

    private string Near(string id)
    {
        var name = id[(id.LastIndexOf('/') + 1)..];
        var near = book.ApiIds.Where(i => i.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(5).ToList();
        return near.Count > 0 ? $"near are {string.Join(", ", near)}; or " : "";
    }

    private static string Known(IEnumerable<string> tiers) => string.Join(", ", tiers) is { Length: > 0 } list ? list : "none";
}
