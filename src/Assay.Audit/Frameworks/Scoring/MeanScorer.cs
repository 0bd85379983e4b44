using Assay.Core;

namespace Assay.Audit;

/// <summary>The mean over all requirements: met 1, half met 0.5, else 0. What is not shown counts as 0, as the index does with missing cells.</summary>
internal static class MeanScorer
{
    /// <summary>The progress that is reached if all that is not shown is there.</summary>
    public const string Possible = "possible";

    public static Scored Score(Framework framework, IReadOnlyList<EvaluatedRequirement> requirements)
    {
        var counted = requirements.Where(r => r.Requirement.Counts && r.Outcome != RequirementOutcome.NotApplicable).ToList();
        var shown = Mean(counted, Least);
        var possible = Mean(counted, Most);
        var progress = new SortedDictionary<string, double>(StringComparer.Ordinal) { [Possible] = 100 * possible, ["shown"] = 100 * shown };
        var outcome = shown >= 1 ? VerdictOutcome.Meets : possible < 1 ? VerdictOutcome.Fails : VerdictOutcome.Undetermined;
        var level = framework.Levels.First(l => l.Score is not { } least || shown >= least);
        return new Scored(outcome, level.Id, shown, progress, [.. counted.Where(r => !r.IsSettled)]);
    }

    private static double Mean(List<EvaluatedRequirement> counted, Func<EvaluatedRequirement, double> value) => counted.Count == 0 ? 0 : counted.Average(value);

    private static double Least(EvaluatedRequirement requirement) => requirement.Outcome == RequirementOutcome.Met ? 1 : requirement.Half == RequirementOutcome.Met ? 0.5 : 0;

    private static double Most(EvaluatedRequirement requirement) =>
        requirement.IsOpen ? 1 : requirement.Half is RequirementOutcome.NotShown or RequirementOutcome.NeedsPerson && requirement.Outcome == RequirementOutcome.NotMet ? 0.5 : Least(requirement);
}
