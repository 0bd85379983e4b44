namespace Assay.Core;

/// <summary>Result of <c>assay decide</c>: amounts in the currency of the account, present values over its horizon unless said otherwise.</summary>
public sealed record DecideResult
{
    /// <summary>Version of this format.</summary>
    public string SchemaVersion { get; init; } = "1";

    /// <summary>Title of the scenario.</summary>
    public required string Title { get; init; }

    /// <summary>Date of the account.</summary>
    public required string AsOf { get; init; }

    /// <summary>Currency (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>Months.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>Draws of the simulation.</summary>
    public required int Draws { get; init; }

    /// <summary>Its seed.</summary>
    public required long Seed { get; init; }

    /// <summary>What to choose, in one sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>What to measure next, in one sentence.</summary>
    public required string MeasureNext { get; init; }

    /// <summary>Options that fulfil the constraints.</summary>
    public required IReadOnlyList<string> Feasible { get; init; }

    /// <summary>Options that do not.</summary>
    public required IReadOnlyList<InfeasibleOption> Infeasible { get; init; }

    /// <summary>The feasible options, the one with the highest mean first.</summary>
    public required IReadOnlyList<DecideOption> Options { get; init; }

    /// <summary>What moves the difference between the first and the second option, strongest first.</summary>
    public required IReadOnlyList<Sensitivity> Sensitivity { get; init; }

    /// <summary>What knowing more would be worth, most first.</summary>
    public required IReadOnlyList<InformationValue> ValueOfInformation { get; init; }

    /// <summary>Every quantity with its source.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>Releases that were audited, with what their licenses do in the account.</summary>
    public IReadOnlyList<DecideRelease> Releases { get; init; } = [];

    /// <summary>What a reader must know besides.</summary>
    public required IReadOnlyList<string> Caveats { get; init; }
}

/// <summary>An audited release of an option.</summary>
/// <param name="Option">The option.</param>
/// <param name="Release">The release as the scenario names it.</param>
/// <param name="Licenses">Licenses found, that of the weights first.</param>
/// <param name="Parameters">Parameters of its model, or null where they were not needed or not shown.</param>
/// <param name="Facts">Each fact of the license with what it does in the account.</param>
public sealed record DecideRelease(string Option, string Release, IReadOnlyList<string> Licenses, long? Parameters, IReadOnlyList<LicenseFact> Facts);

/// <summary>A fact of a license and its effect on the account.</summary>
/// <param name="Fact">Clause code or duty.</param>
/// <param name="Says">What the license says.</param>
/// <param name="Section">Section of the text, or null.</param>
/// <param name="Effect">What it does in the account.</param>
/// <param name="Evidence">Ids of evidence in the audit of the release.</param>
public sealed record LicenseFact(string Fact, string Says, string? Section, string Effect, IReadOnlyList<string> Evidence);

/// <summary>An option that does not fulfil a constraint.</summary>
/// <param name="Option">Its name.</param>
/// <param name="Why">Every reason, one sentence.</param>
/// <param name="YearlyCost">What running it would cost a year: the price of the constraint is the difference; null where it cannot be said.</param>
public sealed record InfeasibleOption(string Option, string Why, double? YearlyCost);

/// <summary>An option with its account.</summary>
public sealed record DecideOption
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary><c>nothing</c>, <c>api</c>, <c>rented</c> or <c>owned</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Mean present value of the cost by kind; kinds without cost are left out.</summary>
    public required IReadOnlyDictionary<string, double> Cost { get; init; }

    /// <summary>Mean present value of the benefit.</summary>
    public required double Benefit { get; init; }

    /// <summary>Net present value: 10th, 50th and 90th percentile.</summary>
    public required Interval Npv { get; init; }

    /// <summary>Its mean.</summary>
    public required double NpvMean { get; init; }

    /// <summary>Its value with every input at its middle, without chance.</summary>
    public required double NpvBase { get; init; }

    /// <summary>Running cost of the first month it runs, at the middle of the inputs, without one-off amounts and wrong decisions.</summary>
    public required double MonthlyCost { get; init; }

    /// <summary>Cost of wrong decisions in that month.</summary>
    public required double MonthlyErrors { get; init; }

    /// <summary>Amount at the start.</summary>
    public required double Upfront { get; init; }

    /// <summary>First month in which the sum of all gains over doing nothing is not negative; null for never.</summary>
    public int? Payback { get; init; }

    /// <summary>Volumes at which it and another option cost the same to run.</summary>
    public required IReadOnlyList<BreakEven> BreakEven { get; init; }

    /// <summary>Share of the draws in which it is best.</summary>
    public required double ProbabilityBest { get; init; }

    /// <summary>Mean loss against the best option of each draw.</summary>
    public required double Regret { get; init; }

    /// <summary>Own serving, or null.</summary>
    public DecideServing? Serving { get; init; }

    /// <summary>Cost of each month by kind, at the middle of the inputs; month 0 is the start.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double>> Timeline { get; init; }

    /// <summary>Running cost a month by requests a month.</summary>
    public required IReadOnlyList<VolumeCost> Volumes { get; init; }

    /// <summary>Net present values of the draws, counted.</summary>
    public required Histogram Outcomes { get; init; }
}

/// <summary>Own serving as planned.</summary>
/// <param name="Hardware">Machines of a replica.</param>
/// <param name="Replicas">Replicas at the start.</param>
/// <param name="RequestsPerSecond">What one replica serves within the limits.</param>
/// <param name="Concurrency">Requests at once in it, or null where it was measured.</param>
/// <param name="SecondsPerToken">Time of an output token then.</param>
/// <param name="SecondsToFirstToken">Time to the first token as held against the limit.</param>
/// <param name="Basis">How it is known.</param>
public sealed record DecideServing(string Hardware, int Replicas, double RequestsPerSecond, int? Concurrency, double? SecondsPerToken, double? SecondsToFirstToken, string Basis);

/// <summary>Where the running costs of two options meet.</summary>
/// <param name="Against">The other option.</param>
/// <param name="Crossings">Every crossing, by volume.</param>
/// <param name="Never">Whether there is none.</param>
/// <param name="Note">A sentence.</param>
public sealed record BreakEven(string Against, IReadOnlyList<Crossing> Crossings, bool Never, string Note);

/// <summary>A crossing.</summary>
/// <param name="RequestsPerMonth">The volume.</param>
/// <param name="CheaperAbove">Whether this option is the cheaper one above it.</param>
public sealed record Crossing(double RequestsPerMonth, bool CheaperAbove);

/// <summary>Running cost at a volume.</summary>
/// <param name="RequestsPerMonth">The volume.</param>
/// <param name="Cost">Cost a month.</param>
public sealed record VolumeCost(double RequestsPerMonth, double Cost);

/// <summary>Counted outcomes; what lies outside counts in the first or last bin.</summary>
/// <param name="From">Low end of the first bin.</param>
/// <param name="Width">Width of a bin.</param>
/// <param name="Counts">Draws in each bin.</param>
public sealed record Histogram(double From, double Width, IReadOnlyList<int> Counts);

/// <summary>How much an input moves the difference between two options.</summary>
/// <param name="Input">The input.</param>
/// <param name="First">First option.</param>
/// <param name="Second">Second option.</param>
/// <param name="Low">Mean difference (first minus second) in the lowest tenth of the input.</param>
/// <param name="High">Mean difference in its highest tenth.</param>
/// <param name="Swing">High minus low.</param>
public sealed record Sensitivity(string Input, string First, string Second, double Low, double High, double Swing);

/// <summary>What knowing more would be worth.</summary>
/// <param name="Input">The input; <c>everything</c> for all of them.</param>
/// <param name="Perfect">Worth of knowing it exactly.</param>
/// <param name="Samples">Evaluated answers that are proposed; null where none can be.</param>
/// <param name="Worth">Worth of those answers.</param>
/// <param name="Cost">Their cost, or null where not stated.</param>
public sealed record InformationValue(string Input, double Perfect, int? Samples, double? Worth, double? Cost);

/// <summary>A quantity with its source.</summary>
/// <param name="Input">Where it stands.</param>
/// <param name="Value">Value or distribution, as written.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Date">When.</param>
/// <param name="Line">Line in the scenario, 0 for a default.</param>
/// <param name="Stale">Whether it is too old to be trusted without a look.</param>
public sealed record Assumption(string Input, string Value, string Unit, string Source, string Date, int Line, bool Stale);
