namespace Assay.Economics;

/// <summary>Prices of tokens and fees of licenses as functions of a row of inputs.</summary>
internal static class OptionPrices
{
    private const double Million = 1e6;

    /// <summary>Tokens of one request: cached ones are counted once, long requests by their tier, batches at their discount.</summary>
    public static double Request(ReadOnlySpan<double> row, Demand demand, ApiTerms api)
    {
        double input = row[demand.InputTokens], cached = row[demand.CachedTokens];
        var fresh = demand.CachedIncluded ? Math.Max(0, input - cached) : input;
        if (demand.CachedIncluded) cached = Math.Min(cached, input);
        var (inputPrice, outputPrice) = (row[api.Input], row[api.Output]);
        foreach (var (above, tierInput, tierOutput) in api.Tiers)
        {
            if (fresh + cached > above) (inputPrice, outputPrice) = (row[tierInput], row[tierOutput]);
        }

        var full = (fresh * inputPrice) + (cached * row[api.Cached]) + ((row[demand.OutputTokens] + row[demand.ReasoningTokens]) * outputPrice);
        return full / Million * (1 - (row[api.BatchShare] * row[api.BatchDiscount]));
    }

    /// <summary>Fees of one month: each threshold that is passed adds its fee.</summary>
    public static double Month(ReadOnlySpan<double> row, ValueModel value, LicenseFees license, double users)
    {
        var fees = (license.Monthly is { } monthly ? row[monthly] : 0) + (license.EachUser is { } each ? row[each] * users : 0) + (license.Royalty is { } royalty ? row[royalty] * row[value.Revenue!.Value] : 0);
        foreach (var (above, fee) in license.Steps) fees += users > row[above] ? row[fee] : 0;
        return fees;
    }
}
