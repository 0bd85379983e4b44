using Assay.Core;

namespace Assay.Engine;

/// <summary>What of a difference a person should know first.</summary>
internal static class DiffFindings
{
    private static readonly string Weights = ComponentId.WeightsFinal.Value;

    public static IEnumerable<Finding> Of(IReadOnlyList<ComponentChange> changes, MessageCatalog messages)
    {
        foreach (var change in changes)
        {
            var (rule, level) = Rule(change);
            if (rule is null) continue;
            yield return Finding.Of(rule, level, messages[rule, ("component", messages.Word("component", change.Id))], $"{change.Id} {change.Aspect}", change.Evidence);
        }
    }

    private static (string? Rule, FindingLevel Level) Rule(ComponentChange change) => change switch
    {
        _ when change.Id == Weights && IsWithdrawn(change) => ("diff.weights-withdrawn", FindingLevel.Error),
        { Aspect: "license", Direction: ChangeDirection.LessOpen } => ("diff.license-tightened", FindingLevel.Warning),
        { Aspect: "access", Direction: ChangeDirection.LessOpen } => ("diff.access-tightened", FindingLevel.Warning),
        _ => (null, FindingLevel.Note),
    };

    private static bool IsWithdrawn(ComponentChange change) =>
        change is { Aspect: "presence", Before: "present" or "partial", After: "absent" } or { Aspect: "access", After: "withdrawn" };
}
