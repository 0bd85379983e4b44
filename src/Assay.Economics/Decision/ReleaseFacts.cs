using Assay.Core;

namespace Assay.Economics;

/// <summary>What an audit says of a release that a scenario names.</summary>
/// <param name="Release">Name of the release.</param>
/// <param name="Uses">Each use asked for with its answer and why; thresholds of users and revenue are left to the account.</param>
/// <param name="Verdicts">Each framework with outcome, level and summary.</param>
/// <param name="Licenses">Ids of the licenses, that of the weights first.</param>
public sealed record ReleaseFacts(string Release, IReadOnlyList<UseAnswer> Uses, IReadOnlyList<(string Framework, string Outcome, string? Level, string Summary)> Verdicts, IReadOnlyList<string> Licenses)
{
    /// <summary>Clause facts of the license of the weights.</summary>
    public IReadOnlyList<ClauseInfo> Clauses { get; init; } = [];

    /// <summary>Its duties.</summary>
    public IReadOnlyList<Obligation> Duties { get; init; } = [];

    /// <summary>Whether its text is one that is known to the letter.</summary>
    public bool TextIsKnown { get; init; }

    /// <summary>Shape of the model, or null where the release does not show it.</summary>
    public ModelShape? Shape { get; init; }

    /// <summary>Why there is no shape; null where there is one or none was asked for.</summary>
    public string? WithoutShape { get; init; }
}

/// <summary>What to find out about a release.</summary>
/// <param name="Release">Path or address as the scenario names it.</param>
/// <param name="Uses">Uses to answer.</param>
/// <param name="Frameworks">Frameworks to judge by; empty for none.</param>
/// <param name="Territory">Where it is used, or null.</param>
/// <param name="Field">What it is used for, or null.</param>
/// <param name="NeedsShape">Whether the shape of the model is needed.</param>
public sealed record ReleaseQuestion(string Release, IReadOnlyList<string> Uses, IReadOnlyList<string> Frameworks, string? Territory, string? Field, bool NeedsShape);

/// <summary>Where the facts of a release come from: the audit.</summary>
public interface IReleaseAuditor
{
    /// <summary>Audits a release.</summary>
    /// <param name="question">What to find out.</param>
    /// <exception cref="AssayException">It could not be read.</exception>
    ReleaseFacts Audit(ReleaseQuestion question);
}
