using System.Globalization;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Judges a fact base by frameworks: a pure function of the facts, the knowledge and the decisions of persons.</summary>
public static class FrameworkJudge
{
    private const int MostSteps = 6;

    /// <summary>Judges by the frameworks with the given ids, in the order given; by all where none is given.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="knowledge">The knowledge.</param>
    /// <param name="ids">Framework ids.</param>
    /// <param name="decisions">What persons decided on requirements, or null.</param>
    /// <exception cref="AssayException">There is no such framework.</exception>
    /// <exception cref="KnowledgeException">A framework is malformed.</exception>
    public static IReadOnlyList<Verdict> Judge(FactBase facts, DataTable knowledge, IReadOnlyList<string> ids, IReadOnlyList<RequirementDecision>? decisions = null)
    {
        var context = new JudgeContext(facts, knowledge);
        var evaluator = new PredicateEvaluator(context);
        return [.. FrameworkCatalog.Load(knowledge, ids).Select(f => Judge(f, context, evaluator, decisions ?? []))];
    }

    private static Verdict Judge(Framework framework, JudgeContext context, PredicateEvaluator evaluator, IReadOnlyList<RequirementDecision> decisions)
    {
        List<EvaluatedRequirement> evaluated = [.. framework.Requirements.Select(r => Decided(evaluator.Evaluate(framework, r), framework, context, decisions))];
        var scored = Scorers.All[framework.Scorer](framework, evaluated);
        return new Verdict
        {
            Framework = framework.Id,
            Outcome = scored.Outcome,
            Level = scored.Level,
            Score = scored.Score,
            Progress = scored.Progress,
            Summary = Summary(framework, scored, evaluated, context),
            Requirements = [.. evaluated.Select(r => new RequirementResult(r.Requirement.Id, r.Outcome, string.Join(" ", r.Judgement.Reasons), r.Judgement.Evidence))],
            NextSteps = Steps(framework, scored, context),
        };
    }

    private static EvaluatedRequirement Decided(EvaluatedRequirement evaluated, Framework framework, JudgeContext context, IReadOnlyList<RequirementDecision> decisions)
    {
        var decision = decisions.LastOrDefault(d => string.Equals(d.Framework, framework.Id, StringComparison.Ordinal) && string.Equals(d.Requirement, evaluated.Requirement.Id, StringComparison.Ordinal));
        if (decision is null) return evaluated;
        var reason = context.Messages["judge.decided", ("author", decision.Author), ("date", decision.Date), ("reason", decision.Reason)];
        return evaluated with { Judgement = new Judgement(decision.Outcome, [reason], decision.Evidence), Half = decision.Outcome };
    }

    private static string Summary(Framework framework, Scored scored, List<EvaluatedRequirement> evaluated, JudgeContext context)
    {
        var level = framework.Levels.First(l => string.Equals(l.Id, scored.Level, StringComparison.Ordinal));
        var counted = evaluated.Where(r => r.Requirement is { Counts: true, Required: true }).ToList();
        string Titles(Func<EvaluatedRequirement, bool> which) =>
            string.Join(", ", counted.Where(which).Select(r => r.Requirement.Title).DefaultIfEmpty(context.Messages["judge.nothing"]));
        return MessageCatalog.Fill(
            $"{framework.Id}/{level.Id}",
            level.Summary,
            ("release", context.Facts.Release.Name),
            ("met", Number(counted.Count(r => r.Outcome == RequirementOutcome.Met))),
            ("total", Number(counted.Count(r => r.Outcome != RequirementOutcome.NotApplicable))),
            ("not-met", Titles(r => r.Outcome == RequirementOutcome.NotMet)),
            ("open", Titles(r => r.IsOpen)),
            ("score", Range(scored, context)));
    }

    // What is not shown counts nothing in a score, and could count.
    private static string Range(Scored scored, JudgeContext context)
    {
        static string Figure(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);
        var least = Figure(scored.Score ?? 0);
        var most = scored.Progress.TryGetValue(MeanScorer.Possible, out var possible) ? Figure(possible / 100) : least;
        return string.Equals(least, most, StringComparison.Ordinal) ? least : context.Messages["judge.score-range", ("least", least), ("most", most)];
    }

    private static IReadOnlyList<NextStep> Steps(Framework framework, Scored scored, JudgeContext context)
    {
        NextStep? Together(RequirementOutcome outcome, string message)
        {
            var all = scored.Missing.Where(r => r.Outcome == outcome).ToList();
            return all.Count == 0 ? null : new NextStep(context.Messages[message, ("titles", string.Join(", ", all.Select(r => r.Requirement.Title)))], [.. all.Select(r => r.Requirement.Id)]);
        }

        return
        [
            .. scored.Missing.Where(r => r.Outcome == RequirementOutcome.NotMet)
                .GroupBy(r => r.Requirement.Step, StringComparer.Ordinal)
                .Take(MostSteps)
                .Select(g => new NextStep(StepOf(framework, g.Key, [.. g.Select(r => r.Requirement.Title)], context), [.. g.Select(r => r.Requirement.Id)])),
            .. new[] { Together(RequirementOutcome.NotShown, "judge.step-show"), Together(RequirementOutcome.NeedsPerson, "judge.step-person") }.OfType<NextStep>(),
        ];
    }

    // A step that serves more requirements than are not met says which of them it is about.
    private static string StepOf(Framework framework, string step, IReadOnlyList<string> titles, JudgeContext context) =>
        framework.Requirements.Count(r => string.Equals(r.Step, step, StringComparison.Ordinal)) == titles.Count
            ? framework.Steps[step]
            : context.Messages["judge.step-part", ("step", framework.Steps[step]), ("titles", string.Join(", ", titles))];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a person decided on a requirement.</summary>
/// <param name="Framework">Framework id.</param>
/// <param name="Requirement">Requirement id.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Author">Who decided.</param>
/// <param name="Date">When (ISO 8601).</param>
/// <param name="Reason">Why, one sentence.</param>
/// <param name="Evidence">Ids of the evidence it rests on.</param>
public sealed record RequirementDecision(string Framework, string Requirement, RequirementOutcome Outcome, string Author, string Date, string Reason, IReadOnlyList<string> Evidence);
