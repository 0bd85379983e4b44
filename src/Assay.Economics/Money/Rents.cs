using Assay.Core;

namespace Assay.Economics;

/// <summary>Rents that were seen, as one cost.</summary>
internal static class Rents
{
    /// <summary>Cost of hours at the lowest, the median and the highest on-demand or reserved rent in one currency; null where none was seen.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="accelerator">The accelerator.</param>
    /// <param name="hours">Its hours.</param>
    public static SizeCost? Cost(PriceBook prices, Accelerator accelerator, Interval hours)
    {
        var all = prices.All("rent", accelerator.Id);
        var seen = all.Where(r => r.Tier != "spot").ToList();
        if (seen.Count == 0) seen = [.. all];
        if (seen.Count == 0) return null;
        var currency = seen[0].Currency;
        var rents = seen.Where(r => r.Currency == currency).Select(r => (r.Low + r.High) / 2).Order().ToList();
        var dates = seen.Select(r => r.AsOf).Order(StringComparer.Ordinal).ToList();
        var basis = rents.Count == 1 ? $"one rent seen {dates[0]}; not a current quote" : $"{rents.Count} rents seen between {dates[0]} and {dates[^1]}; not a current quote";
        return new SizeCost(hours.Low * rents[0], hours.Mid * rents[rents.Count / 2], hours.High * rents[^1], currency, basis + Age(prices, seen));
    }

    private static string Age(PriceBook prices, IReadOnlyList<PriceObservation> seen)
    {
        if (prices.Today is not { } today) return "";
        var stale = seen.Count(p => Dates.IsStale(p.AsOf, today));
        return stale == 0 ? "" : $"; {stale} of {seen.Count} stale (older than {Dates.StaleMonths} months at {today}): give newer ones with --prices";
    }
}
