namespace Assay.Economics;

/// <summary>Kinds of cost, in the order in which reports list them.</summary>
public enum CostKind
{
    /// <summary>Machines that are bought, less what they bring at the end.</summary>
    Hardware,

    /// <summary>Machines that are rented.</summary>
    Rent,

    /// <summary>Electricity and cooling.</summary>
    Energy,

    /// <summary>Space, network, support and maintenance.</summary>
    Hosting,

    /// <summary>Tokens of a provider.</summary>
    Api,

    /// <summary>People who run it.</summary>
    Staff,

    /// <summary>Integration, evaluation, adaptation, migration.</summary>
    OneOff,

    /// <summary>Machine time of pre-training and tuning.</summary>
    Training,

    /// <summary>License fees, royalties and thresholds.</summary>
    License,

    /// <summary>Compliance.</summary>
    Compliance,

    /// <summary>Handling of each request besides the model.</summary>
    Operation,

    /// <summary>Leaving at the end.</summary>
    Exit,

    /// <summary>Wrong decisions.</summary>
    Errors,
}

/// <summary>How an option is run.</summary>
public enum OptionKind
{
    /// <summary>As it is today.</summary>
    Nothing,

    /// <summary>A provider's interface, paid by tokens.</summary>
    Api,

    /// <summary>Own serving on rented machines.</summary>
    Rented,

    /// <summary>Own serving on own machines.</summary>
    Owned,
}

/// <summary>What is asked of the options, by slots of the input table.</summary>
/// <param name="Requests">Requests a month at the start.</param>
/// <param name="Growth">Growth a month.</param>
/// <param name="InputTokens">Input tokens of a request.</param>
/// <param name="CachedTokens">Tokens that come from a cache.</param>
/// <param name="CachedIncluded">Whether the input tokens contain the cached ones (providers count differently).</param>
/// <param name="OutputTokens">Output tokens.</param>
/// <param name="ReasoningTokens">Further tokens of reasoning, billed as output.</param>
/// <param name="Peak">Peak over mean while requests come.</param>
/// <param name="ActiveHours">Hours of a month in which requests come.</param>
/// <param name="Users">Users a month, or null.</param>
/// <param name="UserGrowth">Their growth a month, or null.</param>
public sealed record Demand(int Requests, int Growth, int InputTokens, int CachedTokens, bool CachedIncluded, int OutputTokens, int ReasoningTokens, int Peak, int ActiveHours, int? Users, int? UserGrowth);

/// <summary>What an option must fulfil before money is counted.</summary>
public sealed record Constraints
{
    /// <summary>Whether data must stay in the house.</summary>
    public bool DataStays { get; init; }

    /// <summary>Uses that the license must allow.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>Most seconds of an output token, or null.</summary>
    public double? TimePerOutputToken { get; init; }

    /// <summary>Most seconds to the first token, or null.</summary>
    public double? TimeToFirstToken { get; init; }

    /// <summary>Whether the first token must come in time at the high end of its band (6 times the unqueued time) rather than its middle.</summary>
    public bool FirstTokenHigh { get; init; } = true;

    /// <summary>Languages that must be served.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Accelerators that are there, by id; where given, nothing else may be used.</summary>
    public IReadOnlyDictionary<string, int> HardwareOwned { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Frameworks with the outcome or level that an audit must show.</summary>
    public IReadOnlyList<(string Framework, string Needs)> Openness { get; init; } = [];
}

/// <summary>What right and wrong answers are worth, by slots; null where it is not stated.</summary>
public sealed record ValueModel
{
    /// <summary>Value of a right decision.</summary>
    public int? Right { get; init; }

    /// <summary>Cost of a wrong decision.</summary>
    public int? Wrong { get; init; }

    /// <summary>Share of the value that is realized.</summary>
    public int? Adoption { get; init; }

    /// <summary>Quality from which on answers are of use; null where every right answer counts.</summary>
    public int? RequiredQuality { get; init; }

    /// <summary>Width of the passage around the required quality.</summary>
    public double Softness { get; init; } = 0.01;

    /// <summary>Revenue a month that a change of conversion acts on.</summary>
    public int? Revenue { get; init; }

    /// <summary>Margin on it.</summary>
    public int? Margin { get; init; }

    /// <summary>Rate of conversion today, for the size of a test.</summary>
    public int? ConversionRate { get; init; }

    /// <summary>Cost of one evaluated answer.</summary>
    public int? SampleCost { get; init; }
}

/// <summary>Who decides: what the terms of a license are measured against. Slots are null where nothing is stated.</summary>
/// <param name="Revenue">Slot of the revenue of the whole company a month.</param>
/// <param name="RevenueGrowth">Slot of its growth a month.</param>
/// <param name="Territory">Where it is used, such as <c>Germany</c>.</param>
/// <param name="Field">What it is used for, such as <c>medical</c>.</param>
public sealed record UserTerms(int? Revenue = null, int? RevenueGrowth = null, string? Territory = null, string? Field = null);

/// <summary>A scenario, read and checked.</summary>
public sealed record Scenario
{
    /// <summary>File.</summary>
    public required string File { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Date of the account.</summary>
    public required string AsOf { get; init; }

    /// <summary>Currency of the account.</summary>
    public required string Currency { get; init; }

    /// <summary>Other currencies with what one unit is worth, and where that was seen.</summary>
    public IReadOnlyList<(string Currency, double Rate, string Source, string Date)> Exchange { get; init; } = [];

    /// <summary>Months.</summary>
    public required int Months { get; init; }

    /// <summary>Slot of the discount rate a year.</summary>
    public required int DiscountRate { get; init; }

    /// <summary>Slot of the cost of one person a month.</summary>
    public int? PersonMonth { get; init; }

    /// <summary>Draws.</summary>
    public required int Draws { get; init; }

    /// <summary>Seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Demand.</summary>
    public required Demand Demand { get; init; }

    /// <summary>Constraints.</summary>
    public required Constraints Constraints { get; init; }

    /// <summary>Value.</summary>
    public required ValueModel Value { get; init; }

    /// <summary>Who decides.</summary>
    public UserTerms User { get; init; } = new();

    /// <summary>Options.</summary>
    public required IReadOnlyList<ScenarioOption> Options { get; init; }

    /// <summary>All quantities.</summary>
    public required InputTable Inputs { get; init; }
}
