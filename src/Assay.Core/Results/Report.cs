namespace Assay.Core;

/// <summary>The report of an audit: JSON version 1 of DESIGN.md. Lists are always present and in a stable order.</summary>
public sealed record Report
{
    /// <summary>Version of this format.</summary>
    public string SchemaVersion { get; init; } = "1";

    /// <summary>The program that wrote it.</summary>
    public required ToolInfo Tool { get; init; }

    /// <summary>How it was called.</summary>
    public required InvocationInfo Invocation { get; init; }

    /// <summary>What was audited.</summary>
    public required ReleaseInfo Release { get; init; }

    /// <summary>The licenses found, the one of the weights first.</summary>
    public IReadOnlyList<LicenseInfo> Licenses { get; init; } = [];

    /// <summary>What the licenses demand.</summary>
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>Where terms disagree.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];

    /// <summary>Whether the uses asked for are allowed.</summary>
    public IReadOnlyList<UseAnswer> Uses { get; init; } = [];

    /// <summary>What was released.</summary>
    public IReadOnlyList<ComponentFact> Components { get; init; } = [];

    /// <summary>What the publisher says about openness, held against the facts.</summary>
    public IReadOnlyList<ClaimInfo> Claims { get; init; } = [];

    /// <summary>What each framework says.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>Where the model comes from.</summary>
    public LineageInfo Lineage { get; init; } = new();

    /// <summary>Whether somebody could rebuild it; null where it was not asked.</summary>
    public RebuildInfo? Rebuild { get; init; }

    /// <summary>Contradictions, dangers and broken input.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>All quotes that the rest refers to by id.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What was looked at for each question, and what was not.</summary>
    public IReadOnlyList<Coverage> Coverage { get; init; } = [];
}

/// <summary>The program that wrote a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Knowledge">Version of the knowledge it used: a date and a digest.</param>
public sealed record ToolInfo(string Name, string Version, string Knowledge);

/// <summary>How the program was called.</summary>
public sealed record InvocationInfo
{
    /// <summary>The SOURCE argument.</summary>
    public required string Source { get; init; }

    /// <summary>The artifacts added with <c>--with</c>.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Whether connections were forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>The hosts that were contacted.</summary>
    public IReadOnlyList<string> Contacted { get; init; } = [];

    /// <summary>When it started (ISO 8601), or null under SOURCE_DATE_EPOCH.</summary>
    public string? StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds, or null under SOURCE_DATE_EPOCH.</summary>
    public long? ElapsedMs { get; init; }
}

/// <summary>What was audited.</summary>
public sealed record ReleaseInfo
{
    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>Publisher, or null where nothing says.</summary>
    public string? Publisher { get; init; }

    /// <summary>Ids of the evidence that names the publisher; empty where the address of the release tells it.</summary>
    public IReadOnlyList<string> PublisherEvidence { get; init; } = [];

    /// <summary>Revision, or null where there is none.</summary>
    public string? Revision { get; init; }

    /// <summary>SHA-256 over the sorted lines <c>artifact path size digest|oid|-</c> of all artifacts.</summary>
    public required string Digest { get; init; }

    /// <summary>What the digest covers.</summary>
    public DigestCoverage DigestCovers { get; init; }

    /// <summary>Number of parameters.</summary>
    public ParameterInfo Parameters { get; init; } = new(null, null, null);

    /// <summary>Its artifacts.</summary>
    public IReadOnlyList<ArtifactInfo> Artifacts { get; init; } = [];
}

/// <summary>Number of parameters.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Active">Those that take part in one token.</param>
/// <param name="From">Where the count comes from, or null where there is none.</param>
public sealed record ParameterInfo(long? Total, long? Active, ParameterOrigin? From);

/// <summary>One artifact of a release.</summary>
/// <param name="Id">Its id, which evidence refers to.</param>
/// <param name="Kind">Its role.</param>
/// <param name="Location">Where it lies, relative to SOURCE, or its address.</param>
/// <param name="Revision">Its revision, if any.</param>
/// <param name="Read">How far it was read.</param>
/// <param name="Why">Why it was not read in full, or null.</param>
public sealed record ArtifactInfo(string Id, ArtifactKind Kind, string Location, string? Revision, ReadState Read, string? Why);

/// <summary>Something that a person should know.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Level">Its weight.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Fingerprint">Stable id.</param>
/// <param name="Evidence">Ids of evidence.</param>
public sealed record Finding(string Rule, FindingLevel Level, string Message, string Fingerprint, IReadOnlyList<string> Evidence)
{
    /// <summary>Makes a finding; its fingerprint is taken from the rule, the place and what was found, not from the wording.</summary>
    public static Finding Of(string rule, FindingLevel level, string message, string place, params IReadOnlyList<string> evidence) =>
        new(rule, level, message, Core.Fingerprint.Of([rule, place, .. evidence]), evidence);
}

/// <summary>What was looked at for a question, and what was not.</summary>
/// <param name="Question">The question.</param>
/// <param name="Looked">Where was looked.</param>
/// <param name="NotLooked">What was not looked at, and why.</param>
public sealed record Coverage(string Question, IReadOnlyList<string> Looked, IReadOnlyList<NotLooked> NotLooked);

/// <summary>Something that was not looked at.</summary>
/// <param name="What">What.</param>
/// <param name="Why">Why.</param>
public sealed record NotLooked(string What, string Why);
