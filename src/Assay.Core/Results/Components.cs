namespace Assay.Core;

/// <summary>What is known about one component of a release.</summary>
public sealed record ComponentFact
{
    /// <summary>Which component, such as <c>code.train</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>base</c>, <c>post</c>, or null where the release has no two stages.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether it was found.</summary>
    public required Presence Presence { get; init; }

    /// <summary>How that is known; null where it is absent or unknown.</summary>
    public Basis? Basis { get; init; }

    /// <summary>Where was looked; never empty where it is absent.</summary>
    public IReadOnlyList<string> Looked { get; init; } = [];

    /// <summary>How one gets at it.</summary>
    public ComponentAccess Access { get; init; } = new(AccessKind.Unknown, null);

    /// <summary>How much of it is there.</summary>
    public Completeness Completeness { get; init; } = Completeness.Unknown;

    /// <summary>Under which license it stands.</summary>
    public ComponentLicense License { get; init; } = new(null, LicenseScope.None);

    /// <summary>Which topics a document covers.</summary>
    public IReadOnlyList<TopicFact> Topics { get; init; } = [];

    /// <summary>Named sources of data.</summary>
    public IReadOnlyList<DataSource> Sources { get; init; } = [];

    /// <summary>Whether a paper was peer-reviewed; null where it does not apply or is not known.</summary>
    public bool? PeerReviewed { get; init; }

    /// <summary>Rule id, <c>record</c>, or a reviewer's name.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Ids of evidence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>How one gets at a component.</summary>
/// <param name="Kind">How.</param>
/// <param name="On">The date for which this holds (ISO 8601), or null.</param>
public sealed record ComponentAccess(AccessKind Kind, string? On);

/// <summary>License of a component.</summary>
/// <param name="Expression">SPDX expression, or null where there is none.</param>
/// <param name="Scope">What ties it to the component.</param>
public sealed record ComponentLicense(string? Expression, LicenseScope Scope);

/// <summary>Whether a document covers a topic.</summary>
/// <param name="Topic">Topic id.</param>
/// <param name="Covered">Whether it is covered.</param>
/// <param name="Evidence">Ids of evidence.</param>
public sealed record TopicFact(string Topic, bool Covered, IReadOnlyList<string> Evidence);

/// <summary>A named source of data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">Its class.</param>
/// <param name="Access">How one gets at it.</param>
/// <param name="License">SPDX expression, or null.</param>
/// <param name="Location">Its address, or null.</param>
/// <param name="Evidence">Ids of evidence.</param>
public sealed record DataSource(string Name, DataClass Class, AccessKind Access, string? License, string? Location, IReadOnlyList<string> Evidence);

/// <summary>What the publisher says, held against the facts.</summary>
public sealed record ClaimInfo
{
    /// <summary>Stable id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>Its direction.</summary>
    public required Polarity Polarity { get; init; }

    /// <summary>The words.</summary>
    public required string Quote { get; init; }

    /// <summary>Ids of evidence: where the words stand.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Held against the facts.</summary>
    public ClaimFinding Finding { get; init; } = ClaimFinding.Unverified;

    /// <summary>Weight of the contradiction.</summary>
    public Severity Severity { get; init; } = Severity.None;

    /// <summary>Reasons, each one sentence.</summary>
    public IReadOnlyList<Reason> Because { get; init; } = [];
}

/// <summary>A reason with its evidence.</summary>
/// <param name="Text">One sentence.</param>
/// <param name="Evidence">Ids of evidence.</param>
public sealed record Reason(string Text, IReadOnlyList<string> Evidence);
