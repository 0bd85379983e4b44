namespace Assay.Audit;

/// <summary>The sentences of a passage. What one sentence denies or promises is not said of what stands in the next.</summary>
internal static class Sentences
{
    private static readonly string[] Turns = [", but ", ", yet ", ", while ", ", whereas ", "，但", "，而"];

    /// <summary>The passage with wrapped lines joined by blanks, but for lines that open with a label; every character keeps its place.</summary>
    public static string Unwrapped(string passage)
    {
        if (!passage.Contains('\n', StringComparison.Ordinal)) return passage;
        var joined = passage.ToCharArray();
        for (var at = 0; at < joined.Length; at++)
        {
            if (joined[at] == '\n' && !IsBreak(joined, at) && !OpensItem(joined.AsSpan(at + 1))) joined[at] = ' ';
        }

        return new string(joined);
    }

    /// <summary>Places and lengths of the sentences.</summary>
    public static IEnumerable<(int Start, int Length)> Of(string passage)
    {
        var start = 0;
        for (var at = 0; at < passage.Length; at++)
        {
            if (!Ends(passage, at)) continue;
            yield return (start, at + 1 - start);
            start = at + 1;
        }

        if (start < passage.Length) yield return (start, passage.Length - start);
    }

    /// <summary>The halves of a sentence that turns: what is said before <c>, but</c> is not said after it. None where it does not turn.</summary>
    public static IEnumerable<(int Start, int Length)> Halves(string sentence)
    {
        foreach (var turn in Turns)
        {
            var at = sentence.IndexOf(turn, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            yield return (0, at);
            yield return (at + 1, sentence.Length - at - 1);
            yield break;
        }
    }

    private static bool Ends(string passage, int at) => passage[at] switch
    {
        '\n' or '。' or '！' or '？' or '；' => true,
        '.' or '!' or '?' or ';' => at + 1 < passage.Length && char.IsWhiteSpace(passage[at + 1]) && !IsAbbreviation(passage, at),
        _ => false,
    };

    // "e.g. ", "et al. ": a single letter or a known short word before the stop.
    private static bool IsAbbreviation(string passage, int at) => passage[at] == '.' && at >= 2
        && (!char.IsLetterOrDigit(passage[at - 2]) || passage.AsSpan(0, at).EndsWith(" al", StringComparison.Ordinal) || passage.AsSpan(0, at).EndsWith(" vs", StringComparison.Ordinal)) && char.IsLetter(passage[at - 1]);

    // Two blanks or a backslash before the end of a line are a break that the writer wanted.
    private static bool IsBreak(char[] text, int end) => (end >= 2 && text[end - 1] == ' ' && text[end - 2] == ' ') || (end >= 1 && text[end - 1] is '\\' or '>');

    // A list, a row, or a label such as "Training code: ".
    private static bool OpensItem(ReadOnlySpan<char> line)
    {
        line = line.TrimStart(' ');
        if (line.IsEmpty || line[0] is '-' or '*' or '|' or '#' or '<' or '\n' or '+') return true;
        var end = line.IndexOfAny(':', '：', '\n');
        return end is > 1 and < 40 && line[end] != '\n' && (end + 1 == line.Length || line[end + 1] != '/') && (!char.IsAsciiLetter(line[0]) || char.IsUpper(line[0]));
    }
}
