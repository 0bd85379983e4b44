namespace Assay.Economics;

/// <summary>The account of one option as a function of a row of inputs. Sheets have a column a <see cref="CostKind"/> and one of benefit.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="option">The option.</param>
/// <param name="capacity">What a replica serves; null without own serving.</param>
public sealed class OptionModel(Scenario scenario, ScenarioOption option, Capacity? capacity)
{
    /// <summary>Kinds of cost.</summary>
    public const int Kinds = (int)CostKind.Errors + 1;

    /// <summary>Column of the benefit.</summary>
    public const int Benefit = Kinds;

    /// <summary>Columns of a sheet.</summary>
    public const int Columns = Kinds + 1;

    private const double SecondsOfHour = 3600;
    private const double Million = 1e6;

    /// <summary>The option.</summary>
    public ScenarioOption Option => option;

    /// <summary>What a replica serves, or null.</summary>
    public Capacity? Capacity => capacity;

    /// <summary>Fills a sheet with present values.</summary>
    /// <returns>The net present value.</returns>
    public double Evaluate(ReadOnlySpan<double> row, Span<double> sheet)
    {
        sheet.Clear();
        Span<double> month = stackalloc double[Columns];
        var factor = MonthlyFactor(row);
        AtStart(row, sheet);
        var bought = 0;
        if (IsSteady(row))
        {
            bought = Month(row, row[scenario.Demand.Requests], Users(row, 1), month);
            Add(sheet, month, Annuity(factor, option.DelayMonths + 1, scenario.Months));
            sheet[(int)CostKind.Hardware] += bought * ServerPrice(row) * Math.Pow(factor, option.DelayMonths);
        }
        else
        {
            bought = Months(row, factor, month, sheet);
        }

        AtEnd(row, Math.Pow(factor, scenario.Months), bought, sheet);
        return Net(sheet);
    }

    /// <summary>The months one by one, not discounted; month 0 is the start, the end is in the last one.</summary>
    public IReadOnlyList<double[]> Timeline(ReadOnlySpan<double> row)
    {
        var months = new List<double[]>(scenario.Months + 1) { new double[Columns] };
        AtStart(row, months[0]);
        var bought = 0;
        var month = new double[Columns];
        for (var t = 1; t <= scenario.Months; t++)
        {
            var sheet = new double[Columns];
            var before = bought;
            if (t > option.DelayMonths) bought = Later(row, t, Requests(row, t), 1, bought, month, sheet);
            if (t == option.DelayMonths + 1 && bought > before) MoveForward(sheet, months[t - 1], (bought - before) * ServerPrice(row));
            months.Add(sheet);
        }

        AtEnd(row, 1, bought, months[^1]);
        return months;
    }

    /// <summary>Running cost of a month at a volume: machines that are bought count with their annuity; one-off amounts and wrong decisions do not count.</summary>
    public double RunningCost(ReadOnlySpan<double> row, double requests)
    {
        Span<double> month = stackalloc double[Columns];
        var replicas = Month(row, requests, Users(row, 1), month);
        var factor = MonthlyFactor(row);
        var salvage = option.Hosting?.Salvage is { } slot ? row[slot] * Math.Pow(factor, scenario.Months) : 0;
        var capital = replicas * ServerPrice(row) * (1 - salvage) / Annuity(factor, 1, scenario.Months);
        var sum = capital;
        for (var kind = 0; kind < Kinds; kind++) sum += kind == (int)CostKind.Errors ? 0 : month[kind];
        return sum;
    }

    /// <summary>A month at the start: fills the sheet and says how many replicas run.</summary>
    public int Month(ReadOnlySpan<double> row, double requests, double users, Span<double> month)
    {
        month.Clear();
        foreach (var (kind, slot) in option.Monthly) month[(int)kind] += row[slot];
        if (option.Staff is { } staff) month[(int)CostKind.Staff] += row[staff] * row[scenario.PersonMonth!.Value];
        if (option.EachRequest is { } each) month[(int)CostKind.Operation] += row[each] * requests;
        if (option.Api is { } api) month[(int)CostKind.Api] += requests * TokenCost(row, api);
        if (option.License is { } license) month[(int)CostKind.License] += Fees(row, license, users);
        AddValue(row, requests, month);
        return option.Hosting is { } hosting ? Serve(row, hosting, requests, month) : 0;
    }

    /// <summary>Replicas at a volume: whole ones, never fewer than the least.</summary>
    public int Replicas(ReadOnlySpan<double> row, double requests) =>
        capacity is null ? 0 : (int)Math.Min(int.MaxValue / 2, Math.Max(option.Hosting!.MinReplicas, Math.Ceiling((requests / VolumeOfReplica(row)) - 1e-9)));

    /// <summary>Requests a month that one replica carries at the peak, planned with its utilization; 0 without own serving.</summary>
    public double VolumeOfReplica(ReadOnlySpan<double> row)
    {
        if (capacity is null) return 0;
        var rate = row[capacity.RequestsPerSecond] * (capacity.Factor is { } factor ? row[factor] : 1) * row[option.Hosting!.Utilization];
        return Math.Max(1e-9, rate) * row[scenario.Demand.ActiveHours] * SecondsOfHour / Math.Max(1e-9, row[scenario.Demand.Peak]);
    }

    /// <summary>Discount of one month.</summary>
    public double MonthlyFactor(ReadOnlySpan<double> row) => Math.Pow(1 + row[scenario.DiscountRate], -1.0 / 12);

    /// <summary>Benefit less all costs of a sheet.</summary>
    public static double Net(ReadOnlySpan<double> sheet)
    {
        var net = sheet[Benefit];
        for (var kind = 0; kind < Kinds; kind++) net -= sheet[kind];
        return net;
    }

    private int Months(ReadOnlySpan<double> row, double factor, Span<double> month, Span<double> sheet)
    {
        var bought = 0;
        var weight = Math.Pow(factor, option.DelayMonths);
        var requests = Requests(row, option.DelayMonths + 1);
        for (var t = option.DelayMonths + 1; t <= scenario.Months; t++)
        {
            weight *= factor;
            bought = Later(row, t, requests, weight, bought, month, sheet);
            requests *= 1 + row[scenario.Demand.Growth];
        }

        return bought;
    }

    private double Requests(ReadOnlySpan<double> row, int t) => row[scenario.Demand.Requests] * Math.Pow(1 + row[scenario.Demand.Growth], t - 1);

    private int Later(ReadOnlySpan<double> row, int t, double requests, double weight, int bought, Span<double> month, Span<double> sheet)
    {
        var replicas = Month(row, requests, Users(row, t), month);
        Add(sheet, month, weight);
        if (replicas <= bought) return bought;
        var discountAtPurchase = t == option.DelayMonths + 1 && weight < 1 ? weight / MonthlyFactor(row) : weight;
        sheet[(int)CostKind.Hardware] += (replicas - bought) * ServerPrice(row) * discountAtPurchase;
        return replicas;
    }

    private static void MoveForward(double[] from, double[] to, double amount)
    {
        from[(int)CostKind.Hardware] -= amount;
        to[(int)CostKind.Hardware] += amount;
    }

    private bool IsSteady(ReadOnlySpan<double> row) => row[scenario.Demand.Growth] == 0 && (option.License is null || scenario.Demand.UserGrowth is not { } growth || row[growth] == 0);

    private double Users(ReadOnlySpan<double> row, int month) => option.License is not null && scenario.Demand.Users is { } users
        ? row[users] * Math.Pow(1 + (scenario.Demand.UserGrowth is { } growth ? row[growth] : 0), month - 1)
        : 0;

    private void AtStart(ReadOnlySpan<double> row, Span<double> sheet)
    {
        foreach (var (slot, work) in option.OneOffs) sheet[(int)CostKind.OneOff] += row[slot] * (work ? row[scenario.PersonMonth!.Value] : 1);
    }

    private void AtEnd(ReadOnlySpan<double> row, double weight, int bought, Span<double> sheet)
    {
        if (option.Exit is { } exit) sheet[(int)CostKind.Exit] += row[exit] * weight;
        if (option.Hosting?.Salvage is { } salvage) sheet[(int)CostKind.Hardware] -= bought * ServerPrice(row) * row[salvage] * weight;
    }

    private double ServerPrice(ReadOnlySpan<double> row) => option.Hosting?.Server is { } server ? row[server] : 0;

    private int Serve(ReadOnlySpan<double> row, HostingTerms hosting, double requests, Span<double> month)
    {
        var replicas = Replicas(row, requests);
        if (hosting.Rent is { } rent) month[(int)CostKind.Rent] += replicas * hosting.Gpus * row[rent] * row[hosting.RentHours!.Value];
        if (hosting.Maintenance is { } maintenance) month[(int)CostKind.Hosting] += replicas * ServerPrice(row) * row[maintenance] / 12;
        if (hosting.EnergyPrice is { } price) month[(int)CostKind.Energy] += replicas * row[hosting.Power!.Value] / 1000 * row[hosting.Load!.Value] * row[hosting.Pue!.Value] * Dimension.HoursOfMonth * row[price];
        return replicas;
    }

    private double TokenCost(ReadOnlySpan<double> row, ApiTerms api)
    {
        var demand = scenario.Demand;
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

    private double Fees(ReadOnlySpan<double> row, LicenseFees license, double users)
    {
        var fees = (license.Monthly is { } fixedFee ? row[fixedFee] : 0) + (license.EachUser is { } each ? row[each] * users : 0) + (license.Royalty is { } royalty ? row[royalty] * row[scenario.Value.Revenue!.Value] : 0);
        foreach (var (above, monthly) in license.Steps) fees += users > row[above] ? row[monthly] : 0;
        return fees;
    }

    private void AddValue(ReadOnlySpan<double> row, double requests, Span<double> month)
    {
        var value = scenario.Value;
        if (option.Kind == OptionKind.Nothing && option.Quality is null && option.Uplift is null) return;
        var quality = option.Quality is { } q ? row[q] : 1;
        var used = requests * (value.Adoption is { } adoption ? row[adoption] : 1);
        if (value.Right is { } right) month[Benefit] += used * quality * row[right] * Usable(row, quality);
        if (value.Wrong is { } wrong) month[(int)CostKind.Errors] += used * (1 - quality) * row[wrong];
        if (value.Revenue is not { } revenue || option.Uplift is not { } uplift) return;
        month[Benefit] += row[revenue] * (value.Margin is { } margin ? row[margin] : 1) * (row[uplift] - (option.LatencyLoss is { } loss ? row[loss] : 0));
    }

    private double Usable(ReadOnlySpan<double> row, double quality) => scenario.Value.RequiredQuality is { } required
        ? 1 / (1 + Math.Exp(-(quality - row[required]) / scenario.Value.Softness))
        : 1;

    /// <summary>What one unit in each month from one to another is worth today.</summary>
    private static double Annuity(double factor, int from, int to) => factor >= 1
        ? to - from + 1
        : Math.Pow(factor, from) * (1 - Math.Pow(factor, to - from + 1)) / (1 - factor);

    private static void Add(Span<double> sheet, ReadOnlySpan<double> month, double weight)
    {
        for (var i = 0; i < Columns; i++) sheet[i] += month[i] * weight;
    }
}
