using Assay.Core;

namespace Assay.Audit;

/// <summary>Evaluates checks against facts: a pure function.</summary>
internal sealed class PredicateEvaluator
{
    private readonly JudgeContext _context;
    private readonly ComponentRules _components;
    private readonly LicenseRules _licenses;
    private readonly DataRules _data;

    public PredicateEvaluator(JudgeContext context)
    {
        _context = context;
        _components = new ComponentRules(context);
        _licenses = new LicenseRules(context);
        _data = new DataRules(context);
    }

    /// <summary>Evaluates a requirement: from the record's own entry where the framework's own database is judged, else by its checks.</summary>
    public EvaluatedRequirement Evaluate(Framework framework, Requirement requirement)
    {
        if (requirement.RecordedIn is { } entry && framework.Record is not null && string.Equals(framework.Record, _context.Facts.Record, StringComparison.Ordinal))
        {
            var partly = _context.FactsOf(entry).Any(f => f.Presence == Presence.Partial);
            return new EvaluatedRequirement(requirement, _components.Recorded(entry), partly ? RequirementOutcome.Met : RequirementOutcome.NotMet);
        }

        var judgement = Judge(requirement.Check);
        if (requirement.PartialCheck is null || judgement.Outcome is RequirementOutcome.Met or RequirementOutcome.NotApplicable) return new EvaluatedRequirement(requirement, judgement, RequirementOutcome.NotMet);
        var half = Judge(requirement.PartialCheck);
        return new EvaluatedRequirement(requirement, half.Outcome == RequirementOutcome.Met ? judgement with { Evidence = [.. judgement.Evidence.Union(half.Evidence, StringComparer.Ordinal)] } : judgement, half.Outcome);
    }

    private Judgement Judge(Predicate predicate) => predicate switch
    {
        Predicate.All all => Judgement.All([.. all.Parts.Select(Judge)]),
        Predicate.Any any => Judgement.Any([.. any.Parts.Select(Judge)]),
        Predicate.Not not => Judge(not.Part) is var inner ? inner with { Outcome = Requirements.Not(inner.Outcome) } : inner,
        Predicate.Present present => _components.Judge(present),
        Predicate.IfPresent conditional => IfPresent(conditional),
        Predicate.Complete complete => _components.Judge(complete),
        Predicate.Access access => _components.Judge(access),
        Predicate.PeerReviewed reviewed => _components.Judge(reviewed),
        Predicate.Licensed licensed => _licenses.Judge(licensed),
        Predicate.Clause clause => _licenses.Judge(clause),
        Predicate.TopicsCovered topics => _data.Judge(topics),
        Predicate.Sources sources => _data.Judge(sources),
        Predicate.AllSources sources => _data.Judge(sources),
        Predicate.OpenlyLicensed licensed => OpenlyLicensed(licensed),
        Predicate.NeedsPerson person => Judgement.Of(
            RequirementOutcome.NeedsPerson, _context.Messages[person.Question], person.See is { } see ? [.. _context.FactsOf(see).SelectMany(f => f.Evidence)] : []),
        _ => throw new InvalidOperationException($"no rule for {predicate.GetType().Name}"),
    };

    private Judgement IfPresent(Predicate.IfPresent predicate)
    {
        var facts = _context.FactsOf(predicate.Component);
        return facts.Count > 0 && facts.All(JudgeContext.IsMissing)
            ? Judgement.Of(RequirementOutcome.NotApplicable, _context.Messages["judge.not-used", ("component", _context.NameOf(predicate.Component))])
            : Judge(predicate.Then);
    }

    private Judgement OpenlyLicensed(Predicate.OpenlyLicensed predicate)
    {
        var judged = predicate.Components.Select(c => (Component: c, Judgement: Judge(Open(c)))).ToList();
        string Names(params IReadOnlyList<RequirementOutcome> outcomes) =>
            string.Join(", ", judged.Where(j => outcomes.Contains(j.Judgement.Outcome)).Select(j => _context.NameOf(j.Component)).DefaultIfEmpty(_context.Messages["judge.nothing"]));
        var met = judged.Count(j => j.Judgement.Outcome == RequirementOutcome.Met);
        var open = judged.Count(j => j.Judgement.Outcome is RequirementOutcome.NotShown or RequirementOutcome.NeedsPerson);
        var outcome = met >= predicate.AtLeast ? RequirementOutcome.Met : met + open >= predicate.AtLeast ? RequirementOutcome.NotShown : RequirementOutcome.NotMet;
        return Judgement.Of(
            outcome,
            _context.Messages["judge.openly-licensed",
                ("open", Names(RequirementOutcome.Met)),
                ("undecided", Names(RequirementOutcome.NotShown, RequirementOutcome.NeedsPerson)),
                ("closed", Names(RequirementOutcome.NotMet, RequirementOutcome.NotApplicable))],
            [.. judged.SelectMany(j => j.Judgement.Evidence).Distinct(StringComparer.Ordinal)]);
    }

    private static Predicate.All Open(ComponentRef component) => new(
    [
        new Predicate.Present(component, RequirementOutcome.Met),
        new Predicate.Licensed(component, component.Id.Value.StartsWith("code.", StringComparison.Ordinal) ? LicenseTest.OsiApproved : LicenseTest.OpenData, RequirementOutcome.NotMet, Own: false),
    ]);
}

/// <summary>A requirement with what the facts say of it.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Judgement">What the facts say.</param>
/// <param name="Half">Whether half of it is met, for scorers that count halves.</param>
internal sealed record EvaluatedRequirement(Requirement Requirement, Judgement Judgement, RequirementOutcome Half)
{
    public RequirementOutcome Outcome => Judgement.Outcome;

    /// <summary>Whether it is settled in the release's favor.</summary>
    public bool IsSettled => Outcome is RequirementOutcome.Met or RequirementOutcome.NotApplicable;

    /// <summary>Whether evidence or a person could still meet it.</summary>
    public bool IsOpen => Outcome is RequirementOutcome.NotShown or RequirementOutcome.NeedsPerson;
}
