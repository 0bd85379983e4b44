namespace Assay.Licensing;

/// <summary>Tells a grant from a mention by the words around a name.</summary>
internal sealed class GrantContext(NoticeRules rules)
{
    private const int ShortText = 40;
    private const int Reach = 30;
    private const int MentionReach = 5;
    private const int WeakReach = 3;
    private const int ContrastReach = 8;

    private readonly HashSet<uint> _grants = [.. rules.Grants.Select(w => WordHash.Of(w))];
    private readonly HashSet<uint> _contrasts = [.. rules.Contrasts.Select(w => WordHash.Of(w))];
    private readonly HashSet<uint> _mentions = [.. rules.Mentions.Select(w => WordHash.Of(w))];

    /// <summary>Whether words around a name grant the license.</summary>
    /// <param name="view">The text.</param>
    /// <param name="start">First word of the name.</param>
    /// <param name="end">Word behind it.</param>
    /// <param name="weak">Whether the name can also mean something else, and a cue must be near.</param>
    public bool IsGranted(TextView view, int start, int end, bool weak)
    {
        for (var i = start - 1; i >= 0 && start - i <= MentionReach; i--)
        {
            if (view.Has(i, TokenFlags.SentenceEnd) && EndsWithStop(view, i)) break;
            if (_mentions.Contains(view.Words[i])) return false;
        }

        if (Contrasted(view, start)) return false;
        if (end < view.Words.Length && _mentions.Contains(view.Words[end])) return false;
        if (view.Words.Length <= ShortText && !weak) return true;
        if (AloneOnLine(view, start, end) && (!weak || start == 0 || view.Words.Length <= ShortText)) return true;
        var reach = weak ? WeakReach : Reach;
        for (var i = start - 1; i >= 0 && start - i <= reach; i--)
        {
            if (view.Has(i, TokenFlags.SentenceEnd) && EndsWithStop(view, i)) break;
            if (_grants.Contains(view.Words[i])) return true;
        }

        if (end < view.Words.Length && view.Words[end] == License) return true;
        for (var i = end; !weak && i < view.Words.Length && i < end + 8; i++)
        {
            if (_grants.Contains(view.Words[i])) return true;
        }

        return false;
    }

    // "Unlike X, which is under ...", "contains no code under ...", "formerly under ...": within the same sentence.
    private bool Contrasted(TextView view, int start)
    {
        for (var i = start - 1; i >= 0 && start - i <= ContrastReach; i--)
        {
            if (view.Has(i, TokenFlags.SentenceEnd) && EndsWithStop(view, i)) return false;
            if (_contrasts.Contains(view.Words[i])) return true;
            if (i > 0 && view.Words[i] == Contain && view.Words[i - 1] == Not) return true;
        }

        return false;
    }

    /// <summary>Whether the line of a name holds little else: a heading, a value.</summary>
    public static bool AloneOnLine(TextView view, int start, int end)
    {
        var (first, last) = (start, end);
        while (first > 0 && start - first < 4 && !view.Has(first, TokenFlags.LineStart)) first--;
        while (last < view.Words.Length && last - end < 4 && !view.Has(last, TokenFlags.LineStart)) last++;
        return view.Has(first, TokenFlags.LineStart) && start - first + (last - end) <= 3 && (last >= view.Words.Length || view.Has(last, TokenFlags.LineStart));
    }

    private static bool EndsWithStop(TextView view, int word)
    {
        var end = view.CharEnd(word);
        return end < view.Text.Length && view.Text[end] is '.' or '!' or '?' or '。';
    }

    private static readonly uint Not = WordHash.Of("not");
    private static readonly uint Contain = WordHash.Of("contain");
    private static readonly uint License = WordHash.Of("license");
}
