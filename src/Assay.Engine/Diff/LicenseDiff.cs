using Assay.Core;

namespace Assay.Engine;

/// <summary>What a change of license does to the four freedoms and to the clauses.</summary>
internal static class LicenseDiff
{
    /// <summary>Compares what two licenses say.</summary>
    public static LicenseChange Compare(string? before, string? after, Report reportA, Report reportB)
    {
        var (a, b) = (Terms(before, reportA), Terms(after, reportB));
        IReadOnlyList<string> evidence = [.. (a?.Evidence ?? []).Union(b?.Evidence ?? [], StringComparer.Ordinal)];
        IReadOnlyList<FreedomChange> freedoms = a is null || b is null ? [] : [.. Freedoms(a.Freedoms, b.Freedoms).Where(f => f.Before != f.After)];
        IReadOnlyList<ClauseChange> clauses = a is null || b is null ? [] : [.. Clauses(a, b)];
        return new LicenseChange(before, after, a?.Name ?? before, b?.Name ?? after, a is not null && b is not null, Direction(freedoms), [], freedoms, clauses, evidence);
    }

    /// <summary>The changes of components, each pair of licenses once.</summary>
    public static IEnumerable<LicenseChange> Drift(IReadOnlyList<ComponentChange> changes, Report a, Report b) => changes
        .Where(c => c.Aspect == "license")
        .GroupBy(c => (c.Before, c.After))
        .Select(g => Compare(g.Key.Before, g.Key.After, a, b) with { Components = [.. g.Select(c => c.Stage is null ? c.Id : $"{c.Id}@{c.Stage}")] });

    /// <summary>The changes as words of the report, such as <c>use: free -> restricted</c>.</summary>
    public static IReadOnlyList<string> Detail(LicenseChange change) =>
    [
        .. change.Freedoms.Select(f => $"{f.Name}: {WireName.Of(f.Before)} -> {WireName.Of(f.After)}"),
        .. change.Clauses.Select(c => $"{c.Code}: {Value(c.Before)} -> {Value(c.After)}"),
    ];

    private static LicenseInfo? Terms(string? expression, Report report) => expression is null
        ? null
        : report.Licenses.FirstOrDefault(l => string.Equals(l.Id, expression, StringComparison.OrdinalIgnoreCase) || string.Equals(l.Spdx, expression, StringComparison.OrdinalIgnoreCase));

    private static ChangeDirection Direction(IReadOnlyList<FreedomChange> freedoms)
    {
        var gains = freedoms.Count(f => Rank(f.After) > Rank(f.Before));
        var losses = freedoms.Count(f => Rank(f.After) < Rank(f.Before));
        return gains > 0 && losses == 0 ? ChangeDirection.MoreOpen : losses > 0 && gains == 0 ? ChangeDirection.LessOpen : ChangeDirection.Changed;
    }

    /// <summary>The clauses of which both texts say something different; that one says "no" and the other nothing is no difference.</summary>
    private static IEnumerable<ClauseChange> Clauses(LicenseInfo a, LicenseInfo b)
    {
        var before = a.Clauses.ToLookup(c => c.Code, StringComparer.Ordinal);
        var after = b.Clauses.ToLookup(c => c.Code, StringComparer.Ordinal);
        return before.Select(g => g.Key).Intersect(after.Select(g => g.Key), StringComparer.Ordinal)
            .Select(code => (Code: code, A: before[code].First(), B: after[code].First()))
            .Where(c => !Equals(c.A.Value, c.B.Value) && !(ClauseCodes.IsUnset(c.A.Value) && ClauseCodes.IsUnset(c.B.Value)))
            .Select(c => new ClauseChange(c.Code, c.A.Value, c.B.Value, [.. c.A.Evidence.Union(c.B.Evidence, StringComparer.Ordinal)]));
    }

    private static string Value(ClauseValue? value) => value?.ToString() ?? "-";

    private static FreedomChange[] Freedoms(Freedoms a, Freedoms b) => [new("use", a.Use, b.Use), new("study", a.Study, b.Study), new("modify", a.Modify, b.Modify), new("share", a.Share, b.Share)];

    /// <summary>A freedom that is not known compares with nothing.</summary>
    private static int? Rank(Freedom freedom) => freedom switch
    {
        Freedom.Free => 2,
        Freedom.Restricted => 1,
        Freedom.Denied => 0,
        _ => null,
    };
}
