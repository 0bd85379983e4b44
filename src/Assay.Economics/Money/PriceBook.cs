using Assay.Core;

namespace Assay.Economics;

/// <summary>A price of tokens that was seen at a date, a million tokens each.</summary>
/// <param name="Id">Provider and model, such as <c>provider/model</c>.</param>
/// <param name="Input">Fresh input.</param>
/// <param name="Cached">Input read from a cache; null where the provider has no such price.</param>
/// <param name="Output">Output, reasoning with it.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Source">Where it was seen.</param>
/// <param name="AsOf">Date.</param>
public sealed record ApiPrice(string Id, double Input, double? Cached, double Output, string Currency, string Source, string AsOf);

/// <summary>
/// Prices as dated observations: never constants, never current quotes. From <c>knowledge/prices/</c>, from the accelerators of
/// <c>hardware.yaml</c> and from a file of the user, whose entries replace those of the same id.
/// </summary>
public sealed class PriceBook
{
    private readonly SortedDictionary<string, List<ApiPrice>> _api = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<PriceObservation>> _listed = new(StringComparer.Ordinal);

    /// <summary>Loads the prices of a knowledge table.</summary>
    /// <exception cref="KnowledgeException">A file is not as it must be.</exception>
    public static PriceBook Load(DataTable knowledge, HardwareCatalog hardware)
    {
        var book = new PriceBook();
        foreach (var accelerator in hardware.All)
        {
            foreach (var price in accelerator.Rent) book.List(Key("rent", accelerator.Id, price.Tier), price);
            foreach (var price in accelerator.Purchase) book.List(Key("purchase", accelerator.Id, price.Tier), price);
        }

        foreach (var (_, root) in knowledge.Below("prices/")) book.Read(root, replace: false);
        return book;
    }

    /// <summary>Adds the observations of a file; they replace what was known of the same things.</summary>
    /// <exception cref="KnowledgeException">The file is not as it must be.</exception>
    public void Refresh(DataNode file) => Read(file, replace: true);

    /// <summary>Providers and models with a price of tokens.</summary>
    public IEnumerable<string> ApiIds => _api.Keys;

    /// <summary>Observations of a price of tokens, oldest first; empty where none is known.</summary>
    public IReadOnlyList<ApiPrice> Api(string id) => _api.TryGetValue(id, out var found) ? [.. found.OrderBy(p => p.AsOf, StringComparer.Ordinal).ThenBy(p => p.Source, StringComparer.Ordinal)] : [];

    /// <summary>Observations of a price, oldest first; empty where none is known.</summary>
    /// <param name="kind"><c>rent</c>, <c>purchase</c> or <c>energy</c>.</param>
    /// <param name="id">Accelerator or region.</param>
    /// <param name="tier">Tier, such as <c>on-demand</c>.</param>
    public IReadOnlyList<PriceObservation> Listed(string kind, string id, string tier) =>
        _listed.TryGetValue(Key(kind, id, tier), out var found) ? [.. found.OrderBy(p => p.AsOf, StringComparer.Ordinal).ThenBy(p => p.Source, StringComparer.Ordinal)] : [];

    /// <summary>What is listed of a kind, for an error message.</summary>
    public IEnumerable<string> Tiers(string kind, string id) => _listed.Keys.Where(k => k.StartsWith($"{kind}|{id}|", StringComparison.Ordinal)).Select(k => k[(k.LastIndexOf('|') + 1)..]);

    private void Read(DataNode root, bool replace)
    {
        var map = new StrictMap(root);
        map.Text("source");
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in map.Nodes("api"))
        {
            var price = ReadApi(node);
            if (replace && fresh.Add(price.Id)) _api.Remove(price.Id);
            if (!_api.TryGetValue(price.Id, out var list)) _api[price.Id] = list = [];
            list.Add(price);
        }

        foreach (var kind in new[] { "rent", "purchase", "energy" })
        {
            foreach (var node in map.Nodes(kind))
            {
                var (key, price) = ReadListed(kind, node);
                if (replace && fresh.Add(key)) _listed.Remove(key);
                List(key, price);
            }
        }

        map.Done();
    }

    private static ApiPrice ReadApi(DataNode node)
    {
        var map = new StrictMap(node);
        var price = new ApiPrice(map.Text("id"), map.Number("input"), map.OptionalNumber("cached"), map.Number("output"), map.Text("currency"), map.Text("source"), map.Text("as_of"));
        map.Done();
        if (price.Input < 0 || price.Output < 0 || price.Cached < 0) throw KnowledgeException.At(node, $"a price of '{price.Id}' is negative; write what was seen");
        if (Dates.Month(price.AsOf) is null) throw KnowledgeException.At(node, $"'as_of' of '{price.Id}' is '{price.AsOf}'; write YYYY-MM-DD, YYYY-MM or YYYY");
        return price;
    }

    private static (string Key, PriceObservation Price) ReadListed(string kind, DataNode node)
    {
        var map = new StrictMap(node);
        var id = map.Text("id");
        var price = new PriceObservation(map.Number("low"), map.Number("high"), map.Text("currency"), map.OptionalText("tier") ?? "any", map.Text("source"), map.Text("as_of"), map.OptionalText("note"));
        map.Done();
        if (price.Low <= 0 || price.High < price.Low) throw KnowledgeException.At(node, "a price must be positive, its low end not above its high end");
        return (Key(kind, id, price.Tier), price);
    }

    private void List(string key, PriceObservation price)
    {
        if (!_listed.TryGetValue(key, out var list)) _listed[key] = list = [];
        list.Add(price);
    }

    private static string Key(string kind, string id, string tier) => $"{kind}|{id}|{tier}";
}

/// <summary>Dates that may be a year, a month or a day.</summary>
public static class Dates
{
    /// <summary>Months since year 0 of the start of a date, or null where it is none.</summary>
    public static int? Month(string text)
    {
        var parts = text.Split('-');
        if (parts.Length is 0 or > 3 || parts[0].Length != 4 || !Digits(parts[0]) || parts.Skip(1).Any(p => p.Length != 2 || !Digits(p))) return null;
        var month = parts.Length > 1 ? Number(parts[1]) : 1;
        var day = parts.Length > 2 ? Number(parts[2]) : 1;
        var year = Number(parts[0]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return (year * 12) + month - 1;
    }

    private static bool Digits(string text) => text.All(char.IsAsciiDigit);

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
