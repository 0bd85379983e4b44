using Assay.Core;

namespace Assay.Audit;

/// <summary>The decisions of reviewers on one release. They never change evidence.</summary>
/// <param name="Digest">Digest of the release they were made on, or null.</param>
/// <param name="Decisions">The decisions in the order of the file.</param>
public sealed record Review(string? Digest, IReadOnlyList<ReviewDecision> Decisions)
{
    /// <summary>No decisions.</summary>
    public static Review Empty { get; } = new(null, []);
}

/// <summary>One decision.</summary>
public sealed record ReviewDecision
{
    /// <summary>What it is about.</summary>
    public required ReviewSubject Subject { get; init; }

    /// <summary>Who decided.</summary>
    public required string Author { get; init; }

    /// <summary>When (ISO 8601).</summary>
    public required string Date { get; init; }

    /// <summary>Why, one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Ids of the evidence it rests on; empty where it rests on the release as a whole.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>What a decision is about.</summary>
public abstract record ReviewSubject
{
    private ReviewSubject()
    {
    }

    /// <summary>A component.</summary>
    /// <param name="Target">Which one.</param>
    /// <param name="Presence">The decision.</param>
    /// <param name="License">Its license as the person reads it, or null to leave it.</param>
    public sealed record Component(ComponentRef Target, Presence Presence, string? License) : ReviewSubject
    {
        /// <inheritdoc/>
        public override string ToString() => Target.ToString();
    }

    /// <summary>A requirement of a framework.</summary>
    /// <param name="Framework">Framework id.</param>
    /// <param name="Id">Requirement id.</param>
    /// <param name="Outcome">The decision.</param>
    public sealed record Requirement(string Framework, string Id, RequirementOutcome Outcome) : ReviewSubject
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Framework}/{Id}";
    }
}
