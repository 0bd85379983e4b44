using Assay.Core;

namespace Assay.Engine;

/// <summary>What to audit, and how.</summary>
public sealed record AuditRequest
{
    /// <summary>The SOURCE, as DESIGN.md describes it.</summary>
    public required string Source { get; init; }

    /// <summary>Artifacts that the release links to: <c>PATH</c> or <c>PATH=URL</c>.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Framework ids; empty for the default ones.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Uses to answer, or paths of files with uses and the user's own facts.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>A file with reviewers' decisions, or null.</summary>
    public string? Review { get; init; }

    /// <summary>Folders or sketches of other models to measure lineage against.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>Whether the data sets and the base model on the hub that a card names are read too, once and within a budget; a local source opens no connection all the same.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether no connection may be opened.</summary>
    public bool Offline { get; init; }

    /// <summary>How a rebuild would be run.</summary>
    public RebuildPlan Rebuild { get; init; } = RebuildPlan.AsStated;

    /// <summary>The bounds that every reader keeps.</summary>
    public Limits Limits { get; init; } = Limits.Default;
}
