namespace Assay.Licensing;

/// <summary>Chooses which notices are reported: those outside of whole texts, granted, and not said better nearby.</summary>
internal static class NoticeFilter
{
    /// <summary>How the expression of an exception starts.</summary>
    public const string With = "WITH ";

    private const int Near = 220;
    private const int HowTo = 400;

    /// <summary>The notices to report.</summary>
    /// <param name="notices">All, in the order of the text.</param>
    /// <param name="texts">Whole texts found: word ranges, ids, families.</param>
    public static List<Notice> Choose(List<Notice> notices, IReadOnlyList<(int Start, int End, string Id, string? Family)> texts)
    {
        var chosen = new List<Notice>();
        var better = new Better(notices, texts);
        for (var i = 0; i < notices.Count; i++)
        {
            var notice = notices[i];
            if (!notice.Granted || Inside(notice, texts)) continue;
            if (notice.Vague && better.Than(notice)) continue;
            if (notice.Expression.EndsWith("-only", StringComparison.Ordinal) && AllowsLater(notices, i)) continue;
            if (chosen.Count > 0 && chosen[^1] is var last && last.Expression == notice.Expression && notice.Start - last.End < Near) continue;
            chosen.Add(notice);
        }

        return Attach(chosen);
    }

    /// <summary>Adds each exception to the nearest license that can have one; an exception to nothing is dropped.</summary>
    private static List<Notice> Attach(List<Notice> notices)
    {
        var licenses = notices.FindAll(n => !n.Expression.StartsWith(With, StringComparison.Ordinal));
        var takers = Enumerable.Range(0, licenses.Count).Where(i => TakesException(licenses[i].Expression)).ToList();
        var next = 0;
        foreach (var exception in notices)
        {
            if (!exception.Expression.StartsWith(With, StringComparison.Ordinal) || takers.Count == 0) continue;
            while (next < takers.Count && licenses[takers[next]].Start < exception.Start) next++;
            var at = next == takers.Count || (next > 0 && exception.Start - licenses[takers[next - 1]].Start <= licenses[takers[next]].Start - exception.Start) ? next - 1 : next;
            var license = licenses[takers[at]];
            licenses[takers[at]] = license with { Expression = $"{license.Expression} {exception.Expression}", End = Math.Max(license.End, Math.Min(exception.End, license.End + Near)) };
            takers.RemoveAt(at);
            if (at < next) next--;
        }

        return licenses;
    }

    private static bool TakesException(string expression) => !expression.Contains(' ', StringComparison.Ordinal) && (expression.Contains("GPL-", StringComparison.Ordinal) || expression == "Apache-2.0");

    private static bool Inside(Notice notice, IReadOnlyList<(int Start, int End, string Id, string? Family)> texts)
    {
        foreach (var (start, end, id, family) in texts)
        {
            if (notice.Start < end && notice.End > start) return true;
            if (notice.Title && notice.End <= start && start - notice.End < 60) return true;
            if (notice.Start >= end && notice.Start - end < HowTo && family is "gpl" or "lgpl" or "agpl" or "gfdl" && SameVersion(notice.Expression, id)) return true;
            var near = notice.Start < end + 60 && notice.End > start - 60;
            if (near && (notice.Expression == id || id.StartsWith(notice.Expression + "-", StringComparison.Ordinal) || (notice.Vague && notice.Family is not null && notice.Family == family))) return true;
        }

        return false;
    }

    /// <summary>Whether a notice behind a text is the example of how to apply that text.</summary>
    private static bool SameVersion(string expression, string id) => Stem(expression) == Stem(id);

    private static string Stem(string id) => id.Replace("-or-later", "", StringComparison.Ordinal).Replace("-only", "", StringComparison.Ordinal);

    /// <summary>Whether a notice nearby allows later versions of the same license.</summary>
    private static bool AllowsLater(List<Notice> notices, int only)
    {
        var start = notices[only].Start;
        var later = string.Concat(notices[only].Expression.AsSpan(0, notices[only].Expression.Length - 4), "or-later");
        for (var i = only; i >= 0 && start - notices[i].Start <= Near; i--)
        {
            if (notices[i].Granted && notices[i].Expression == later) return true;
        }

        for (var i = only; i < notices.Count && notices[i].Start - start <= Near; i++)
        {
            if (notices[i].Granted && notices[i].Expression == later) return true;
        }

        return false;
    }

    /// <summary>Which families are named with a version, or are there as a text: a notice without a version adds nothing to them.</summary>
    private sealed class Better(List<Notice> notices, IReadOnlyList<(int Start, int End, string Id, string? Family)> texts)
    {
        private readonly HashSet<string> _families = [.. texts.Select(t => t.Family).Concat(notices.Where(IsFirm).Select(n => n.Family)).OfType<string>()];
        private readonly HashSet<string> _expressions = [.. notices.Where(IsFirm).Select(n => n.Expression)];

        public bool Than(Notice vague)
        {
            if (vague.Family is not { } family) return false;
            if (_families.Contains(family)) return true;
            var stem = family.ToUpperInvariant() + "-";
            return family.Length > 0 && _expressions.Any(e => e.Contains(stem, StringComparison.Ordinal)) && _families.Add(family);
        }

        private static bool IsFirm(Notice notice) => !notice.Vague && notice.Granted;
    }
}
