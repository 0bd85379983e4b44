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

    /// <summary>Fees of one month: each threshold that is passed adds its fee, or its share of what lies above it.</summary>
    public static double Month(ReadOnlySpan<double> row, Scenario scenario, LicenseFees license, int month)
    {
        var fees = (license.Monthly is { } monthly ? row[monthly] : 0) + (license.EachUser is { } each ? row[each] * Level(row, scenario, LicenseBase.Users, month) : 0) + (license.Royalty is { } royalty ? row[royalty] * row[scenario.Value.Revenue!.Value] : 0);
        foreach (var step in license.Steps)
        {
            var level = Level(row, scenario, step.Base, month);
            if (level <= row[step.Above]) continue;
            fees += (step.Fee is { } fee ? row[fee] : 0) + (step.Share is { } share ? row[share] * (level - row[step.Above]) : 0);
        }

        return fees;
    }

    /// <summary>Whether fees differ from month to month.</summary>
    public static bool Moves(Scenario scenario) => scenario.Demand.UserGrowth is not null || scenario.User.RevenueGrowth is not null;

    /// <summary>What a threshold is measured on, in a month (1 is the first); 0 where it is not stated.</summary>
    public static double Level(ReadOnlySpan<double> row, Scenario scenario, LicenseBase on, int month)
    {
        var (slot, growth) = on switch
        {
            LicenseBase.Users => (scenario.Demand.Users, scenario.Demand.UserGrowth),
            LicenseBase.CompanyRevenue => (scenario.User.Revenue, scenario.User.RevenueGrowth),
            _ => (scenario.Value.Revenue, null),
        };
        if (slot is not { } known) return 0;
        return row[known] * (growth is { } rate ? Math.Pow(1 + row[rate], month - 1) : 1);
    }

    /// <summary>Machine time of a training.</summary>
    public static double Training(ReadOnlySpan<double> row, TrainingCost training)
    {
        var terms = training.Terms;
        var hours = row[training.Hours] * (training.PerToken ? row[terms.Tokens] : 1);
        return hours * row[terms.Rent] * row[terms.Runs] * (1 + row[terms.FailedShare]) * (1 - row[terms.Saving]);
    }
}
