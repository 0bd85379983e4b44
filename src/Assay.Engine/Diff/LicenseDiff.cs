using Assay.Core;

namespace Assay.Engine;

/// <summary>What a change of license does to the four freedoms and to the clauses.</summary>
internal static class LicenseDiff
{
    public static (ChangeDirection Direction, IReadOnlyList<string> Detail, IReadOnlyList<string> Evidence) Compare(LicenseInfo? a, LicenseInfo? b)
    {
        IReadOnlyList<string> evidence = [.. (a?.Evidence ?? []).Union(b?.Evidence ?? [], StringComparer.Ordinal)];
        if (a is null || b is null) return (ChangeDirection.Changed, [], evidence);
        List<(string Name, Freedom Before, Freedom After)> changed =
        [
            .. Freedoms(a.Freedoms).Zip(Freedoms(b.Freedoms), (x, y) => (x.Name, x.Value, y.Value)).Where(f => f.Item2 != f.Item3),
        ];
        var clauses = Clauses(a, b);
        var gains = changed.Count(f => Rank(f.After) > Rank(f.Before));
        var losses = changed.Count(f => Rank(f.After) < Rank(f.Before));
        var direction = gains > 0 && losses == 0 ? ChangeDirection.MoreOpen : losses > 0 && gains == 0 ? ChangeDirection.LessOpen : ChangeDirection.Changed;
        return (direction, [.. changed.Select(f => $"{f.Name}: {WireName.Of(f.Before)} -> {WireName.Of(f.After)}"), .. clauses.Select(c => c.Text)], [.. evidence.Union(clauses.SelectMany(c => c.Evidence), StringComparer.Ordinal)]);
    }

    private static List<(string Text, IReadOnlyList<string> Evidence)> Clauses(LicenseInfo a, LicenseInfo b)
    {
        var before = a.Clauses.ToLookup(c => c.Code, StringComparer.Ordinal);
        var after = b.Clauses.ToLookup(c => c.Code, StringComparer.Ordinal);
        return
        [
            .. before.Select(g => g.Key).Intersect(after.Select(g => g.Key), StringComparer.Ordinal)
                .Select(code => (Code: code, A: before[code].First(), B: after[code].First()))
                .Where(c => !Equals(c.A.Value, c.B.Value))
                .Select(c => ($"{c.Code}: {Value(c.A)} -> {Value(c.B)}", (IReadOnlyList<string>)[.. c.A.Evidence.Union(c.B.Evidence, StringComparer.Ordinal)])),
        ];
    }

    private static string Value(ClauseInfo clause) => clause.Value?.ToString() ?? "-";

    private static (string Name, Freedom Value)[] Freedoms(Freedoms freedoms) => [("use", freedoms.Use), ("study", freedoms.Study), ("modify", freedoms.Modify), ("share", freedoms.Share)];

    /// <summary>A freedom that is not known compares with nothing.</summary>
    private static int? Rank(Freedom freedom) => freedom switch
    {
        Freedom.Free => 2,
        Freedom.Restricted => 1,
        Freedom.Denied => 0,
        _ => null,
    };
}
