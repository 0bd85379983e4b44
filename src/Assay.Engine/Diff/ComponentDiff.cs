using Assay.Core;

namespace Assay.Engine;

/// <summary>Changes of components between two reports.</summary>
internal static class ComponentDiff
{
    public static IEnumerable<ComponentChange> Compare(Report a, Report b)
    {
        var before = Aligned(a, b).ToLookup(Key);
        var after = Aligned(b, a).ToLookup(Key);
        foreach (var key in before.Select(g => g.Key).Union(after.Select(g => g.Key)).OrderBy(k => Order(k.Id)).ThenBy(k => k.Stage, StringComparer.Ordinal))
        {
            var x = before[key].FirstOrDefault() ?? Unknown(key);
            var y = after[key].FirstOrDefault() ?? Unknown(key);
            foreach (var change in Compare(x, y, a, b)) yield return change;
        }
    }

    private static IEnumerable<ComponentChange> Compare(ComponentFact a, ComponentFact b, Report reportA, Report reportB)
    {
        if (a.Presence != b.Presence || (a.Presence == Presence.Claimed && a.Basis != b.Basis)) yield return Change(a, b, "presence", Words(a), Words(b), IsOpenQuestion(a, b) || IsOpenQuestion(b, a) ? ChangeDirection.Changed : Direction(Rank(a), Rank(b)));
        if (a.Access.Kind != b.Access.Kind) yield return Change(a, b, "access", WireName.Of(a.Access.Kind), WireName.Of(b.Access.Kind), Direction(Rank(a.Access.Kind), Rank(b.Access.Kind)));
        if (a.Completeness != b.Completeness && a.Presence == b.Presence) yield return Change(a, b, "completeness", WireName.Of(a.Completeness), WireName.Of(b.Completeness), Direction(Rank(a.Completeness), Rank(b.Completeness)));
        if (!LicensesCompare(a, b) || string.Equals(a.License.Expression, b.License.Expression, StringComparison.Ordinal)) yield break;
        var change = LicenseDiff.Compare(a.License.Expression, b.License.Expression, reportA, reportB);
        yield return Change(a, b, "license", change.Before, change.After, change.Direction, LicenseDiff.Detail(change), [.. change.Evidence, .. change.Clauses.SelectMany(c => c.Evidence)]);
    }

    /// <summary>What one side only links to or names may be as much as what the other has.</summary>
    private static bool IsOpenQuestion(ComponentFact named, ComponentFact there) => named.Presence == Presence.Claimed && named.Basis != Basis.Promised && IsThere(there);

    /// <summary>A license that went with its component, or came with it, is no drift.</summary>
    private static bool LicensesCompare(ComponentFact a, ComponentFact b) =>
        (IsThere(a) && IsThere(b)) || (a.License.Expression is not null && b.License.Expression is not null && a.Presence != Presence.Absent && b.Presence != Presence.Absent);

    private static bool IsThere(ComponentFact fact) => fact.Presence is Presence.Present or Presence.Partial;

    /// <summary>Where one side tells the stages of a component apart and the other does not, what the other has is its pre-training, and what it lacks it lacks in each stage.</summary>
    private static IEnumerable<ComponentFact> Aligned(Report report, Report other)
    {
        var own = report.Components.ToLookup(c => c.Id, StringComparer.Ordinal);
        var theirs = other.Components.ToLookup(c => c.Id, StringComparer.Ordinal);
        foreach (var fact in report.Components)
        {
            List<string> stages = fact.Stage is null && own[fact.Id].Count() == 1 && theirs[fact.Id].All(c => c.Stage is not null) ? [.. theirs[fact.Id].Select(c => c.Stage!)] : [];
            if (fact.Presence == Presence.Absent && stages.Count > 0) foreach (var stage in stages) yield return fact with { Stage = stage };
            else yield return stages.Contains("base", StringComparer.Ordinal) ? fact with { Stage = "base" } : fact;
        }
    }

    private static ComponentChange Change(ComponentFact a, ComponentFact b, string aspect, string? before, string? after, ChangeDirection direction, IReadOnlyList<string>? detail = null, IReadOnlyList<string>? evidence = null) =>
        new(a.Id, a.Stage, aspect, before, after, direction, detail ?? [], [.. a.Evidence.Union(b.Evidence, StringComparer.Ordinal).Union(evidence ?? [], StringComparer.Ordinal)]);

    private static string Words(ComponentFact fact) => fact is { Presence: Presence.Claimed, Basis: { } basis } ? $"{WireName.Of(fact.Presence)} ({WireName.Of(basis)})" : WireName.Of(fact.Presence);

    private static ChangeDirection Direction(int? before, int? after) => (before, after) switch
    {
        ({ } x, { } y) when y > x => ChangeDirection.MoreOpen,
        ({ } x, { } y) when y < x => ChangeDirection.LessOpen,
        _ => ChangeDirection.Changed,
    };

    private static int? Rank(ComponentFact fact) => fact.Presence switch
    {
        Presence.Present => 4,
        Presence.Partial => 3,
        Presence.Claimed => fact.Basis == Basis.Promised ? 1 : 2,
        Presence.Absent => 0,
        _ => null,
    };

    private static int? Rank(AccessKind access) => access switch
    {
        AccessKind.Anonymous => 5,
        AccessKind.ClickThrough => 4,
        AccessKind.Approval => 3,
        AccessKind.Paid => 2,
        AccessKind.ApiOnly => 1,
        AccessKind.Withdrawn => 0,
        _ => null,
    };

    private static int? Rank(Completeness completeness) => completeness switch
    {
        Completeness.Full => 2,
        Completeness.Partial => 1,
        Completeness.Token => 0,
        _ => null,
    };

    private static (string Id, string? Stage) Key(ComponentFact fact) => (fact.Id, fact.Stage);

    private static int Order(string id) => ComponentId.TryParse(id, out var known) ? ComponentId.All.IndexOf(known) : int.MaxValue;

    private static ComponentFact Unknown((string Id, string? Stage) key) => new() { Id = key.Id, Stage = key.Stage, Presence = Presence.Unknown, DecidedBy = "diff" };
}
