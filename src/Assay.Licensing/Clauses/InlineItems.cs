using System.Text.RegularExpressions;

namespace Assay.Licensing;

/// <summary>Finds the items of a list that runs on within a sentence: "you shall not (a) ...; (b) ...; or (c) ...".</summary>
internal static partial class InlineItems
{
    private const int MaxItems = 60;

    /// <summary>Where the first mark stands and the items behind the marks; empty where a sentence holds no list of two items or more.</summary>
    /// <param name="text">The folded text.</param>
    /// <param name="start">Start of the sentence.</param>
    /// <param name="end">End of the sentence.</param>
    public static (int Lead, IReadOnlyList<(int Start, int End)> Items) Find(string text, int start, int end)
    {
        var marks = new List<(int Start, int End)>();
        (int Style, int Ordinal) last = default;
        foreach (var match in Mark().EnumerateMatches(text.AsSpan(start, end - start)))
        {
            var place = (Start: start + match.Index, End: start + match.Index + match.Length);
            if (Next(text.AsSpan(place.Start, match.Length).Trim("() ："), last) is not { } mark) continue;
            last = mark;
            marks.Add(place);
            if (marks.Count == MaxItems) break;
        }

        if (marks.Count < 2 || marks[0].Start - start < 3) return (start, []);
        var items = new List<(int Start, int End)>();
        for (var i = 0; i < marks.Count; i++)
        {
            var stop = i + 1 < marks.Count ? marks[i + 1].Start : end;
            if (stop > marks[i].End) items.Add((marks[i].End, stop));
        }

        return (marks[0].Start, items);
    }

    // The first mark of a list, or the one that follows the last in its style.
    private static (int Style, int Ordinal)? Next(ReadOnlySpan<char> label, (int Style, int Ordinal) last)
    {
        foreach (var (style, ordinal) in Readings(label))
        {
            if (last.Style == 0 ? ordinal == 1 : style == last.Style && ordinal == last.Ordinal + 1) return (style, ordinal);
        }

        return null;
    }

    private static List<(int Style, int Ordinal)> Readings(ReadOnlySpan<char> label)
    {
        var readings = new List<(int, int)>(2);
        var roman = Array.IndexOf(Romans, label.ToString());
        if (roman >= 0) readings.Add((1, roman + 1));
        if (label.Length == 1 && char.IsAsciiLetterLower(label[0])) readings.Add((2, label[0] - 'a' + 1));
        if (int.TryParse(label, out var number)) readings.Add((3, number));
        if (label.Length == 1 && HanNumbers.IndexOf(label[0], StringComparison.Ordinal) is >= 0 and var han) readings.Add((4, han + 1));
        return readings;
    }

    private const string HanNumbers = "一二三四五六七八九十";
    private static readonly string[] Romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];

    [GeneratedRegex(@"\(?\b(?:[ivx]{1,4}|[a-z]|[0-9]{1,2})\) ?|\([一二三四五六七八九十]\)", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
