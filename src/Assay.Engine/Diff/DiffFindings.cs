using Assay.Core;

namespace Assay.Engine;

/// <summary>What of a difference a person should know first.</summary>
internal static class DiffFindings
{
    private static readonly string Weights = ComponentId.WeightsFinal.Value;

    public static IEnumerable<Finding> Of(IReadOnlyList<ComponentChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Id == Weights && IsWithdrawn(change)) yield return Finding.Of("diff.weights-withdrawn", FindingLevel.Error, "The weights were there before and are not any more.", change.Aspect, change.Evidence);
            else if (change is { Aspect: "license", Direction: ChangeDirection.LessOpen }) yield return Finding.Of("diff.license-tightened", FindingLevel.Warning, $"The license of {change.Id} grants less than before.", change.Id, change.Evidence);
            else if (change is { Aspect: "access", Direction: ChangeDirection.LessOpen }) yield return Finding.Of("diff.access-tightened", FindingLevel.Warning, $"Access to {change.Id} is harder than before.", change.Id, change.Evidence);
            else if (change is { Aspect: "presence", Direction: ChangeDirection.LessOpen }) yield return Finding.Of("diff.component-lost", FindingLevel.Warning, $"Less of {change.Id} is there than before.", change.Id, change.Evidence);
        }
    }

    private static bool IsWithdrawn(ComponentChange change) =>
        change is { Aspect: "presence", Before: "present" or "partial", After: "absent" } or { Aspect: "access", After: "withdrawn" };
}
