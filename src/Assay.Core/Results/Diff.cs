using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>Which way a change goes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeDirection>))]
public enum ChangeDirection
{
    /// <summary>More open than before.</summary>
    [JsonStringEnumMemberName("more-open")]
    MoreOpen,

    /// <summary>Less open than before.</summary>
    [JsonStringEnumMemberName("less-open")]
    LessOpen,

    /// <summary>Different, and neither more nor less open as far as can be said.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,
}

/// <summary>Result of <c>assay diff A B</c>.</summary>
public sealed record DiffResult
{
    /// <summary>The first side.</summary>
    public required DiffSide A { get; init; }

    /// <summary>The second side.</summary>
    public required DiffSide B { get; init; }

    /// <summary>Changes of components: presence, access, completeness and license.</summary>
    public IReadOnlyList<ComponentChange> Components { get; init; } = [];

    /// <summary>Each change of license once, with the components that it concerns.</summary>
    public IReadOnlyList<LicenseChange> Licenses { get; init; } = [];

    /// <summary>Changes of verdicts, for the frameworks that both sides have.</summary>
    public IReadOnlyList<VerdictChange> Verdicts { get; init; } = [];

    /// <summary>What a person should know first, such as withdrawn weights.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The quotes of both sides that the rest refers to by id.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}

/// <summary>One side of a difference.</summary>
/// <param name="Name">Name of the release.</param>
/// <param name="Revision">Its revision, or null.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Knowledge">Version of the knowledge it was judged with; where the two differ, a verdict may differ without any change of the release.</param>
public sealed record DiffSide(string Name, string? Revision, string Digest, string Knowledge)
{
    /// <summary>Ids of the evidence of the difference that only this side has.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>What of a component changed.</summary>
/// <param name="Id">Component id.</param>
/// <param name="Stage"><c>base</c>, <c>post</c> or null.</param>
/// <param name="Aspect"><c>presence</c>, <c>access</c>, <c>completeness</c> or <c>license</c>.</param>
/// <param name="Before">The value in A, in words of the report; null where there was none.</param>
/// <param name="After">The value in B.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="Detail">For a license, the freedoms lost and gained, such as <c>use: free to restricted</c>.</param>
/// <param name="Evidence">Ids of evidence of both sides.</param>
public sealed record ComponentChange(string Id, string? Stage, string Aspect, string? Before, string? After, ChangeDirection Direction, IReadOnlyList<string> Detail, IReadOnlyList<string> Evidence);

/// <summary>One license in the place of another.</summary>
/// <param name="Before">Expression in A, or null where none was stated.</param>
/// <param name="After">Expression in B.</param>
/// <param name="BeforeName">Full name of the license in A, or null where none was stated.</param>
/// <param name="AfterName">Full name of the license in B.</param>
/// <param name="Compared">Whether the terms of both were read, so that freedoms and clauses could be compared.</param>
/// <param name="Direction">Which way the freedoms went.</param>
/// <param name="Components">Ids of the components it concerns, with <c>@STAGE</c> where there is one.</param>
/// <param name="Freedoms">The freedoms that changed.</param>
/// <param name="Clauses">The clauses that changed, in the order of their codes.</param>
/// <param name="Evidence">Ids of evidence: where the licenses stand.</param>
public sealed record LicenseChange(
    string? Before,
    string? After,
    string? BeforeName,
    string? AfterName,
    bool Compared,
    ChangeDirection Direction,
    IReadOnlyList<string> Components,
    IReadOnlyList<FreedomChange> Freedoms,
    IReadOnlyList<ClauseChange> Clauses,
    IReadOnlyList<string> Evidence);

/// <summary>How a freedom changed.</summary>
/// <param name="Name"><c>use</c>, <c>study</c>, <c>modify</c> or <c>share</c>.</param>
/// <param name="Before">In A.</param>
/// <param name="After">In B.</param>
public sealed record FreedomChange(string Name, Freedom Before, Freedom After);

/// <summary>How a clause changed.</summary>
/// <param name="Code">Clause code.</param>
/// <param name="Before">Its value in A; null where the text says nothing of it.</param>
/// <param name="After">Its value in B.</param>
/// <param name="Evidence">Ids of evidence: the words of both.</param>
public sealed record ClauseChange(string Code, ClauseValue? Before, ClauseValue? After, IReadOnlyList<string> Evidence);

/// <summary>How a verdict changed.</summary>
/// <param name="Framework">Framework id.</param>
/// <param name="Before">Outcome, level and score in A.</param>
/// <param name="After">The same in B.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="Requirements">The requirements that changed.</param>
public sealed record VerdictChange(string Framework, VerdictState Before, VerdictState After, ChangeDirection Direction, IReadOnlyList<RequirementChange> Requirements);

/// <summary>A verdict in short.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Level">The level, or null.</param>
/// <param name="Score">The score, or null.</param>
public sealed record VerdictState(VerdictOutcome Outcome, string? Level, double? Score);

/// <summary>How a requirement changed.</summary>
/// <param name="Id">Requirement id.</param>
/// <param name="Before">Outcome in A.</param>
/// <param name="After">Outcome in B.</param>
/// <param name="Reason">The reason in B.</param>
/// <param name="Evidence">Ids of evidence of both sides.</param>
public sealed record RequirementChange(string Id, RequirementOutcome Before, RequirementOutcome After, string Reason, IReadOnlyList<string> Evidence);
