namespace Assay.Economics;

/// <summary>What a quantity measures: it decides which units are understood and which values make sense.</summary>
/// <param name="Money">Whether the unit begins with a currency.</param>
/// <param name="Forms">Units (what follows the currency, for money) with the factor to the unit of the account.</param>
/// <param name="Least">Smallest value that makes sense, in the unit of the account.</param>
/// <param name="Most">Largest value that makes sense.</param>
public sealed record Dimension(bool Money, IReadOnlyList<(string Unit, double Factor)> Forms, double Least, double Most)
{
    /// <summary>Days of a month: a twelfth of a year.</summary>
    public const double DaysOfMonth = 365.0 / 12;

    /// <summary>Hours of a month.</summary>
    public const double HoursOfMonth = DaysOfMonth * 24;

    private const double Unbounded = 1e18;

    /// <summary>An amount.</summary>
    public static Dimension Amount { get; } = new(true, [("", 1)], 0, Unbounded);

    /// <summary>An amount a month.</summary>
    public static Dimension Monthly { get; } = new(true, [("/month", 1), ("/year", 1.0 / 12), ("/day", DaysOfMonth)], 0, Unbounded);

    /// <summary>Rent of one accelerator.</summary>
    public static Dimension Hourly { get; } = new(true, [("/hour", 1)], 0, Unbounded);

    /// <summary>An amount a request or decision.</summary>
    public static Dimension EachRequest { get; } = new(true, [("/request", 1), ("/1000 requests", 0.001)], 0, Unbounded);

    /// <summary>A price of tokens; the unit of the account is a million.</summary>
    public static Dimension MegaTokens { get; } = new(true, [("/1M tokens", 1), ("/1K tokens", 1000)], 0, Unbounded);

    /// <summary>Energy.</summary>
    public static Dimension Energy { get; } = new(true, [("/kWh", 1)], 0, Unbounded);

    /// <summary>An amount a user and month.</summary>
    public static Dimension EachUser { get; } = new(true, [("/user/month", 1), ("/user/year", 1.0 / 12)], 0, Unbounded);

    /// <summary>A share of a whole, 0 to 1.</summary>
    public static Dimension Share { get; } = new(false, [("share", 1), ("%", 0.01)], 0, 1);

    /// <summary>A relative change, which may be negative.</summary>
    public static Dimension Change { get; } = new(false, [("share", 1), ("%", 0.01)], -1, 10);

    /// <summary>A share that is added to a whole.</summary>
    public static Dimension Extra { get; } = new(false, [("share", 1), ("%", 0.01)], 0, 10);

    /// <summary>A rate a year.</summary>
    public static Dimension YearlyRate { get; } = new(false, [("share/year", 1), ("%/year", 0.01)], 0, 1);

    /// <summary>Growth a month, which may be negative.</summary>
    public static Dimension MonthlyGrowth { get; } = new(false, [("share/month", 1), ("%/month", 0.01)], -0.5, 1);

    /// <summary>Requests a month.</summary>
    public static Dimension Requests { get; } = new(false, [("requests/month", 1), ("requests/day", DaysOfMonth), ("requests/year", 1.0 / 12)], 0, Unbounded);

    /// <summary>Requests a second.</summary>
    public static Dimension RequestRate { get; } = new(false, [("requests/s", 1)], 1e-9, Unbounded);

    /// <summary>Tokens of a request.</summary>
    public static Dimension Tokens { get; } = new(false, [("tokens", 1)], 0, 1e8);

    /// <summary>Tokens of a training.</summary>
    public static Dimension TrainingTokens { get; } = new(false, [("tokens", 1), ("million tokens", 1e6), ("billion tokens", 1e9), ("trillion tokens", 1e12)], 1, 1e16);

    /// <summary>Runs of a training.</summary>
    public static Dimension Runs { get; } = new(false, [("runs", 1)], 0, 1e6);

    /// <summary>Hours of one accelerator.</summary>
    public static Dimension GpuHours { get; } = new(false, [("GPU-hours", 1)], 0, 1e15);

    /// <summary>A factor.</summary>
    public static Dimension Factor { get; } = new(false, [("factor", 1)], 0, 1e6);

    /// <summary>Hours of a month in which requests come.</summary>
    public static Dimension ActiveHours { get; } = new(false, [("hours/month", 1), ("hours/year", 1.0 / 12)], 1, HoursOfMonth);

    /// <summary>A time in seconds.</summary>
    public static Dimension Time { get; } = new(false, [("s", 1), ("ms", 0.001)], 1e-6, 1e6);

    /// <summary>People who work on it.</summary>
    public static Dimension People { get; } = new(false, [("FTE", 1)], 0, 1e6);

    /// <summary>Work.</summary>
    public static Dimension Work { get; } = new(false, [("person-months", 1)], 0, 1e6);

    /// <summary>Power.</summary>
    public static Dimension Power { get; } = new(false, [("W", 1), ("kW", 1000)], 0, 1e9);

    /// <summary>Users.</summary>
    public static Dimension Users { get; } = new(false, [("users", 1)], 0, 1e11);

    /// <summary>The factor of a unit, or null where it is not understood.</summary>
    /// <param name="unit">The unit as written.</param>
    /// <param name="rates">What one unit of each currency is worth in the currency of the account.</param>
    public double? FactorOf(string unit, IReadOnlyDictionary<string, double> rates)
    {
        if (!Money) return Forms.Where(f => f.Unit == unit).Select(f => (double?)f.Factor).FirstOrDefault();
        var end = unit.IndexOf('/', StringComparison.Ordinal);
        var currency = end < 0 ? unit : unit[..end];
        var rest = end < 0 ? "" : unit[end..];
        if (!rates.TryGetValue(currency, out var rate)) return null;
        return Forms.Where(f => f.Unit == rest).Select(f => (double?)(f.Factor * rate)).FirstOrDefault();
    }

    /// <summary>The units that are understood, for an error message.</summary>
    public string Known(IReadOnlyDictionary<string, double> rates) =>
        string.Join(", ", Money ? rates.Keys.Order(StringComparer.Ordinal).SelectMany(c => Forms.Select(f => c + f.Unit)) : Forms.Select(f => f.Unit));
}
