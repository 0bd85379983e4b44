namespace Assay.Licensing;

/// <summary>
/// Looks at what stands next to a license text: a sentence that adds terms to the license alters it, an ordinary README around it does not.
/// </summary>
internal static class AdjacentTerms
{
    private const int FarReach = 600;
    private const int NearReach = 120;

    private static readonly HashSet<uint> Subjects =
    [
        .. Words.Hash("software", "license", "licensed", "licensee", "licensees", "licensor", "product", "products", "materials", "model", "models", "program", "rights", "work", "works", "commercial", "noncommercial", "grant", "granted", "permission", "permissions", "outputs", "weights"),
        .. Words.Hash("软", "模", "许", "授", "商"),
    ];

    private static readonly HashSet<uint> Norms = [.. Words.Hash("shall", "must", "prohibited", "forbidden", "only", "agree", "acknowledge", "restricted", "except", "without", "cannot", "not", "no", "unless", "required"), .. Words.Hash("不", "须", "仅", "禁", "除")];

    private static readonly HashSet<uint> Strong = [.. Words.Hash("shall", "prohibited", "forbidden", "acknowledge", "commercial", "noncommercial", "grant", "permission", "licensee", "licensor"), .. Words.Hash("禁", "商")];

    /// <summary>The words behind a license text that add terms, or null.</summary>
    /// <param name="view">The text at hand.</param>
    /// <param name="start">First word of the license text.</param>
    /// <param name="end">Word behind it.</param>
    /// <param name="limit">Word up to which nothing else was recognized.</param>
    public static Difference? Behind(TextView view, int start, int end, int limit)
    {
        var whole = (end - start) * 2 > view.Words.Length;
        var stop = Math.Min(limit, end + (whole ? FarReach : NearReach));
        for (var i = end; i < stop;)
        {
            var next = i + 1;
            while (next < stop && !view.Has(next - 1, TokenFlags.SentenceEnd) && !view.Has(next, TokenFlags.ParagraphStart)) next++;
            if (AddsTerms(view.Words[i..next], strong: !whole)) return new Difference(int.MaxValue, int.MaxValue, i, Math.Max(next, ParagraphEnd(view, next, stop)));
            if (!whole && next < stop && view.Has(next, TokenFlags.ParagraphStart)) return null;
            i = next;
        }

        return whole && stop > end && ContinuesList(view, start, end) ? new Difference(int.MaxValue, int.MaxValue, end, stop) : null;
    }

    /// <summary>The words in front of a license text that add terms, or null.</summary>
    public static Difference? Before(TextView view, int start, int end, int limit)
    {
        if ((end - start) * 2 <= view.Words.Length) return null;
        for (var i = Math.Max(limit, start - FarReach); i < start;)
        {
            var next = i + 1;
            while (next < start && !view.Has(next - 1, TokenFlags.SentenceEnd) && !view.Has(next, TokenFlags.ParagraphStart)) next++;
            if (AddsTerms(view.Words[i..next], strong: true)) return new Difference(-1, -1, i, next);
            i = next;
        }

        return null;
    }

    /// <summary>Whether the words right behind a text go on with the list that it ends with. Where its first line has such a mark too, the marks are those of a comment.</summary>
    public static bool ContinuesList(TextView view, int start, int end) =>
        end > 0 && end < view.Words.Length && IsItem(view, LineOf(view, end)) && IsItem(view, LineOf(view, end - 1)) && !IsItem(view, LineOf(view, start)) && !IsHeading(view, LineOf(view, end));

    private static int LineOf(TextView view, int word)
    {
        while (word > 0 && !view.Has(word, TokenFlags.LineStart) && view.Index[word] - view.Index[word - 1] == 1) word--;
        return word;
    }

    private static bool IsHeading(TextView view, int word) => view.Text.AsSpan(0, view.CharStart(word)).TrimEnd(" \t") is [.., '#'];

    private static bool IsItem(TextView view, int word)
    {
        if (word > 0 && view.Index[word] - view.Index[word - 1] > 1) return true;
        var text = view.Text.AsSpan(0, view.CharStart(word)).TrimEnd(" \t");
        return text.Length > 0 && text[^1] is '-' or '*' or '•' or '·';
    }

    private static int ParagraphEnd(TextView view, int word, int stop)
    {
        while (word < stop && !view.Has(word, TokenFlags.ParagraphStart)) word++;
        return word;
    }

    private static bool AddsTerms(ReadOnlySpan<uint> sentence, bool strong)
    {
        if (sentence.Length is < 4 or > 200 || Attribution.IsOne(sentence)) return false;
        var (subject, norm, force) = (false, false, false);
        foreach (var word in sentence)
        {
            subject |= Subjects.Contains(word);
            norm |= Norms.Contains(word);
            force |= Strong.Contains(word);
        }

        return subject && norm && (force || !strong);
    }
}
