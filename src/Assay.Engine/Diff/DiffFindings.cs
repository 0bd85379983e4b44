using Assay.Core;

namespace Assay.Engine;

/// <summary>What of a difference a person should know first.</summary>
internal static class DiffFindings
{
    private static readonly string Weights = ComponentId.WeightsFinal.Value;

    public static IEnumerable<Finding> Of(IReadOnlyList<ComponentChange> changes, IReadOnlyList<LicenseChange> licenses, MessageCatalog messages)
    {
        foreach (var change in changes)
        {
            var (rule, level) = Rule(change);
            if (rule is null) continue;
            yield return Finding.Of(rule, level, messages[rule, ("component", messages.Word("component", change.Id))], $"{change.Id} {change.Aspect}", change.Evidence);
        }

        foreach (var license in licenses.Where(l => l.Direction == ChangeDirection.LessOpen))
        {
            var names = license.Components.Select(c => messages.Word("component", c.Split('@')[0])).Distinct(StringComparer.Ordinal);
            yield return Finding.Of(
                "diff.license-tightened",
                FindingLevel.Warning,
                messages["diff.license-tightened", ("component", string.Join(", ", names)), ("before", license.BeforeName ?? ""), ("after", license.AfterName ?? "")],
                $"{string.Join(' ', license.Components)} license",
                license.Evidence);
        }
    }

    private static (string? Rule, FindingLevel Level) Rule(ComponentChange change) => change switch
    {
        _ when change.Id == Weights && IsWithdrawn(change) => ("diff.weights-withdrawn", FindingLevel.Error),
        { Aspect: "access", Direction: ChangeDirection.LessOpen } => ("diff.access-tightened", FindingLevel.Warning),
        _ => (null, FindingLevel.Note),
    };

    private static bool IsWithdrawn(ComponentChange change) =>
        change is { Aspect: "presence", Before: "present" or "partial", After: "absent" } or { Aspect: "access", After: "withdrawn" };
}
