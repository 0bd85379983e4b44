using Assay.Core;

namespace Assay.Economics;

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
        map.Text("book");
        map.Done();
        return Seen(tierNode, node.Line, key, kind, id, times);
    }

    private int Seen(DataNode tierNode, int line, string key, string kind, string id, double times)
    {
        var tier = tierNode.Text;
        var seen = book.Listed(kind, id, tier);
        if (seen.Count == 0) throw KnowledgeException.At(tierNode, $"no {kind} of '{id}' in tier '{tier}' was seen; known tiers are {Known(book.Tiers(kind, id))}: give the price with source and date");
        var rate = Rate(seen[^1].Currency, tierNode) * times;
        var newest = (seen[^1].Low + seen[^1].High) / 2;
        return Observed(key, seen.Min(s => s.Low) * rate, newest * rate, seen.Max(s => s.High) * rate, $"{seen[^1].Source}{(seen.Count > 1 ? $" and {seen.Count - 1} more" : "")}", seen[^1].AsOf, seen[^1].Currency, line);
    }

    /// <summary>Hosting: a quantity, <c>{book: tier}</c> of a site, or <c>{book: tier, kw: number}</c> for a rate of a kilowatt.</summary>
    public int Hosting(DataNode node)
    {
        if (node.Kind != DataKind.Mapping || node["kw"] is not { } power) return Listed(node, "hosting", "hosting", "site", 1, Dimension.Monthly);
        var map = new StrictMap(node);
        map.Text("book");
        var kilowatts = map.Number("kw");
        map.Done();
        if (kilowatts is not (> 0 and < 1e9)) throw KnowledgeException.At(power, $"'kw' is {power.Text}; write the kilowatts that the machines draw, greater than 0");
        return Seen(node["book"]!.Value, node.Line, "hosting", "hosting", "kw", kilowatts);
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
