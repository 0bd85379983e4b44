using System.Collections.Frozen;
using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Reads a scenario, version 1, strictly: every error is one sentence with file, line and way out.</summary>
/// <param name="hardware">The accelerators that are known.</param>
/// <param name="prices">The prices that were seen.</param>
public sealed class ScenarioReader(HardwareCatalog hardware, PriceBook prices)
{
    /// <summary>What the first key says.</summary>
    public const string Version = "scenario-1";

    /// <summary>Most draws.</summary>
    public const int MaxDraws = 1_000_000;

    private const int MaxMonths = 240;
    private const int MaxOptions = 20;

    private static readonly FrozenDictionary<string, bool> Counted = new Dictionary<string, bool>(StringComparer.Ordinal) { ["included"] = true, ["excluded"] = false }.ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, bool> Bands = new Dictionary<string, bool>(StringComparer.Ordinal) { ["high"] = true, ["mid"] = false }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="KnowledgeException">It is not as it must be.</exception>
    public Scenario Read(DataNode root)
    {
        var map = new StrictMap(root);
        if (map.Text("assay") is var version && version != Version) throw KnowledgeException.At(root["assay"]!.Value, $"the format '{version}' is not known; write 'assay: {Version}'");
        var table = new InputTable();
        var asOf = AsOf(map);
        var currency = Currency(map);
        var exchange = Exchange(map, currency);
        var rates = exchange.ToDictionary(e => e.Currency, e => e.Rate, StringComparer.Ordinal);
        rates[currency] = 1;
        var reader = new QuantityReader(table, rates, asOf, Named(map));
        var scenario = new Scenario
        {
            File = root.File,
            Title = map.Text("title"),
            AsOf = asOf,
            Currency = currency,
            Exchange = exchange,
            Months = Whole(map, "horizon_months", null, 1, MaxMonths),
            DiscountRate = reader.Read(map.Required("discount_rate"), "discount_rate", Dimension.YearlyRate),
            PersonMonth = map.Optional("person_cost") is { } person ? reader.Read(person, "person_cost", Dimension.Monthly) : null,
            Draws = Whole(map, "draws", 20_000, 100, MaxDraws),
            Seed = (ulong)Whole(map, "seed", 42, 0, int.MaxValue),
            Demand = ReadDemand(new StrictMap(map.Required("demand")), reader),
            Constraints = map.Map("constraints") is { } constraints ? ReadConstraints(constraints, reader) : new Constraints(),
            Value = map.Map("value") is { } value ? ReadValue(value, reader) : new ValueModel(),
            User = map.Map("user") is { } user ? ReadUser(user, reader) : new UserTerms(),
            Options = [],
            Inputs = table,
        };
        var nodes = map.Nodes("options");
        map.Done();
        return scenario with { Options = ReadOptions(nodes, root, reader, scenario) };
    }

    private List<ScenarioOption> ReadOptions(IReadOnlyList<DataNode> nodes, DataNode root, QuantityReader reader, Scenario scenario)
    {
        if (nodes.Count is 0 or > MaxOptions) throw KnowledgeException.At(root, $"'options' needs 1 to {MaxOptions} options, here are {nodes.Count}");
        var options = new List<ScenarioOption>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var option = new OptionReader(hardware, prices, reader, scenario).Read(node);
            options.Add(names.Add(option.Name) ? option : throw KnowledgeException.At(node, $"the option '{option.Name}' stands here twice; rename one"));
        }

        if (!options.Exists(o => o.Kind == OptionKind.Nothing)) options.Insert(0, new ScenarioOption { Name = "do nothing", Kind = OptionKind.Nothing, Node = root });
        return options;
    }

    private static Demand ReadDemand(StrictMap map, QuantityReader reader)
    {
        int Or(string key, double value, string unit, Dimension dimension) => map.Optional(key) is { } node ? reader.Read(node, $"demand.{key}", dimension) : reader.Default($"demand.{key}", value, unit);
        var demand = new Demand(
            reader.Read(map.Required("requests"), "demand.requests", Dimension.Requests),
            Or("growth", 0, "share/month", Dimension.MonthlyGrowth),
            Or("input_tokens", 0, "tokens", Dimension.Tokens),
            Or("cached_tokens", 0, "tokens", Dimension.Tokens),
            map.Choice("cached_counted", Counted, true),
            Or("output_tokens", 0, "tokens", Dimension.Tokens),
            Or("reasoning_tokens", 0, "tokens", Dimension.Tokens),
            Or("peak_factor", 1, "factor", Dimension.Factor),
            Or("active_hours", Dimension.HoursOfMonth, "hours/month", Dimension.ActiveHours),
            map.Optional("users") is { } users ? reader.Read(users, "demand.users", Dimension.Users) : null,
            map.Optional("user_growth") is { } growth ? reader.Read(growth, "demand.user_growth", Dimension.MonthlyGrowth) : null);
        map.Done();
        return demand;
    }

    private Constraints ReadConstraints(StrictMap map, QuantityReader reader)
    {
        double? Seconds(string key) => map.Optional(key) is { } node ? Base(reader, node, $"constraints.{key}") : null;
        var constraints = new Constraints
        {
            DataStays = map.OptionalFlag("data_stays") ?? false,
            Uses = map.Texts("uses"),
            TimePerOutputToken = Seconds("time_per_output_token"),
            TimeToFirstToken = Seconds("time_to_first_token"),
            FirstTokenHigh = map.Choice("first_token_at", Bands, true),
            Languages = map.Texts("languages"),
            HardwareOwned = Hardware(map.Nodes("hardware_owned")),
            Openness = [.. map.Nodes("openness").Select(Level)],
        };
        map.Done();
        return constraints;
    }

    private static UserTerms ReadUser(StrictMap map, QuantityReader reader)
    {
        var user = new UserTerms(
            map.Optional("revenue") is { } revenue ? reader.Read(revenue, "user.revenue", Dimension.Monthly) : null,
            map.Optional("revenue_growth") is { } growth ? reader.Read(growth, "user.revenue_growth", Dimension.MonthlyGrowth) : null,
            map.OptionalText("territory"),
            map.OptionalText("field"));
        map.Done();
        return user;
    }

    private static double Base(QuantityReader reader, DataNode node, string name) => reader.BaseOf(reader.Read(node, name, Dimension.Time));

    private Dictionary<string, int> Hardware(IReadOnlyList<DataNode> nodes)
    {
        var owned = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var map = new StrictMap(node);
            var id = map.Text("gpu");
            var accelerator = hardware.Find(id) ?? throw KnowledgeException.At(node, $"the accelerator '{id}' is not known; known are {string.Join(", ", hardware.All.Select(a => a.Id))}");
            owned[accelerator.Id] = Whole(map, "count", null, 1, 1_000_000);
            map.Done();
        }

        return owned;
    }

    private static (string Framework, string Needs) Level(DataNode node)
    {
        var map = new StrictMap(node);
        var level = (map.Text("framework"), map.OptionalText("needs") ?? "meets");
        map.Done();
        return level;
    }

    private static ValueModel ReadValue(StrictMap map, QuantityReader reader)
    {
        int? Slot(string key, Dimension dimension) => map.Optional(key) is { } node ? reader.Read(node, $"value.{key}", dimension) : null;
        var value = new ValueModel
        {
            Right = Slot("right", Dimension.EachRequest),
            Wrong = Slot("wrong", Dimension.EachRequest),
            Adoption = Slot("adoption", Dimension.Share),
            RequiredQuality = Slot("required_quality", Dimension.Share),
            Softness = map.OptionalNumber("softness") ?? 0.01,
            Revenue = Slot("revenue", Dimension.Monthly),
            Margin = Slot("margin", Dimension.Share),
            ConversionRate = Slot("conversion_rate", Dimension.Share),
            SampleCost = Slot("sample_cost", Dimension.Amount),
        };
        map.Done();
        return value.Softness > 0 ? value : throw KnowledgeException.At(map.Node, "'softness' must be positive; 0.01 is a sharp threshold");
    }

    private static string AsOf(StrictMap map)
    {
        var text = map.Text("as_of");
        return text.Length == 10 && Dates.Month(text) is not null ? text : throw KnowledgeException.At(map.Node["as_of"]!.Value, $"'as_of' is '{text}'; write the date of the account as YYYY-MM-DD");
    }

    private static string Currency(StrictMap map)
    {
        var text = map.Text("currency");
        return IsCurrency(text) ? text : throw KnowledgeException.At(map.Node["currency"]!.Value, $"the currency '{text}' is none; write an ISO 4217 code such as USD or CNY");
    }

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    private static List<(string Currency, double Rate, string Source, string Date)> Exchange(StrictMap root, string currency)
    {
        var rates = new List<(string, double, string, string)>();
        foreach (var node in root.Nodes("exchange"))
        {
            var map = new StrictMap(node);
            var (other, rate, source, date) = (map.Text("currency"), map.Number("rate"), map.Text("source"), map.Text("date"));
            map.Done();
            if (!IsCurrency(other) || other == currency || rates.Exists(r => r.Item1 == other)) throw KnowledgeException.At(node, $"'{other}' must be another currency (ISO 4217) than {currency}, once");
            if (rate <= 0 || !double.IsFinite(rate)) throw KnowledgeException.At(node, $"the rate must say how many {currency} one {other} is worth: a positive number");
            if (Dates.Month(date) is null) throw KnowledgeException.At(node, $"the date '{date}' is none; write YYYY-MM-DD");
            rates.Add((other, rate, source, date));
        }

        return rates;
    }

    private static Dictionary<string, DataNode> Named(StrictMap map)
    {
        var named = new Dictionary<string, DataNode>(StringComparer.Ordinal);
        if (map.Optional("inputs") is not { } node) return named;
        if (node.Kind != DataKind.Mapping) throw KnowledgeException.At(node, "'inputs' must be a mapping of names to quantities");
        foreach (var (key, line, value) in node.Pairs())
        {
            if (!named.TryAdd(key, value)) throw new KnowledgeException(node.File, line, $"the key '{key}' stands here twice; remove one");
        }

        return named;
    }

    internal static int Whole(StrictMap map, string key, int? fallback, int least, int most)
    {
        var node = fallback is null ? map.Required(key) : map.Optional(key);
        if (node is not { } found) return fallback!.Value;
        return int.TryParse(found.Text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw KnowledgeException.At(found, $"'{key}' takes a whole number from {least} to {most}, not '{found.Text}'");
    }
}
