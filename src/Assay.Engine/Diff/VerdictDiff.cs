using Assay.Core;

namespace Assay.Engine;

/// <summary>Changes of one verdict between two reports.</summary>
internal static class VerdictDiff
{
    public static VerdictChange? Compare(Verdict a, Verdict b)
    {
        IReadOnlyList<RequirementChange> requirements =
        [
            .. a.Requirements.Join(b.Requirements, r => r.Id, r => r.Id, (x, y) => (x, y), StringComparer.Ordinal)
                .Where(p => p.x.Outcome != p.y.Outcome)
                .Select(p => new RequirementChange(p.x.Id, p.x.Outcome, p.y.Outcome, p.y.Reason, [.. p.x.Evidence.Union(p.y.Evidence, StringComparer.Ordinal)])),
        ];
        var before = new VerdictState(a.Outcome, a.Level, a.Score);
        var after = new VerdictState(b.Outcome, b.Level, b.Score);
        return before == after && requirements.Count == 0 ? null : new VerdictChange(a.Framework, before, after, Direction(before, after, requirements), requirements);
    }

    private static ChangeDirection Direction(VerdictState before, VerdictState after, IReadOnlyList<RequirementChange> requirements)
    {
        if (before.Score is { } x && after.Score is { } y && x != y) return y > x ? ChangeDirection.MoreOpen : ChangeDirection.LessOpen;
        if (Rank(before.Outcome) is { } a && Rank(after.Outcome) is { } b && a != b) return b > a ? ChangeDirection.MoreOpen : ChangeDirection.LessOpen;
        var gained = requirements.Count(r => r.After == RequirementOutcome.Met);
        var lost = requirements.Count(r => r.Before == RequirementOutcome.Met && r.After == RequirementOutcome.NotMet);
        return gained > 0 && lost == 0 ? ChangeDirection.MoreOpen : lost > 0 && gained == 0 ? ChangeDirection.LessOpen : ChangeDirection.Changed;
    }

    private static int? Rank(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Meets => 1,
        VerdictOutcome.Fails => 0,
        _ => null,
    };
}
