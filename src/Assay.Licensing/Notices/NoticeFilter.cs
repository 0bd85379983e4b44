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
        foreach (var notice in notices)
        {
            if (!notice.Granted || Inside(notice, texts)) continue;
            if (notice.Vague && SaidBetter(notice, notices, texts)) continue;
            if (notice.Expression.EndsWith("-only", StringComparison.Ordinal) && AllowsLater(notice, notices)) continue;
            if (chosen.Count > 0 && chosen[^1] is var last && last.Expression == notice.Expression && notice.Start - last.End < Near) continue;
            chosen.Add(notice);
        }

        return Attach(chosen);
    }

    /// <summary>Adds each exception to the nearest license that can have one; an exception to nothing is dropped.</summary>
    private static List<Notice> Attach(List<Notice> notices)
    {
        foreach (var exception in notices.Where(n => n.Expression.StartsWith(With, StringComparison.Ordinal)).ToList())
        {
            notices.Remove(exception);
            var nearest = -1;
            for (var i = 0; i < notices.Count; i++)
            {
                if (!TakesException(notices[i].Expression)) continue;
                if (nearest < 0 || Math.Abs(notices[i].Start - exception.Start) < Math.Abs(notices[nearest].Start - exception.Start)) nearest = i;
            }

            if (nearest >= 0) notices[nearest] = notices[nearest] with { Expression = $"{notices[nearest].Expression} {exception.Expression}", End = Math.Max(notices[nearest].End, Math.Min(exception.End, notices[nearest].End + Near)) };
        }

        return notices;
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
    private static bool AllowsLater(Notice only, List<Notice> notices)
    {
        var later = string.Concat(only.Expression.AsSpan(0, only.Expression.Length - 4), "or-later");
        return notices.Exists(n => n.Granted && n.Expression == later && Math.Abs(n.Start - only.Start) <= Near);
    }

    /// <summary>A family without a version, where the same family is named with a version nearby or its text is there.</summary>
    private static bool SaidBetter(Notice vague, List<Notice> notices, IReadOnlyList<(int Start, int End, string Id, string? Family)> texts)
    {
        foreach (var text in texts)
        {
            if (text.Family is not null && text.Family == vague.Family) return true;
        }

        foreach (var other in notices)
        {
            if (other.Vague || !other.Granted) continue;
            if (other.Family is not null && other.Family == vague.Family) return true;
            if (vague.Family is { Length: > 0 } family && other.Expression.Contains(family.ToUpperInvariant() + "-", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
