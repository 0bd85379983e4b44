namespace Assay.Licensing;

/// <summary>Recognizes list marks: <c>1.</c>, <c>2.1</c>, <c>(a)</c>, <c>iv.</c>, <c>一、</c>, <c>（二）</c>, <c>第三条</c>.</summary>
internal static class ListMarks
{
    private static readonly System.Buffers.SearchValues<char> Roman = System.Buffers.SearchValues.Create("ivxIVX");

    /// <summary>The end of a mark that starts at a line's first word character, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Index of its first word character.</param>
    /// <param name="fresh">Whether the line before was empty or ended a sentence.</param>
    public static int AtLineStart(ReadOnlySpan<char> text, int at, bool fresh)
    {
        var bracket = at > 0 && text[at - 1] is '(' or '（' or '[';
        var end = Body(text, at, out var dotted, out var han);
        if (end < 0 || end - at > 12) return -1;
        var next = end < text.Length ? text[end] : '\n';
        if (han && text[at] == '第') return next is '条' or '條' or '章' or '节' or '款' ? end + 1 : -1;
        if (bracket) return next is ')' or '）' or ']' ? end + 1 : -1;
        if (next is ')' or '）' or '、') return end + 1;
        if (han) return -1;
        if (next is '.' or '．') return end + 1 >= text.Length || char.IsWhiteSpace(text[end + 1]) || text[end + 1] > 0x2000 || text[end + 1] is '*' or '_' ? end + 1 : -1;
        if (!dotted) return -1;
        if (CharClass.IsIdeograph(next)) return end;
        return fresh && next is ' ' or '\t' or '\u3000' or '*' && OpensSentence(text, end) ? end : -1;
    }

    /// <summary>The end of a bracketed mark such as <c>(a)</c> within a line, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="open">Index of the bracket.</param>
    public static int Bracketed(ReadOnlySpan<char> text, int open)
    {
        if (open > 0 && !char.IsWhiteSpace(text[open - 1]) && text[open - 1] < 0x2000) return -1;
        var end = Body(text, open + 1, out var dotted, out _);
        return end > 0 && !dotted && end - open <= 6 && end < text.Length && text[end] is ')' or '）' ? end + 1 : -1;
    }

    private static bool OpensSentence(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\u3000' or '*' or '_') at++;
        return at < text.Length && (char.IsUpper(text[at]) || text[at] is '"' or '“' || text[at] > 0x2000);
    }

    private static int Body(ReadOnlySpan<char> text, int at, out bool dotted, out bool han)
    {
        (dotted, han) = (false, false);
        if (at >= text.Length) return -1;
        var c = text[at];
        if (char.IsAsciiDigit(c)) return Digits(text, at, out dotted);
        if (c == '第' || CharClass.IsHanNumeral(c))
        {
            han = true;
            var end = at + 1;
            while (end < text.Length && end < at + 5 && CharClass.IsHanNumeral(text[end])) end++;
            return end;
        }

        if (!char.IsAsciiLetter(c)) return -1;
        var stop = at;
        while (stop < text.Length && stop < at + 6 && char.IsAsciiLetter(text[stop])) stop++;
        if (stop - at == 1) return stop;
        return stop - at <= 5 && text[at..stop].IndexOfAnyExcept(Roman) < 0 ? stop : -1;
    }

    private static int Digits(ReadOnlySpan<char> text, int at, out bool dotted)
    {
        dotted = false;
        var end = at;
        while (true)
        {
            var start = end;
            while (end < text.Length && end < start + 3 && char.IsAsciiDigit(text[end])) end++;
            if (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) return -1;
            if (end + 1 >= text.Length || text[end] is not ('.' or '．') || !char.IsAsciiDigit(text[end + 1])) return end;
            dotted = true;
            end++;
        }
    }
}
