using Assay.Core;

namespace Assay.Economics;

/// <summary>Prices of tokens, by slots.</summary>
/// <param name="Input">Fresh input.</param>
/// <param name="Cached">Cached input.</param>
/// <param name="Output">Output.</param>
/// <param name="BatchShare">Share of the tokens in batches.</param>
/// <param name="BatchDiscount">Discount on them.</param>
/// <param name="Tiers">Prices of long requests: from how many input tokens on, input and output.</param>
public sealed record ApiTerms(int Input, int Cached, int Output, int BatchShare, int BatchDiscount, IReadOnlyList<(double Above, int Input, int Output)> Tiers);

/// <summary>Own serving.</summary>
public sealed record HostingTerms
{
    /// <summary>Model; empty where it is that of the option's release.</summary>
    public required string Model { get; init; }

    /// <summary>Shape of the model where a release or file gives it; null to look the name up.</summary>
    public ModelShape? Shape { get; init; }

    /// <summary>Weight format.</summary>
    public required string Format { get; init; }

    /// <summary>Accelerator id.</summary>
    public required string Gpu { get; init; }

    /// <summary>Accelerators of a replica.</summary>
    public required int Gpus { get; init; }

    /// <summary>Fewest replicas.</summary>
    public required int MinReplicas { get; init; }

    /// <summary>Highest share of its capacity that a replica is planned with.</summary>
    public required int Utilization { get; init; }

    /// <summary>Requests a second of a replica as measured by the user; null to predict it.</summary>
    public int? Capacity { get; init; }

    /// <summary>Largest gain in throughput that a tuned toolchain brings at high volume, and the volume at which 63 % of it are there; null where there is none.</summary>
    public (int Gain, int Volume)? Toolchain { get; init; }

    /// <summary>Rent of an accelerator and hour.</summary>
    public int? Rent { get; init; }

    /// <summary>Hours of a month that are paid.</summary>
    public int? RentHours { get; init; }

    /// <summary>Price of a replica's machine.</summary>
    public int? Server { get; init; }

    /// <summary>Share of the price that it brings at the end.</summary>
    public int? Salvage { get; init; }

    /// <summary>Support and maintenance, share of the price a year.</summary>
    public int? Maintenance { get; init; }

    /// <summary>Watts of a replica at full load.</summary>
    public int? Power { get; init; }

    /// <summary>Mean load over the year.</summary>
    public int? Load { get; init; }

    /// <summary>Energy of the building over energy of the machine.</summary>
    public int? Pue { get; init; }

    /// <summary>Price of energy.</summary>
    public int? EnergyPrice { get; init; }
}

/// <summary>One way to do it.</summary>
public sealed record ScenarioOption
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>How it is run.</summary>
    public required OptionKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public DataNode Node { get; init; }

    /// <summary>Release to audit, or null.</summary>
    public string? Release { get; init; }

    /// <summary>Uses that its terms are stated to allow, where no release is audited; null where nothing is stated.</summary>
    public IReadOnlyList<string>? StatedUses { get; init; }

    /// <summary>Whether data leave the house.</summary>
    public bool DataLeaves { get; init; }

    /// <summary>Languages it serves; empty where not stated.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Tokens of a provider, or null.</summary>
    public ApiTerms? Api { get; init; }

    /// <summary>Own serving, or null.</summary>
    public HostingTerms? Hosting { get; init; }

    /// <summary>Amounts that are due once.</summary>
    public IReadOnlyList<OneOff> OneOffs { get; init; } = [];

    /// <summary>Amounts that are due each month.</summary>
    public IReadOnlyList<Recurring> Monthly { get; init; } = [];

    /// <summary>Own estimates of duties of the audited license, by duty; they count instead of those of the knowledge.</summary>
    public IReadOnlyDictionary<string, DutyWork> Duties { get; init; } = new Dictionary<string, DutyWork>(StringComparer.Ordinal);

    /// <summary>A training it needs, or null.</summary>
    public TrainingTerms? Training { get; init; }

    /// <summary>That training as planned, or null.</summary>
    public TrainingCost? Planned { get; init; }

    /// <summary>People, in FTE.</summary>
    public int? Staff { get; init; }

    /// <summary>Cost of each request besides the model.</summary>
    public int? EachRequest { get; init; }

    /// <summary>Amount at the end.</summary>
    public int? Exit { get; init; }

    /// <summary>Fees of its license.</summary>
    public LicenseFees? License { get; init; }

    /// <summary>Share of right answers.</summary>
    public int? Quality { get; init; }

    /// <summary>Relative change of conversion.</summary>
    public int? Uplift { get; init; }

    /// <summary>Loss of conversion to waiting.</summary>
    public int? LatencyLoss { get; init; }

    /// <summary>Months until it runs.</summary>
    public int DelayMonths { get; init; }
}
