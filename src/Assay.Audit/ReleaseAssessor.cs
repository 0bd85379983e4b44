using Assay.Core;
using Assay.Licensing;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>How an assessment is made.</summary>
public sealed record AssessOptions
{
    /// <summary>The limits.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>The licensing room; null opens one without fingerprints, which knows licenses by their names and titles alone.</summary>
    public LicenseAnalyzer? Licenses { get; init; }

    /// <summary>The clock for time limits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What an assessment found.</summary>
public sealed record AssessmentResult
{
    /// <summary>The facts, ready for frameworks.</summary>
    public required FactBase Facts { get; init; }

    /// <summary>The terms of the weights as the licensing room read them, or null where none were found.</summary>
    public LicenseFile? WeightsTerms { get; init; }

    /// <summary>The license of the weights, or else the first that the release states for itself; null where all that it states are licenses of the models that it is made of.</summary>
    public LicenseInfo? OwnLicense { get; init; }

    /// <summary>Limits that the card states in its own words beside a license of the weights that knows no such limit; null where there are none.</summary>
    public LicenseInfo? CardLimits { get; init; }

    /// <summary>The models that the release is made of, with their terms as far as they are known.</summary>
    public IReadOnlyList<BaseTerms> Bases { get; init; } = [];

    /// <summary>Where terms disagree.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];

    /// <summary>What the publisher says about openness, held against the facts.</summary>
    public IReadOnlyList<ClaimInfo> Claims { get; init; } = [];

    /// <summary>What the publisher says about the size of this model, not yet held against anything: claims of kind <see cref="ClaimKind.Size"/>.</summary>
    public IReadOnlyList<ClaimInfo> Sizes { get; init; } = [];

    /// <summary>The parents that the release declares.</summary>
    public IReadOnlyList<DeclaredParent> Declared { get; init; } = [];

    /// <summary>What the release states of the run that made the model.</summary>
    public TrainingStatements Training { get; init; } = TrainingStatements.None;

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
        var reader = options.Licenses ?? new LicenseAnalyzer(knowledge);
        return new Assessment(release, knowledge, reader, options).Run();
    }
}
