using System.Globalization;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Rules on presence, completeness, access and review of components.</summary>
internal sealed class ComponentRules(JudgeContext context)
{
    private const int MostPlaces = 3;

    /// <summary>Whether a component is there: linked and stated are not shown, promised is not met.</summary>
    public Judgement Judge(Predicate.Present predicate) => context.Each(predicate.Component, fact => Presence(fact, predicate.Partial));

    /// <summary>Whether all of a component is there.</summary>
    public Judgement Judge(Predicate.Complete predicate) => context.Each(predicate.Component, fact => fact switch
    {
        { Presence: Core.Presence.Partial, DecidedBy: not RecordReader.DecidedBy } when fact.Confidence < 1 => Say(RequirementOutcome.NotShown, "judge.partial", fact),
        { Presence: Core.Presence.Partial } => Say(RequirementOutcome.NotMet, "judge.incomplete", fact),
        { Presence: Core.Presence.Present, Completeness: Completeness.Full } => Say(RequirementOutcome.Met, "judge.complete", fact),
        { Presence: Core.Presence.Present, Completeness: Completeness.Partial or Completeness.Token } => Say(RequirementOutcome.NotMet, "judge.incomplete", fact),
        { Presence: Core.Presence.Present } => Say(RequirementOutcome.NeedsPerson, "judge.completeness-unknown", fact),
        _ => Presence(fact, RequirementOutcome.NotMet),
    });

    /// <summary>Whether a component can be had in an acceptable way.</summary>
    public Judgement Judge(Predicate.Access predicate) => context.Each(predicate.Component, fact => Access(fact, predicate));

    /// <summary>Whether a paper was peer-reviewed.</summary>
    public Judgement Judge(Predicate.PeerReviewed predicate) => context.Each(predicate.Component, fact => (fact.PeerReviewed, JudgeContext.IsMissing(fact)) switch
    {
        (_, true) => Presence(fact, RequirementOutcome.NotShown),
        (true, _) => Say(RequirementOutcome.Met, "judge.peer-reviewed", fact),
        (false, _) => Say(RequirementOutcome.NotMet, "judge.not-peer-reviewed", fact),
        _ => Say(RequirementOutcome.NotShown, "judge.peer-review-unknown", fact),
    });

    /// <summary>What a record of a human database says of a component.</summary>
    public Judgement Recorded(ComponentRef component) => context.Each(component, fact => fact.Presence switch
    {
        Core.Presence.Present => Say(RequirementOutcome.Met, "judge.recorded-open", fact),
        Core.Presence.Partial => Say(RequirementOutcome.NotMet, "judge.recorded-partial", fact),
        Core.Presence.Absent => Say(RequirementOutcome.NotMet, "judge.recorded-closed", fact),
        _ => Say(RequirementOutcome.NotShown, "judge.unknown", fact),
    });

    /// <summary>Whether a component is there.</summary>
    public Judgement Presence(ComponentFact fact, RequirementOutcome partial) => (fact.Presence, fact.Basis) switch
    {
        (Core.Presence.Present, _) => Say(RequirementOutcome.Met, "judge.present", fact),
        (Core.Presence.Partial, _) => Say(partial, "judge.partial", fact),
        (Core.Presence.Claimed, Basis.Promised) => Say(RequirementOutcome.NotMet, "judge.promised", fact),
        (Core.Presence.Claimed, Basis.Stated) => Say(RequirementOutcome.NotShown, "judge.stated", fact),
        (Core.Presence.Claimed, _) => Say(RequirementOutcome.NotShown, fact.DecidedBy == ConfigDetector.LibraryRule ? "judge.library" : "judge.linked", fact),
        (Core.Presence.Absent, _) when fact.DecidedBy == RecordReader.DecidedBy => Say(RequirementOutcome.NotMet, "judge.record-absent", fact),
        (Core.Presence.Absent, _) when fact.Looked.Count > 0 => Absent(fact),
        (Core.Presence.Absent, _) => Say(RequirementOutcome.NotMet, "judge.absent-nowhere", fact),
        _ => Say(RequirementOutcome.NotShown, "judge.unknown", fact),
    };

    private Judgement Absent(ComponentFact fact)
    {
        var looked = string.Join(", ", fact.Looked.Take(MostPlaces));
        var more = fact.Looked.Count - MostPlaces;
        return Judgement.Of(RequirementOutcome.NotMet, more > 0
            ? context.Messages["judge.absent-many", ("component", context.NameOf(fact)), ("looked", looked), ("more", more.ToString(CultureInfo.InvariantCulture))]
            : context.Messages["judge.absent", ("component", context.NameOf(fact)), ("looked", looked)], fact.Evidence);
    }

    private Judgement Access(ComponentFact fact, Predicate.Access predicate)
    {
        if (JudgeContext.IsMissing(fact)) return Say(RequirementOutcome.NotApplicable, "judge.access-nothing", fact);
        if (fact.Access.Kind == AccessKind.Unknown)
        {
            var atHand = fact.Presence is Core.Presence.Present or Core.Presence.Partial && fact.Basis is Basis.Read or Basis.Pointer;
            return atHand && predicate.AtHand != RequirementOutcome.NotShown
                ? Say(predicate.AtHand, "judge.access-at-hand", fact)
                : Say(RequirementOutcome.NotShown, "judge.access-unknown", fact);
        }

        var outcome = predicate.Met.Contains(fact.Access.Kind) ? RequirementOutcome.Met
            : predicate.Person.Contains(fact.Access.Kind) ? RequirementOutcome.NeedsPerson
            : RequirementOutcome.NotMet;
        var way = context.Messages.Word("access-way", WireName.Of(fact.Access.Kind));
        return Judgement.Of(outcome, context.Messages["judge.access", ("component", context.NameOf(fact)), ("access", way)], fact.Evidence);
    }

    private Judgement Say(RequirementOutcome outcome, string message, ComponentFact fact) =>
        Judgement.Of(outcome, context.Messages[message, ("component", context.NameOf(fact))], fact.Evidence);
}
