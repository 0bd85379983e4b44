namespace Assay.Core;

/// <summary>What a framework says of a release, as Assay reads the framework.</summary>
public sealed record Verdict
{
    /// <summary>Framework id, such as <c>osaid-1.0</c>.</summary>
    public required string Framework { get; init; }

    /// <summary>The outcome.</summary>
    public required VerdictOutcome Outcome { get; init; }

    /// <summary>Level within the framework, or null where it has none.</summary>
    public string? Level { get; init; }

    /// <summary>Score, or null where the framework has none.</summary>
    public double? Score { get; init; }

    /// <summary>Progress towards each level in percent.</summary>
    public IReadOnlyDictionary<string, double> Progress { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Each requirement with its reason.</summary>
    public IReadOnlyList<RequirementResult> Requirements { get; init; } = [];

    /// <summary>The shortest way to the next level.</summary>
    public IReadOnlyList<NextStep> NextSteps { get; init; } = [];
}

/// <summary>What is known about one requirement.</summary>
/// <param name="Id">Requirement id.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Evidence">Ids of evidence.</param>
public sealed record RequirementResult(string Id, RequirementOutcome Outcome, string Reason, IReadOnlyList<string> Evidence);

/// <summary>One step towards the next level.</summary>
/// <param name="Do">What to do, one sentence.</param>
/// <param name="Satisfies">Requirement ids it would meet.</param>
public sealed record NextStep(string Do, IReadOnlyList<string> Satisfies);

/// <summary>A low, a middle and a high value: an 80 % interval around a median unless said otherwise.</summary>
/// <param name="Low">Low.</param>
/// <param name="Mid">Middle.</param>
/// <param name="High">High.</param>
public sealed record Interval(double Low, double Mid, double High);

/// <summary>Whether somebody could rebuild the model.</summary>
public sealed record RebuildInfo
{
    /// <summary><c>ready</c>, <c>gaps</c>, <c>not-possible</c> or <c>unknown</c>.</summary>
    public required string Readiness { get; init; }

    /// <summary>What is there, each with its evidence.</summary>
    public IReadOnlyList<Reason> There { get; init; } = [];

    /// <summary>What is missing, each with its reason.</summary>
    public IReadOnlyList<Reason> Missing { get; init; } = [];

    /// <summary>What a rebuild would need, or null where nothing shows it.</summary>
    public RebuildCompute? Compute { get; init; }

    /// <summary>Why <see cref="Compute"/> is null, with the figures that could not be taken for this model; null where it is not.</summary>
    public Reason? ComputeUnknown { get; init; }
}

/// <summary>What a rebuild would need.</summary>
/// <param name="GpuHours">GPU-hours.</param>
/// <param name="Cost">Cost in US dollars, or null where no dated price is known.</param>
/// <param name="Basis">What the figures rest on, one sentence.</param>
public sealed record RebuildCompute(Interval GpuHours, Interval? Cost, string Basis)
{
    /// <summary>Ids of the evidence for the figures that are stated.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>Where a model comes from: the lineage section of an audit.</summary>
public sealed record LineageInfo
{
    /// <summary>What the release declares.</summary>
    public IReadOnlyList<DeclaredParent> Declared { get; init; } = [];

    /// <summary>What the weights show.</summary>
    public IReadOnlyList<LineageEdge> Measured { get; init; } = [];

    /// <summary><c>confirmed</c>, <c>undeclared</c>, <c>contradicted</c>, <c>unverifiable</c> or <c>none</c>.</summary>
    public string Finding { get; init; } = "none";

    /// <summary>What the licenses of measured ancestors ask of the release.</summary>
    public IReadOnlyList<CarriedTerms> Carried { get; init; } = [];
}

/// <summary>A parent that the release declares.</summary>
/// <param name="Parent">Its id.</param>
/// <param name="Relation">The declared relation, or null.</param>
/// <param name="Where">Where it is declared, such as <c>README.md front matter</c>.</param>
/// <param name="Evidence">Ids of evidence.</param>
public sealed record DeclaredParent(string Parent, string? Relation, string Where, IReadOnlyList<string> Evidence);

/// <summary>An edge of a family tree.</summary>
public sealed record LineageEdge
{
    /// <summary>The parent.</summary>
    public required string Parent { get; init; }

    /// <summary>The child.</summary>
    public required string Child { get; init; }

    /// <summary>Relation, as DESIGN.md names them.</summary>
    public required string Relation { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Models of which each could be the parent, the named one among them; empty where it can be told.</summary>
    public IReadOnlyList<string> Tie { get; init; } = [];

    /// <summary><c>confirmed</c>, <c>undeclared</c>, <c>contradicted</c> or <c>none</c>.</summary>
    public string Declared { get; init; } = "none";

    /// <summary>What the edge rests on, each one sentence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
