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
    private readonly OneOff[] _start = [.. option.OneOffs.Where(o => o.Month == 0)];
    private readonly OneOff[] _later = [.. option.OneOffs.Where(o => o.Month > 0 && o.Month <= scenario.Months)];

    /// <summary>The option.</summary>
    public ScenarioOption Option => option;

    /// <summary>What a replica serves, or null.</summary>
    public Capacity? Capacity => capacity;

    /// <summary>Fills a sheet with present values.</summary>
    /// <returns>The net present value.</returns>
    public double Evaluate(ReadOnlySpan<double> row, Span<double> sheet)
    {
        sheet.Clear();
        Span<double> part = stackalloc double[Columns];
        var (factor, growth) = (MonthlyFactor(row), 1 + row[scenario.Demand.Growth]);
        var (from, to) = (option.DelayMonths + 1, scenario.Months);
        AtStart(row, sheet);
        foreach (var each in _later) sheet[(int)each.Kind] += Once(row, each) * Math.Pow(factor, each.Month);
        Fixed(row, part);
        Add(sheet, part, Series(factor, from, to));
        EachRequest(row, part);
        Add(sheet, part, row[scenario.Demand.Requests] * Series(factor * growth, from, to) / growth);
        if (option.License is { } license) sheet[(int)CostKind.License] += Fees(row, license, factor);
        var bought = 0;
        if (capacity is not null)
        {
            (bought, var running, var bill) = Machines(row, factor, growth);
            EachReplica(row, part);
            Add(sheet, part, running);
            sheet[(int)CostKind.Hardware] += bill;
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
        for (var t = 1; t <= scenario.Months; t++)
        {
            var sheet = new double[Columns];
            var before = bought;
            if (t > option.DelayMonths) bought = Later(row, t, bought, sheet);
            foreach (var each in _later.Where(o => o.Month == t)) sheet[(int)each.Kind] += Once(row, each);
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
        var replicas = Month(row, requests, 1, month);
        var factor = MonthlyFactor(row);
        var salvage = option.Hosting?.Salvage is { } slot ? row[slot] * Math.Pow(factor, scenario.Months) : 0;
        var capital = replicas * ServerPrice(row) * (1 - salvage) / Series(factor, 1, scenario.Months);
        var sum = capital;
        for (var kind = 0; kind < Kinds; kind++) sum += kind == (int)CostKind.Errors ? 0 : month[kind];
        return sum;
    }

    /// <summary>One month: fills the sheet and says how many replicas run.</summary>
    /// <param name="row">Inputs.</param>
    /// <param name="requests">Requests in it.</param>
    /// <param name="number">Number of the month, for what grows besides the requests.</param>
    /// <param name="month">The sheet.</param>
    public int Month(ReadOnlySpan<double> row, double requests, int number, Span<double> month)
    {
        month.Clear();
        Span<double> part = stackalloc double[Columns];
        Fixed(row, part);
        Add(month, part, 1);
        EachRequest(row, part);
        Add(month, part, requests);
        if (option.License is { } license) month[(int)CostKind.License] += OptionPrices.Month(row, scenario, license, number);
        var replicas = Replicas(row, requests);
        if (replicas == 0) return 0;
        EachReplica(row, part);
        Add(month, part, replicas);
        return replicas;
    }

    /// <summary>Replicas at a volume: whole ones, never fewer than the least.</summary>
    public int Replicas(ReadOnlySpan<double> row, double requests) =>
        capacity is null ? 0 : Whole(requests / VolumeOfReplica(row, requests));

    /// <summary>Requests a month that one replica carries at the peak, planned with its utilization; 0 without own serving.</summary>
    /// <param name="row">Inputs.</param>
    /// <param name="requests">Requests of the month: a tuned toolchain gains with volume, m(v) = 1 + gain (1 - exp(-v / volume)).</param>
    public double VolumeOfReplica(ReadOnlySpan<double> row, double requests)
    {
        if (capacity is null) return 0;
        var gain = option.Hosting!.Toolchain is var (most, volume) ? 1 + (row[most] * (1 - Math.Exp(-requests / Math.Max(1e-9, row[volume])))) : 1;
        var rate = gain * row[capacity.RequestsPerSecond] * (capacity.Factor is { } factor ? row[factor] : 1) * row[option.Hosting!.Utilization];
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

    /// <summary>Replicas over the months: how many are there at the end, their discounted sum, and what buying them costs.</summary>
    private (int Bought, double Running, double Bill) Machines(ReadOnlySpan<double> row, double factor, double growth)
    {
        var bought = 0;
        var (running, bill, price) = (0.0, 0.0, ServerPrice(row));
        var weight = Math.Pow(factor, option.DelayMonths);
        var requests = Requests(row, option.DelayMonths + 1);
        for (var t = option.DelayMonths + 1; t <= scenario.Months; t++)
        {
            var replicas = Replicas(row, requests);
            if (replicas > bought)
            {
                bill += (replicas - bought) * price * (t == option.DelayMonths + 1 ? weight : weight * factor);
                bought = replicas;
            }

            weight *= factor;
            running += replicas * weight;
            requests *= growth;
        }

        return (bought, running, bill);
    }

    private double Requests(ReadOnlySpan<double> row, int t) => row[scenario.Demand.Requests] * Math.Pow(1 + row[scenario.Demand.Growth], t - 1);

    private int Later(ReadOnlySpan<double> row, int t, int bought, Span<double> sheet)
    {
        var replicas = Month(row, Requests(row, t), t, sheet);
        if (replicas <= bought) return bought;
        sheet[(int)CostKind.Hardware] += (replicas - bought) * ServerPrice(row);
        return replicas;
    }

    private static void MoveForward(double[] from, double[] to, double amount)
    {
        from[(int)CostKind.Hardware] -= amount;
        to[(int)CostKind.Hardware] += amount;
    }

    private int Whole(double load) => (int)Math.Min(int.MaxValue / 2, Math.Max(option.Hosting!.MinReplicas, Math.Ceiling(load - 1e-9)));

    private void AtStart(ReadOnlySpan<double> row, Span<double> sheet)
    {
        foreach (var each in _start) sheet[(int)each.Kind] += Once(row, each);
        if (option.Planned is { } training) sheet[(int)CostKind.Training] += OptionPrices.Training(row, training);
    }

    private double Once(ReadOnlySpan<double> row, OneOff each) => row[each.Slot] * (each.PersonMonths ? row[scenario.PersonMonth!.Value] : 1);

    private void AtEnd(ReadOnlySpan<double> row, double weight, int bought, Span<double> sheet)
    {
        if (option.Exit is { } exit) sheet[(int)CostKind.Exit] += row[exit] * weight;
        if (option.Hosting?.Salvage is { } salvage) sheet[(int)CostKind.Hardware] -= bought * ServerPrice(row) * row[salvage] * weight;
    }

    private double ServerPrice(ReadOnlySpan<double> row) => option.Hosting?.Server is { } server ? row[server] : 0;

    private void Fixed(ReadOnlySpan<double> row, Span<double> part)
    {
        part.Clear();
        foreach (var each in option.Monthly) part[(int)each.Kind] += row[each.Slot] * (each.People ? row[scenario.PersonMonth!.Value] : 1);
        if (option.Staff is { } staff) part[(int)CostKind.Staff] += row[staff] * row[scenario.PersonMonth!.Value];
        var value = scenario.Value;
        if (value.Revenue is not { } revenue || option.Uplift is not { } uplift) return;
        part[Benefit] += row[revenue] * (value.Margin is { } margin ? row[margin] : 1) * (row[uplift] - (option.LatencyLoss is { } loss ? row[loss] : 0));
    }

    private void EachRequest(ReadOnlySpan<double> row, Span<double> part)
    {
        part.Clear();
        if (option.EachRequest is { } each) part[(int)CostKind.Operation] += row[each];
        if (option.Api is { } api) part[(int)CostKind.Api] += OptionPrices.Request(row, scenario.Demand, api);
        if (option.Kind == OptionKind.Nothing && option.Quality is null) return;
        var value = scenario.Value;
        var quality = option.Quality is { } q ? row[q] : 1;
        var used = value.Adoption is { } adoption ? row[adoption] : 1;
        if (value.Right is { } right) part[Benefit] += used * quality * row[right] * Usable(row, quality);
        if (value.Wrong is { } wrong) part[(int)CostKind.Errors] += used * (1 - quality) * row[wrong];
    }

    private void EachReplica(ReadOnlySpan<double> row, Span<double> part)
    {
        part.Clear();
        var hosting = option.Hosting!;
        if (hosting.Rent is { } rent) part[(int)CostKind.Rent] += hosting.Gpus * row[rent] * row[hosting.RentHours!.Value];
        if (hosting.Maintenance is { } maintenance) part[(int)CostKind.Hosting] += ServerPrice(row) * row[maintenance] / 12;
        if (hosting.EnergyPrice is { } price) part[(int)CostKind.Energy] += row[hosting.Power!.Value] / 1000 * row[hosting.Load!.Value] * row[hosting.Pue!.Value] * Dimension.HoursOfMonth * row[price];
    }

    private double Fees(ReadOnlySpan<double> row, LicenseFees license, double factor)
    {
        if (!OptionPrices.Moves(scenario)) return OptionPrices.Month(row, scenario, license, 1) * Series(factor, option.DelayMonths + 1, scenario.Months);
        var sum = 0.0;
        for (var t = option.DelayMonths + 1; t <= scenario.Months; t++) sum += OptionPrices.Month(row, scenario, license, t) * Math.Pow(factor, t);
        return sum;
    }

    private double Usable(ReadOnlySpan<double> row, double quality) => scenario.Value.RequiredQuality is { } required
        ? 1 / (1 + Math.Exp(-(quality - row[required]) / scenario.Value.Softness))
        : 1;

    /// <summary>The sum of the powers of a factor from one to another.</summary>
    private static double Series(double factor, int from, int to) => Math.Abs(factor - 1) < 1e-9
        ? to - from + 1
        : Math.Pow(factor, from) * (1 - Math.Pow(factor, to - from + 1)) / (1 - factor);

    private static void Add(Span<double> sheet, ReadOnlySpan<double> month, double weight)
    {
        for (var i = 0; i < Columns; i++) sheet[i] += month[i] * weight;
    }
}
