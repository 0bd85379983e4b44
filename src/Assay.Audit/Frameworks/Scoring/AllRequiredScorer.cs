using Assay.Core;

namespace Assay.Audit;

/// <summary>Every requirement that counts must be met; the level is the first whose conditions on groups hold.</summary>
internal static class AllRequiredScorer
{
    public static Scored Score(Framework framework, IReadOnlyList<EvaluatedRequirement> requirements)
    {
        var counted = requirements.Where(r => r.Requirement.Counts).ToList();
        var outcome = Requirements.Verdict([.. counted.Select(r => r.Outcome)]);
        var level = framework.Levels.First(l => l.When.All(c => c.Outcomes.Contains(OutcomeOf(counted, c.Group))));
        return new Scored(outcome, level.Id, level.Score, Scorers.NoProgress, [.. counted.Where(r => !r.IsSettled)]);
    }

    private static RequirementOutcome OutcomeOf(List<EvaluatedRequirement> counted, string group) =>
        Requirements.All([.. counted.Where(r => group == "*" || string.Equals(r.Requirement.Group, group, StringComparison.Ordinal)).Select(r => r.Outcome)]);
}
