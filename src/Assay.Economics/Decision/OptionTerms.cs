namespace Assay.Economics;

/// <summary>What a threshold of a license is measured on.</summary>
public enum LicenseBase
{
    /// <summary>Users a month.</summary>
    Users,

    /// <summary>Revenue of the whole company a month.</summary>
    CompanyRevenue,

    /// <summary>Revenue a month that the option acts on.</summary>
    ProductRevenue,
}

/// <summary>What is due a month above a threshold, by slots.</summary>
/// <param name="Base">What it is measured on.</param>
/// <param name="Above">The threshold.</param>
/// <param name="Fee">Fixed amount a month, or null.</param>
/// <param name="Share">Share of what lies above the threshold, or null.</param>
public sealed record LicenseStep(LicenseBase Base, int Above, int? Fee, int? Share);

/// <summary>Fees of a license, by slots.</summary>
/// <param name="Monthly">Fixed.</param>
/// <param name="EachUser">A user and month.</param>
/// <param name="Royalty">Share of the revenue.</param>
/// <param name="Separate">Fee a month of the separate license that the audited one asks for above its thresholds.</param>
/// <param name="Steps">What is due from a threshold on.</param>
public sealed record LicenseFees(int? Monthly, int? EachUser, int? Royalty, int? Separate, IReadOnlyList<LicenseStep> Steps);

/// <summary>An amount that is due once.</summary>
/// <param name="Kind">Kind of cost.</param>
/// <param name="Slot">Slot.</param>
/// <param name="PersonMonths">Whether it is work in person-months rather than money.</param>
/// <param name="Month">Month in which it is due; 0 is the start.</param>
public sealed record OneOff(CostKind Kind, int Slot, bool PersonMonths, int Month = 0);

/// <summary>An amount that is due each month.</summary>
/// <param name="Kind">Kind of cost.</param>
/// <param name="Slot">Slot.</param>
/// <param name="People">Whether it is people in FTE rather than money.</param>
public sealed record Recurring(CostKind Kind, int Slot, bool People = false);

/// <summary>What kind of training is run.</summary>
public enum TrainingMethod
{
    /// <summary>From the beginning.</summary>
    Pretrain,

    /// <summary>All parameters of a trained model.</summary>
    Full,

    /// <summary>Adapters on 16-bit weights.</summary>
    Lora,

    /// <summary>Adapters on 4-bit weights.</summary>
    QLora,
}

/// <summary>A pre-training or tuning that an option needs.</summary>
public sealed record TrainingTerms
{
    /// <summary>What is run.</summary>
    public required TrainingMethod Method { get; init; }

    /// <summary>Model; empty for that of the serving or of the release.</summary>
    public required string Model { get; init; }

    /// <summary>Accelerator id.</summary>
    public required string Gpu { get; init; }

    /// <summary>Accelerators.</summary>
    public required int Gpus { get; init; }

    /// <summary>Tokens of a sequence.</summary>
    public required int Sequence { get; init; }

    /// <summary>Sequences of a step on one accelerator.</summary>
    public required int Batch { get; init; }

    /// <summary>Rank of adapters, or null.</summary>
    public int? Rank { get; init; }

    /// <summary>Slot of the tokens of one run.</summary>
    public required int Tokens { get; init; }

    /// <summary>Slot of the accelerator-hours of one run as the user gives them; null to compute them.</summary>
    public int? Hours { get; init; }

    /// <summary>Slot of the rent of an accelerator and hour.</summary>
    public required int Rent { get; init; }

    /// <summary>Slot of the number of runs.</summary>
    public required int Runs { get; init; }

    /// <summary>Slot of the share that failed runs add.</summary>
    public required int FailedShare { get; init; }

    /// <summary>Slot of the share that the toolchain saves.</summary>
    public required int Saving { get; init; }
}

/// <summary>A planned training: hours a token, or hours of a run.</summary>
/// <param name="Terms">Its terms.</param>
/// <param name="Hours">Slot of the accelerator-hours of a run (own figure) or of one token (computed).</param>
/// <param name="PerToken">Whether they are those of one token.</param>
public sealed record TrainingCost(TrainingTerms Terms, int Hours, bool PerToken);
