namespace Assay.Core;

/// <summary>Result of <c>assay frameworks</c> and <c>assay explain</c>.</summary>
/// <param name="Frameworks">The frameworks in the order of their ids.</param>
/// <param name="Notes">What is missing and why, each one sentence.</param>
public sealed record FrameworkList(IReadOnlyList<FrameworkInfo> Frameworks, IReadOnlyList<string> Notes);

/// <summary>A framework in plain words.</summary>
public sealed record FrameworkInfo
{
    /// <summary>Its id, such as <c>osaid-1.0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>Version or date of the text.</summary>
    public required string Version { get; init; }

    /// <summary><c>adopted</c>, <c>draft</c>, <c>law</c> or <c>practice</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it is and how Assay reads it.</summary>
    public required string About { get; init; }

    /// <summary>Where its text is found.</summary>
    public required string Source { get; init; }

    /// <summary>How requirements become a result: the name of the scorer.</summary>
    public required string Scorer { get; init; }

    /// <summary>Its levels.</summary>
    public IReadOnlyList<LevelInfo> Levels { get; init; } = [];

    /// <summary>Its requirements in order.</summary>
    public IReadOnlyList<RequirementInfo> Requirements { get; init; } = [];
}

/// <summary>A level of a framework.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
public sealed record LevelInfo(string Id, string Title);

/// <summary>A requirement in plain words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Text">What it asks for.</param>
/// <param name="Check">The predicate that Assay evaluates.</param>
/// <param name="Source">Where the framework says so.</param>
/// <param name="Level">The level it belongs to, or null.</param>
/// <param name="Counts">Whether the outcome depends on it.</param>
/// <param name="Step">The way up, one sentence.</param>
public sealed record RequirementInfo(string Id, string Title, string Text, string Check, string Source, string? Level, bool Counts, string Step);
