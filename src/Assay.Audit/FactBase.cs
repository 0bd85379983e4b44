using Assay.Core;

namespace Assay.Audit;

/// <summary>
/// Everything that frameworks may look at: facts, not judgements. A framework is a pure function of it,
/// so that a new definition is judged on old evidence without reading anything twice.
/// </summary>
public sealed record FactBase
{
    /// <summary>What was audited.</summary>
    public required ReleaseInfo Release { get; init; }

    /// <summary>What is known about each component.</summary>
    public IReadOnlyList<ComponentFact> Components { get; init; } = [];

    /// <summary>The licenses found, the one of the weights first; components refer to them by id in their license expressions.</summary>
    public IReadOnlyList<LicenseInfo> Licenses { get; init; } = [];

    /// <summary>All evidence by id.</summary>
    public IReadOnlyDictionary<string, Evidence> Evidence { get; init; } = new Dictionary<string, Evidence>(StringComparer.Ordinal);

    /// <summary>The human database whose record was read as SOURCE (<c>mot</c>, <c>osai-index</c>), or null for a real release.</summary>
    public string? Record { get; init; }
}
