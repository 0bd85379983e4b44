using Assay.Core;

namespace Assay.Engine;

/// <summary>Changes of components between two reports.</summary>
internal static class ComponentDiff
{
    public static IEnumerable<ComponentChange> Compare(Report a, Report b)
    {
        var before = a.Components.ToLookup(Key);
        var after = b.Components.ToLookup(Key);
        foreach (var key in before.Select(g => g.Key).Union(after.Select(g => g.Key)).OrderBy(k => Order(k.Id)).ThenBy(k => k.Stage, StringComparer.Ordinal))
        {
            var x = before[key].FirstOrDefault() ?? Unknown(key);
            var y = after[key].FirstOrDefault() ?? Unknown(key);
            foreach (var change in Compare(x, y, a, b)) yield return change;
        }
    }

    private static IEnumerable<ComponentChange> Compare(ComponentFact a, ComponentFact b, Report reportA, Report reportB)
    {
        if (a.Presence != b.Presence || (a.Presence == Presence.Claimed && a.Basis != b.Basis)) yield return Change(a, b, "presence", Words(a), Words(b), Direction(Rank(a), Rank(b)));
        if (a.Access.Kind != b.Access.Kind) yield return Change(a, b, "access", WireName.Of(a.Access.Kind), WireName.Of(b.Access.Kind), Direction(Rank(a.Access.Kind), Rank(b.Access.Kind)));
        if (a.Completeness != b.Completeness && a.Presence == b.Presence) yield return Change(a, b, "completeness", WireName.Of(a.Completeness), WireName.Of(b.Completeness), Direction(Rank(a.Completeness), Rank(b.Completeness)));
        if (string.Equals(a.License.Expression, b.License.Expression, StringComparison.Ordinal)) yield break;
        var (direction, detail, evidence) = LicenseDiff.Compare(Terms(a, reportA), Terms(b, reportB));
        yield return Change(a, b, "license", a.License.Expression, b.License.Expression, direction, detail, evidence);
    }

    private static ComponentChange Change(ComponentFact a, ComponentFact b, string aspect, string? before, string? after, ChangeDirection direction, IReadOnlyList<string>? detail = null, IReadOnlyList<string>? evidence = null) =>
        new(a.Id, a.Stage, aspect, before, after, direction, detail ?? [], [.. a.Evidence.Union(b.Evidence, StringComparer.Ordinal).Union(evidence ?? [], StringComparer.Ordinal)]);

    private static LicenseInfo? Terms(ComponentFact fact, Report report) => fact.License.Expression is { } expression
        ? report.Licenses.FirstOrDefault(l => string.Equals(l.Id, expression, StringComparison.OrdinalIgnoreCase) || string.Equals(l.Spdx, expression, StringComparison.OrdinalIgnoreCase))
        : null;

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
