using Assay.Core;

namespace Assay.Audit;

/// <summary>What the rules need: the facts, the words and the lists.</summary>
internal sealed class JudgeContext(FactBase facts, DataTable knowledge)
{
    private readonly ILookup<string, ComponentFact> _byId = facts.Components.ToLookup(c => c.Id, StringComparer.Ordinal);

    public FactBase Facts { get; } = facts;

    public MessageCatalog Messages { get; } = new(knowledge);

    public LicenseLists Lists { get; } = LicenseLists.Load(knowledge);

    /// <summary>The facts on a component: of the stage asked for where the release has stages, else all.</summary>
    public IReadOnlyList<ComponentFact> FactsOf(ComponentRef component) =>
        [.. _byId[component.Id.Value].Where(f => component.Stage is null || f.Stage is null || string.Equals(f.Stage, component.Stage, StringComparison.Ordinal))];

    /// <summary>The name of a component, with its stage where the fact has one.</summary>
    public string NameOf(ComponentFact fact) => fact.Stage is null
        ? Messages.Word("component", fact.Id)
        : Messages["judge.staged", ("component", Messages.Word("component", fact.Id)), ("stage", Messages.Word("stage", fact.Stage))];

    public string NameOf(ComponentRef component) => Messages.Word("component", component.Id.Value);

    /// <summary>Applies a rule to each fact on a component; all of them must pass. Nothing known is not shown.</summary>
    public Judgement Each(ComponentRef component, Func<ComponentFact, Judgement> rule)
    {
        var found = FactsOf(component);
        return found.Count == 0
            ? Judgement.Of(RequirementOutcome.NotShown, Messages["judge.undecided", ("component", NameOf(component))])
            : Judgement.All([.. found.Select(rule)]);
    }

    /// <summary>Whether nothing that was read shows or refutes the component.</summary>
    public static bool IsOpen(ComponentFact fact) => fact.Presence == Presence.Unknown || (fact.Presence == Presence.Claimed && fact.Basis != Basis.Promised);

    /// <summary>Whether the component is known to be missing.</summary>
    public static bool IsMissing(ComponentFact fact) => fact.Presence == Presence.Absent || (fact.Presence == Presence.Claimed && fact.Basis == Basis.Promised);
}
