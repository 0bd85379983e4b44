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

/// <summary>A price that was seen at a date; never a current quote.</summary>
/// <param name="Low">Low end; equal to the high end where the source gives one figure.</param>
/// <param name="High">High end.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Tier"><c>on-demand</c>, <c>spot</c>, <c>reserved-1y</c>, <c>reserved-3y</c>, <c>reserved-block</c>, <c>new</c> or <c>used</c>.</param>
/// <param name="Source">Where it was seen.</param>
/// <param name="AsOf">Year, year-month or date, or <c>unknown</c>.</param>
/// <param name="Note">Anything more, or null.</param>
public sealed record PriceObservation(double Low, double High, string Currency, string Tier, string Source, string AsOf, string? Note);

/// <summary>
/// Prices as dated observations: never constants, never current quotes. From <c>knowledge/prices/</c> and from a file
/// of the user, whose entries replace those of the same id.
/// </summary>
public sealed class PriceBook
{
    private static readonly string[] Kinds = ["rent", "purchase", "energy", "hosting"];
    private readonly SortedDictionary<string, List<ApiPrice>> _api = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<PriceObservation>> _listed = new(StringComparer.Ordinal);

    private readonly HardwareCatalog _hardware;

    private PriceBook(HardwareCatalog hardware) => _hardware = hardware;

    /// <summary>Loads the prices of a knowledge table.</summary>
    /// <exception cref="KnowledgeException">A file is not as it must be.</exception>
    public static PriceBook Load(DataTable knowledge, HardwareCatalog hardware)
    {
        var book = new PriceBook(hardware);
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
    /// <param name="kind"><c>rent</c>, <c>purchase</c>, <c>energy</c> or <c>hosting</c>.</param>
    /// <param name="id">Accelerator or region.</param>
    /// <param name="tier">Tier, such as <c>on-demand</c>.</param>
    public IReadOnlyList<PriceObservation> Listed(string kind, string id, string tier) =>
        _listed.TryGetValue(Key(kind, id, tier), out var found) ? [.. found.OrderBy(p => p.AsOf, StringComparer.Ordinal).ThenBy(p => p.Source, StringComparer.Ordinal)] : [];

    /// <summary>All observations of a kind and id in every tier, oldest first.</summary>
    public IReadOnlyList<PriceObservation> All(string kind, string id) => [.. Tiers(kind, id).SelectMany(t => Listed(kind, id, t)).OrderBy(p => p.AsOf, StringComparer.Ordinal).ThenBy(p => p.Source, StringComparer.Ordinal)];

    /// <summary>The date that ages are counted to; until it is set, that of the newest observation of all, and null where there is none.</summary>
    public string? Today { get => field ?? Newest; set; }

    private string? Newest => _listed.Values.SelectMany(l => l).Select(p => p.AsOf).Concat(_api.Values.SelectMany(l => l).Select(p => p.AsOf)).Where(d => Dates.Month(d) is not null).MaxBy(d => (Dates.Month(d), d), Comparer<(int?, string)>.Default);

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

        foreach (var kind in Kinds)
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

    private (string Key, PriceObservation Price) ReadListed(string kind, DataNode node)
    {
        var map = new StrictMap(node);
        var id = map.Text("id");
        var price = new PriceObservation(map.Number("low"), map.Number("high"), map.Text("currency"), map.OptionalText("tier") ?? "any", map.Text("source"), map.Text("as_of"), map.OptionalText("note"));
        map.Done();
        if (price.Low <= 0 || price.High < price.Low) throw KnowledgeException.At(node, "a price must be positive, its low end not above its high end");
        if (price.AsOf != "unknown" && Dates.Month(price.AsOf) is null) throw KnowledgeException.At(node, $"'as_of' of '{id}' is '{price.AsOf}'; write YYYY-MM-DD, YYYY-MM or YYYY");
        if (kind is not ("rent" or "purchase")) return (Key(kind, id, price.Tier), price);
        var accelerator = _hardware.Find(id) ?? throw KnowledgeException.At(node, $"the accelerator '{id}' is not known; known are {string.Join(", ", _hardware.All.Select(a => a.Id))}");
        return (Key(kind, accelerator.Id, price.Tier), price);
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
    /// <summary>Months after which an observed price is called stale.</summary>
    public const int StaleMonths = 12;

    /// <summary>Whether a date lies more than <see cref="StaleMonths"/> before another; a date that is none is stale. A year counts as its end.</summary>
    public static bool IsStale(string date, string today) => Month(date) is not { } month || Month(today) - (date.Length == 4 ? month + 11 : month) > StaleMonths;

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
