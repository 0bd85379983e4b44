using Assay.Core;

namespace Assay.Audit;

/// <summary>
/// What a requirement asks of the facts: a closed set, documented in <c>docs/frameworks.md</c>. A new one is code with tests.
/// </summary>
public abstract record Predicate
{
    private Predicate()
    {
    }

    /// <summary>All must hold.</summary>
    public sealed record All(IReadOnlyList<Predicate> Parts) : Predicate;

    /// <summary>One suffices.</summary>
    public sealed record Any(IReadOnlyList<Predicate> Parts) : Predicate;

    /// <summary>The opposite must hold.</summary>
    public sealed record Not(Predicate Part) : Predicate;

    /// <summary>The component is there.</summary>
    /// <param name="Component">Which one.</param>
    /// <param name="Partial">What a part of it counts as.</param>
    public sealed record Present(ComponentRef Component, RequirementOutcome Partial) : Predicate;

    /// <summary>Asked only where the component is there; where it is absent the requirement does not apply.</summary>
    public sealed record IfPresent(ComponentRef Component, Predicate Then) : Predicate;

    /// <summary>All of the component is there, not a part.</summary>
    public sealed record Complete(ComponentRef Component) : Predicate;

    /// <summary>The license of the component passes a test.</summary>
    /// <param name="Component">Which one.</param>
    /// <param name="Test">The test.</param>
    /// <param name="Unlicensed">What a component without a license counts as.</param>
    /// <param name="Own">Whether a license taken over from a global statement is not enough.</param>
    public sealed record Licensed(ComponentRef Component, LicenseTest Test, RequirementOutcome Unlicensed, bool Own) : Predicate;

    /// <summary>A clause of the license of the component has an acceptable value.</summary>
    /// <param name="Component">Which one.</param>
    /// <param name="Code">Clause code.</param>
    /// <param name="NotMet">Values that do not meet it; null: any restricting value.</param>
    /// <param name="Person">Values that a person must judge.</param>
    public sealed record Clause(ComponentRef Component, string Code, IReadOnlyList<string>? NotMet, IReadOnlyList<string> Person) : Predicate;

    /// <summary>The component can be had in an acceptable way.</summary>
    /// <param name="Component">Which one.</param>
    /// <param name="Met">Ways that meet it.</param>
    /// <param name="Person">Ways that a person must judge.</param>
    /// <param name="AtHand">What it counts as where nothing speaks of a gate and the component was part of what was read.</param>
    public sealed record Access(ComponentRef Component, IReadOnlyList<AccessKind> Met, IReadOnlyList<AccessKind> Person, RequirementOutcome AtHand) : Predicate;

    /// <summary>The documents together cover the topics.</summary>
    /// <param name="Documents">Where a topic may be covered; the first one counts as missing where it is absent.</param>
    /// <param name="Topics">The topics.</param>
    /// <param name="AtLeast">How many of them suffice.</param>
    public sealed record TopicsCovered(IReadOnlyList<ComponentRef> Documents, IReadOnlyList<string> Topics, int AtLeast) : Predicate;

    /// <summary>Every named source of a class is handled as the class demands.</summary>
    /// <param name="Class">The class.</param>
    /// <param name="Must">What is demanded.</param>
    public sealed record Sources(DataClass Class, SourceDuty Must) : Predicate;

    /// <summary>Every named source of training data is of one of these classes.</summary>
    public sealed record AllSources(IReadOnlyList<DataClass> Classes) : Predicate;

    /// <summary>The paper was peer-reviewed.</summary>
    public sealed record PeerReviewed(ComponentRef Component) : Predicate;

    /// <summary>Enough of the components stand under an open license.</summary>
    public sealed record OpenlyLicensed(IReadOnlyList<ComponentRef> Components, int AtLeast) : Predicate;

    /// <summary>A person must judge; nothing automatic can.</summary>
    /// <param name="Question">Id of the message that puts the question.</param>
    /// <param name="See">The component whose evidence helps, or null.</param>
    public sealed record NeedsPerson(string Question, ComponentRef? See) : Predicate;
}

/// <summary>A component as a framework names it.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Stage"><c>base</c>, <c>post</c>, or null for all stages that the release has.</param>
public sealed record ComponentRef(ComponentId Id, string? Stage)
{
    /// <inheritdoc/>
    public override string ToString() => Stage is null ? Id.Value : $"{Id.Value} ({Stage})";
}

/// <summary>A test of license terms.</summary>
public enum LicenseTest
{
    /// <summary>Any license will do.</summary>
    Any,

    /// <summary>Approved by the Open Source Initiative.</summary>
    OsiApproved,

    /// <summary>Grants use, study, modification and sharing without restriction.</summary>
    FreedomsAll,

    /// <summary>Grants use without restriction.</summary>
    FreedomUse,

    /// <summary>Grants study without restriction.</summary>
    FreedomStudy,

    /// <summary>Grants modification without restriction.</summary>
    FreedomModify,

    /// <summary>Grants sharing without restriction.</summary>
    FreedomShare,

    /// <summary>On the list of open data licenses, or open by the tests above.</summary>
    OpenData,

    /// <summary>On the list of open document licenses, or open by the tests above.</summary>
    OpenDocument,

    /// <summary>On the lists of the Model Openness Tool, by the exact id.</summary>
    MotOpen,
}

/// <summary>What must be done for a source of data.</summary>
public enum SourceDuty
{
    /// <summary>It can be had and its place is named.</summary>
    Shared,

    /// <summary>Its place is named.</summary>
    Located,

    /// <summary>It is described.</summary>
    Described,

    /// <summary>It is named at all: what the publisher keeps back is not.</summary>
    Disclosed,
}
