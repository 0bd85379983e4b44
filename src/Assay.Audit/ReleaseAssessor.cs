using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>How an assessment is made.</summary>
public sealed record AssessOptions
{
    /// <summary>The limits.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>The clock for time limits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What an assessment found.</summary>
public sealed record AssessmentResult
{
    /// <summary>The facts, ready for frameworks.</summary>
    public required FactBase Facts { get; init; }

    /// <summary>Where terms disagree.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];

    /// <summary>What the publisher says about openness, held against the facts.</summary>
    public IReadOnlyList<ClaimInfo> Claims { get; init; } = [];

    /// <summary>The parents that the release declares.</summary>
    public IReadOnlyList<DeclaredParent> Declared { get; init; } = [];

    /// <summary>Contradictions and broken input.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What was looked at for each question, and what was not.</summary>
    public IReadOnlyList<Coverage> Coverage { get; init; } = [];
}

/// <summary>Reads a release and states what is known about each of its components, with a quote for every statement.</summary>
public static class ReleaseAssessor
{
    /// <summary>Assesses a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="knowledge">The knowledge table.</param>
    /// <param name="options">The options; null for the usual ones.</param>
    /// <exception cref="KnowledgeException">A knowledge file is wrong.</exception>
    public static AssessmentResult Assess(Release release, DataTable knowledge, AssessOptions? options = null)
    {
        options ??= new AssessOptions();
        var book = SignalBook.Load(knowledge);
        var index = ReleaseIndex.Read(release, options.Limits);
        var ledger = new EvidenceLedger();
        IDetector[] detectors = [new WeightsDetector(), new ConfigDetector(), new CardDetector(), new DatasetDetector(), new RefsDetector(book), new TextDetector(book), new PathDetector(book)];
        var detections = new DetectorHost(options.Limits, options.Clock).Run(detectors, index, out var cut);
        var judge = new ComponentJudge(ledger, new Looked(index), ComponentVocabulary.Load(knowledge));
        var components = ComponentId.All.Select(c => judge.Judge(c, [.. detections.OfType<Detection.Found>().Where(d => d.Component == c).Select(d => d.Observation)], null)).ToList();
        return new AssessmentResult
        {
            Facts = new FactBase { Release = Describe(release, options.Limits), Components = components, Evidence = ledger.All },
            Coverage = [new Coverage("components", new Looked(index).For(ComponentId.CodeTrain), [.. index.NotLooked, .. cut])],
        };
    }

    private static ReleaseInfo Describe(Release release, Limits limits)
    {
        var identity = ReleaseDigest.Of(release, limits);
        return new ReleaseInfo
        {
            Name = release.Name,
            Publisher = release.Publisher,
            Revision = release.Model.Revision,
            Digest = identity.Digest,
            DigestCovers = identity.Covers,
            Artifacts = [.. release.Artifacts.Select(a => new ArtifactInfo(a.Id, a.Kind, a.Location, a.Revision, StateOf(a), a.Why))],
        };
    }

    private static ReadState StateOf(Artifact artifact) => artifact.Snapshot is not { } snapshot ? ReadState.NotRead
        : snapshot.Entries.Any(e => e.State == EntryState.Bytes) ? ReadState.Full : ReadState.Listing;
}
