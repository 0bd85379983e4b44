using Assay.Core;

namespace Assay.Economics;

/// <summary>Reads quantities: a value or a distribution, with unit, source and date.</summary>
/// <param name="table">Where they go.</param>
/// <param name="rates">What one unit of each currency is worth in the currency of the account.</param>
/// <param name="asOf">Date of the scenario.</param>
/// <param name="named">The section <c>inputs</c>: quantities with a name.</param>
public sealed class QuantityReader(InputTable table, IReadOnlyDictionary<string, double> rates, string asOf, IReadOnlyDictionary<string, DataNode> named)
{
    private readonly Dictionary<(string Name, Dimension Dimension), int> _namedSlots = [];
    private readonly List<string> _open = [];

    /// <summary>The currencies with what they are worth.</summary>
    public IReadOnlyDictionary<string, double> Rates => rates;

    /// <summary>The date of the scenario.</summary>
    public string AsOf => asOf;

    /// <summary>The value of a slot without chance.</summary>
    public double BaseOf(int slot) => table.All[slot].Distribution.Base;

    /// <summary>Reads a quantity.</summary>
    /// <returns>Its slot.</returns>
    /// <exception cref="KnowledgeException">It is not as it must be: one sentence with file, line and way out.</exception>
    public int Read(DataNode node, string name, Dimension dimension)
    {
        if (node.Kind != DataKind.Mapping) throw KnowledgeException.At(node, $"'{Last(name)}' must say more than '{node.Text}'; write {{value: {node.Text}, unit: ..., source: ..., date: ...}}");
        if (node["from"] is not null) return Derived(node, name, dimension);
        var map = new StrictMap(node);
        var distribution = ReadDistribution(map);
        var unit = map.Text("unit");
        var factor = dimension.FactorOf(unit, rates) ?? throw KnowledgeException.At(node["unit"]!.Value, $"the unit '{unit}' is not known for '{Last(name)}'; known are {dimension.Known(rates)}");
        var source = map.Text("source");
        var date = Date(map);
        var (parent, correlation) = Company(map);
        map.Done();
        Check(node, name, distribution, factor, unit, dimension);
        return table.Add(new Input
        {
            Name = name,
            Distribution = factor == 1 ? distribution : new Distribution.Scaled(distribution, factor),
            Unit = unit,
            Source = source,
            Date = date,
            Line = node.Line,
            Least = dimension.Least,
            Most = dimension.Most,
            Parent = parent,
            Correlation = correlation,
            Stale = dimension.Money && IsStale(date),
        });
    }

    /// <summary>Adds a value that the scenario leaves to Assay.</summary>
    /// <returns>Its slot.</returns>
    public int Default(string name, double value, string unit) => table.Add(new Input { Name = name, Distribution = new Distribution.Fixed(value), Unit = unit, Source = "default of Assay", Date = asOf });

    /// <summary>Adds what was computed or looked up.</summary>
    /// <returns>Its slot.</returns>
    public int Add(Input input) => table.Add(input with { Stale = input.Stale || (Dates.Month(input.Date) is not null && IsStale(input.Date)) });

    private int Derived(DataNode node, string name, Dimension dimension)
    {
        var map = new StrictMap(node);
        var from = map.Text("from");
        var times = map.OptionalNumber("times") ?? 1;
        map.Done();
        var parent = Named(node, from, dimension);
        var origin = table.All[parent];
        return table.Add(origin with { Name = name, Parent = parent, Times = times, Line = node.Line, Source = $"{Numbers.Text(times)} x inputs.{from}" });
    }

    private int Named(DataNode at, string from, Dimension dimension)
    {
        if (!named.TryGetValue(from, out var node)) throw KnowledgeException.At(at, $"'from' names '{from}', which is not among 'inputs'; known are {string.Join(", ", named.Keys)}");
        if (_open.Contains(from)) throw KnowledgeException.At(node, $"the inputs refer to each other in a circle ({string.Join(" -> ", _open.Append(from))}); give one of them a value");
        if (_namedSlots.TryGetValue((from, dimension), out var known)) return known;
        _open.Add(from);
        var slot = Read(node, $"inputs.{from}", dimension);
        _open.RemoveAt(_open.Count - 1);
        return _namedSlots[(from, dimension)] = slot;
    }

    private (int? Parent, double Correlation) Company(StrictMap map)
    {
        if (map.Map("moves_with") is not { } with) return (null, 0);
        var name = with.Text("input");
        var correlation = with.Number("correlation");
        with.Done();
        if (correlation is < -1 or > 1) throw KnowledgeException.At(with.Node, $"a correlation lies between -1 and 1, not {Numbers.Text(correlation)}");
        for (var i = 0; i < table.All.Count; i++)
        {
            if (table.All[i].Name == name) return (i, correlation);
        }

        throw KnowledgeException.At(with.Node, $"'moves_with' names '{name}', which does not stand before it; name an earlier quantity, such as demand.requests");
    }

    private string Date(StrictMap map)
    {
        if (map.Optional("date") is not { } node) throw KnowledgeException.At(map.Node, "the date is missing; add 'date: YYYY-MM-DD', when the value was seen or estimated");
        if (Dates.Month(node.Text) is not { } month) throw KnowledgeException.At(node, $"the date '{node.Text}' is none; write YYYY-MM-DD, YYYY-MM or YYYY");
        return month <= Dates.Month(asOf) ? node.Text : throw KnowledgeException.At(node, $"the date {node.Text} lies after the date of the scenario ({asOf}); correct one of them");
    }

    private bool IsStale(string date) => Dates.IsStale(date, asOf);

    private static void Check(DataNode node, string name, Distribution distribution, double factor, string unit, Dimension dimension)
    {
        var least = distribution is Distribution.Normal ? distribution.Quantile(0.001) : distribution.Quantile(1e-12);
        var most = distribution is Distribution.LogNormal ? distribution.Base : distribution is Distribution.Normal ? distribution.Quantile(0.999) : distribution.Quantile(1 - 1e-12);
        if (!double.IsFinite(least * factor) || !double.IsFinite(most * factor)) throw KnowledgeException.At(node, $"'{Last(name)}' is no number; write a finite one");
        if (least * factor < dimension.Least - 1e-9) throw KnowledgeException.At(node, $"'{Last(name)}' can be {Numbers.Text(least)} {unit}, which cannot be; {(dimension.Money ? "a price is never negative: " : "")}use values of at least {Numbers.Text(dimension.Least / factor)}, or a distribution that stays above it");
        if (most * factor > dimension.Most + 1e-9) throw KnowledgeException.At(node, $"'{Last(name)}' can be {Numbers.Text(most)} {unit}, which cannot be; the most is {Numbers.Text(dimension.Most / factor)} {unit}");
    }

    private static Distribution ReadDistribution(StrictMap map)
    {
        var found = new List<Distribution>();
        if (map.OptionalNumber("value") is { } value) found.Add(new Distribution.Fixed(value));
        if (map.Optional("triangular") is { } triangular) found.Add(Triangle(triangular, Values(triangular, "triangular", 3)));
        if (map.Optional("uniform") is { } uniform) found.Add(Even(uniform, Values(uniform, "uniform", 2)));
        if (map.Map("normal") is { } normal) found.Add(Bell(normal));
        if (map.Map("lognormal") is { } lognormal) found.Add(Skewed(lognormal));
        if (map.Optional("beta") is { } beta) found.Add(Counted(beta, Values(beta, "beta", 2)));
        if (map.Map("counts") is { } counts) found.Add(FromCounts(counts));
        return found.Count == 1
            ? found[0]
            : throw KnowledgeException.At(map.Node, $"a quantity needs exactly one of value, triangular, uniform, normal, lognormal, beta and counts, here are {found.Count}; keep one");
    }

    private static double[] Values(DataNode node, string key, int count)
    {
        var items = node.Items().ToList();
        if (items.Count != count) throw KnowledgeException.At(node, $"'{key}' takes {count} numbers, here are {items.Count}");
        return [.. items.Select(i => i.TryNumber(out var n) && double.IsFinite(n) ? n : throw KnowledgeException.At(i, $"'{key}' takes numbers, not '{i.Text}'"))];
    }

    private static Distribution Triangle(DataNode node, double[] v) => v[0] <= v[1] && v[1] <= v[2] && v[0] < v[2]
        ? new Distribution.Triangular(v[0], v[1], v[2])
        : throw KnowledgeException.At(node, $"there is no triangle with low {Numbers.Text(v[0])}, peak {Numbers.Text(v[1])} and high {Numbers.Text(v[2])}; write [low, peak, high] in rising order");

    private static Distribution Even(DataNode node, double[] v) => v[0] < v[1]
        ? new Distribution.Uniform(v[0], v[1])
        : throw KnowledgeException.At(node, $"there is no range from {Numbers.Text(v[0])} to {Numbers.Text(v[1])}; write [low, high] with low below high");

    private static Distribution Bell(StrictMap map)
    {
        var normal = new Distribution.Normal(map.Number("mean"), map.Number("sd"));
        map.Done();
        return normal.Deviation > 0 ? normal : throw KnowledgeException.At(map.Node, $"a standard deviation is positive, not {Numbers.Text(normal.Deviation)}; use 'value' for a value without doubt");
    }

    private static Distribution Skewed(StrictMap map)
    {
        var lognormal = new Distribution.LogNormal(map.Number("median"), map.Number("sigma"));
        map.Done();
        return lognormal is { Median: > 0, Sigma: > 0 and <= 5 } ? lognormal : throw KnowledgeException.At(map.Node, "a lognormal distribution needs a positive median and a sigma above 0 and at most 5; 0.25 means about 25 %");
    }

    private static Distribution Counted(DataNode node, double[] v) => v is [> 0 and < 1e9, > 0 and < 1e9]
        ? new Distribution.Beta(v[0], v[1])
        : throw KnowledgeException.At(node, "a beta distribution needs two positive numbers; or write counts: {right: ..., of: ...}");

    private static Distribution FromCounts(StrictMap map)
    {
        double right = map.Number("right"), of = map.Number("of");
        map.Done();
        return right >= 0 && of >= 1 && right <= of && of < 1e9
            ? new Distribution.Beta(right + 1, of - right + 1)
            : throw KnowledgeException.At(map.Node, $"{Numbers.Text(right)} right answers of {Numbers.Text(of)} cannot be; 'right' lies between 0 and 'of'");
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
