using Assay.Core;

namespace Assay.Audit;

/// <summary>A definition of openness as data: requirements over a closed set of predicates, and a named scorer.</summary>
public sealed record Framework
{
    /// <summary>Its id, such as <c>osaid-1.0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>Version or date of the text.</summary>
    public required string Version { get; init; }

    /// <summary><c>adopted</c>, <c>draft</c>, <c>law</c> or <c>practice</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it is and how Assay reads it, in plain words.</summary>
    public required string About { get; init; }

    /// <summary>Where its text is found.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the scorer.</summary>
    public required string Scorer { get; init; }

    /// <summary>Database whose records it reads directly, or null.</summary>
    public string? Record { get; init; }

    /// <summary>Its levels, the best last; the first whose conditions hold is the one reached where the scorer goes by conditions.</summary>
    public IReadOnlyList<FrameworkLevel> Levels { get; init; } = [];

    /// <summary>Its requirements in order.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>The ways up by id, each one sentence.</summary>
    public IReadOnlyDictionary<string, string> Steps { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A level of a framework.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="When">Conditions on groups of requirements, all of which must hold; empty: always.</param>
/// <param name="Score">Score of the level, or null.</param>
/// <param name="Summary">Template of the one sentence that sums up.</param>
public sealed record FrameworkLevel(string Id, string Title, IReadOnlyList<GroupCondition> When, double? Score, string Summary);

/// <summary>A condition on a group of requirements.</summary>
/// <param name="Group">The group; <c>*</c> for all that count.</param>
/// <param name="Outcomes">The outcomes of the group with which it holds.</param>
public sealed record GroupCondition(string Group, IReadOnlyList<RequirementOutcome> Outcomes);

/// <summary>A requirement of a framework.</summary>
public sealed record Requirement
{
    /// <summary>Its id within the framework.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>What it asks for, in plain words.</summary>
    public required string Text { get; init; }

    /// <summary>Where the text says so.</summary>
    public required string Source { get; init; }

    /// <summary>The group it belongs to, which decides what kind of gap it is.</summary>
    public required string Group { get; init; }

    /// <summary>The level it belongs to, or null.</summary>
    public string? Level { get; init; }

    /// <summary>Whether the outcome depends on it.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>Whether a level needs it.</summary>
    public bool Required { get; init; } = true;

    /// <summary>What must hold.</summary>
    public required Predicate Check { get; init; }

    /// <summary>The check as the file writes it.</summary>
    public required string CheckText { get; init; }

    /// <summary>What must hold for half of it, or null.</summary>
    public Predicate? PartialCheck { get; init; }

    /// <summary>The component that holds the entry where a record of the same database is judged, or null.</summary>
    public ComponentRef? RecordedIn { get; init; }

    /// <summary>Id of the way up.</summary>
    public required string Step { get; init; }
}
