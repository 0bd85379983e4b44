using Assay.Core;

namespace Assay.Audit;

/// <summary>Rules on license terms and their clauses.</summary>
internal sealed class LicenseRules(JudgeContext context)
{
    private static readonly HashSet<string> Unset = new(["", "no", "none", "unspecified", "free", "null"], StringComparer.Ordinal);

    /// <summary>Whether the license of a component passes a test.</summary>
    public Judgement Judge(Predicate.Licensed predicate) => context.Each(predicate.Component, fact =>
    {
        if (Missing(fact, predicate.Unlicensed) is { } missing) return missing;
        if (predicate.Own && fact.License.Scope == LicenseScope.Inherited) return Say(RequirementOutcome.NotShown, "judge.license-inherited", fact, fact.Evidence);
        var expression = fact.License.Expression!;
        if (predicate.Test == LicenseTest.MotOpen) return MotOpen(fact, expression);
        return LicenseExpression.Judge(expression, id => Test(fact, id, predicate.Test));
    });

    /// <summary>Whether a clause of the license of a component has an acceptable value.</summary>
    public Judgement Judge(Predicate.Clause predicate) => context.Each(predicate.Component, fact =>
        Missing(fact, RequirementOutcome.NotMet) ?? LicenseExpression.Judge(fact.License.Expression!, id => Clause(fact, id, predicate)));

    private Judgement? Missing(ComponentFact fact, RequirementOutcome unlicensed)
    {
        if (fact.License.Expression is not null) return null;
        if (JudgeContext.IsMissing(fact)) return Say(RequirementOutcome.NotApplicable, "judge.license-nothing", fact, []) with { IsEcho = true };
        if (JudgeContext.IsOpen(fact)) return Say(RequirementOutcome.NotShown, "judge.license-not-read", fact, fact.Evidence) with { IsEcho = true };
        return Say(unlicensed, "judge.license-none", fact, fact.Evidence);
    }

    private Judgement MotOpen(ComponentFact fact, string id) => context.Lists.IsMotOpen(id)
        ? SayId(RequirementOutcome.Met, "judge.license-listed", fact, id, fact.Evidence)
        : SayId(RequirementOutcome.NotMet, "judge.license-not-listed", fact, id, fact.Evidence);

    private Judgement Test(ComponentFact fact, string id, LicenseTest test)
    {
        var terms = LicenseTerms.Of(id, context);
        IReadOnlyList<string> evidence = [.. terms.Evidence, .. fact.Evidence];
        return test switch
        {
            LicenseTest.Any => SayId(RequirementOutcome.Met, "judge.license-any", fact, terms.Name, evidence),
            LicenseTest.OsiApproved => OsiApproved(fact, terms, evidence),
            LicenseTest.OpenData when terms.OpenData => SayId(RequirementOutcome.Met, "judge.license-listed", fact, terms.Name, evidence),
            LicenseTest.OpenDocument when terms.OpenDocument => SayId(RequirementOutcome.Met, "judge.license-listed", fact, terms.Name, evidence),
            LicenseTest.FreedomUse => Freedoms(fact, terms, evidence, ("use", terms.Freedoms.Use)),
            LicenseTest.FreedomStudy => Freedoms(fact, terms, evidence, ("study", terms.Freedoms.Study)),
            LicenseTest.FreedomModify => Freedoms(fact, terms, evidence, ("modify", terms.Freedoms.Modify)),
            LicenseTest.FreedomShare => Freedoms(fact, terms, evidence, ("share", terms.Freedoms.Share)),
            _ => Freedoms(fact, terms, evidence, ("use", terms.Freedoms.Use), ("study", terms.Freedoms.Study), ("modify", terms.Freedoms.Modify), ("share", terms.Freedoms.Share)),
        };
    }

    private Judgement OsiApproved(ComponentFact fact, LicenseTerms terms, IReadOnlyList<string> evidence) => terms.OsiApproved switch
    {
        true => SayId(RequirementOutcome.Met, "judge.osi-approved", fact, terms.Name, evidence),
        null => SayId(RequirementOutcome.NotShown, "judge.osi-unknown", fact, terms.Name, evidence),
        false when terms.Freedoms == Core.Freedoms.AllFree => SayId(RequirementOutcome.NeedsPerson, "judge.osi-free-only", fact, terms.Name, evidence),
        false => SayId(RequirementOutcome.NotMet, "judge.osi-not-approved", fact, terms.Name, evidence),
    };

    private Judgement Freedoms(ComponentFact fact, LicenseTerms terms, IReadOnlyList<string> evidence, params IReadOnlyList<(string Name, Freedom Value)> asked)
    {
        if (terms.OsiApproved == true) return SayId(RequirementOutcome.Met, "judge.freedoms-osi", fact, terms.Name, evidence);
        string Names(params IReadOnlyList<Freedom> values) => string.Join(", ", asked.Where(f => values.Contains(f.Value)).Select(f => context.Messages.Word("freedom", f.Name)));
        Judgement Verdict(RequirementOutcome outcome, string message, string freedoms) => Judgement.Of(
            outcome, context.Messages[message, ("component", context.NameOf(fact)), ("license", terms.Name), ("freedoms", freedoms)], [.. terms.ClauseEvidence, .. evidence]);
        if (Names(Freedom.Restricted, Freedom.Denied) is { Length: > 0 } limited) return Verdict(RequirementOutcome.NotMet, "judge.freedoms-limited", limited);
        if (Names(Freedom.Unknown) is { Length: > 0 } unknown) return Verdict(RequirementOutcome.NotShown, "judge.freedoms-unknown", unknown);
        if (Names(Freedom.Unspecified) is { Length: > 0 } silent) return Verdict(RequirementOutcome.NeedsPerson, "judge.freedoms-silent", silent);
        return Verdict(RequirementOutcome.Met, "judge.freedoms-granted", Names(Freedom.Free));
    }

    private Judgement Clause(ComponentFact fact, string id, Predicate.Clause predicate)
    {
        var terms = LicenseTerms.Of(id, context);
        var clause = terms.Clauses.FirstOrDefault(c => string.Equals(c.Code, predicate.Code, StringComparison.Ordinal));
        IReadOnlyList<string> evidence = clause is { Evidence.Count: > 0 } ? clause.Evidence : [.. fact.Evidence, .. terms.Evidence];
        Judgement Verdict(RequirementOutcome outcome, string message, string value = "") => Judgement.Of(outcome, context.Messages[message,
            ("license", terms.Name), ("clause", context.Messages.Word("clause", predicate.Code)), ("value", value), ("section", clause?.Section is { } section && section != "all" ? section : context.Messages["judge.no-section"])], evidence);
        if (terms.OsiApproved == true) return Verdict(RequirementOutcome.Met, "judge.clause-osi");
        if (clause is null) return terms.Freedoms == Core.Freedoms.AllFree ? Verdict(RequirementOutcome.Met, "judge.clause-free") : Verdict(RequirementOutcome.NotShown, "judge.clause-not-read");
        if (clause.Certainty == Certainty.Unknown) return Verdict(RequirementOutcome.NotShown, "judge.clause-not-read");
        var words = WordsOf(clause.Value);
        var shown = ClauseValueWords.Of(context.Messages, predicate.Code, clause.Value);
        if (words.Any(predicate.Person.Contains)) return Verdict(RequirementOutcome.NeedsPerson, "judge.clause-person", shown);
        var restricts = predicate.NotMet is { } listed ? words.Any(listed.Contains) : words.Count > 0 && !words.All(Unset.Contains);
        if (!restricts) return Verdict(RequirementOutcome.Met, "judge.clause-absent");
        return clause.Certainty == Certainty.Doubtful
            ? Verdict(RequirementOutcome.NeedsPerson, "judge.clause-doubtful", shown)
            : Verdict(RequirementOutcome.NotMet, "judge.clause-restricts", shown);
    }

    private static IReadOnlyList<string> WordsOf(ClauseValue? value) => value switch
    {
        null => [],
        ClauseValue.Word word => [word.Text],
        ClauseValue.Words words => words.Items,
        _ => [value.ToString()],
    };

    private Judgement Say(RequirementOutcome outcome, string message, ComponentFact fact, IReadOnlyList<string> evidence) =>
        Judgement.Of(outcome, context.Messages[message, ("component", context.NameOf(fact))], evidence);

    private Judgement SayId(RequirementOutcome outcome, string message, ComponentFact fact, string id, IReadOnlyList<string> evidence) =>
        Judgement.Of(outcome, context.Messages[message, ("component", context.NameOf(fact)), ("license", id)], evidence);
}
