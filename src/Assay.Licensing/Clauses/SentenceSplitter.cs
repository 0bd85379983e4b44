namespace Assay.Licensing;

/// <summary>Cuts a folded block into sentences.</summary>
internal static class SentenceSplitter
{
    private const int Longest = 2_400;
    private static readonly string[] Abbreviations = ["e.g.", "i.e.", "inc.", "ltd.", "co.", "corp.", "no.", "u.s.", "vs.", "etc.", "art.", "sec.", "dr.", "mr.", "st.", "v.", "llc."];

    /// <summary>First and last (exclusive) index of each sentence.</summary>
    public static IEnumerable<(int Start, int End)> Split(FoldedText block, string document)
    {
        var text = block.Text;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Ends(block, document, i) && (i - start < Longest || text[i] is not (' ' or '。' or ','))) continue;
            var end = i + 1;
            while (end < text.Length && text[end] is '"' or ')') end++;
            yield return (start, end);
            start = end;
            while (start < text.Length && text[start] == ' ') start++;
            i = start - 1;
        }

        if (start < text.Length) yield return (start, text.Length);
    }

    private static bool Ends(FoldedText block, string document, int at)
    {
        var text = block.Text;
        if (text[at] == '。') return true;
        if (text[at] is not ('.' or '!' or '?')) return false;
        var next = at + 1;
        while (next < text.Length && text[next] is '"' or ')' or '\'') next++;
        if (next >= text.Length) return true;
        if (text[next] != ' ' || next + 1 >= text.Length) return false;
        if (text[at] == '.' && IsAbbreviation(text, at)) return false;
        return !char.IsLower(document[block.SourceOf(next + 1)]);
    }

    private static bool IsAbbreviation(string text, int dot)
    {
        if (dot >= 1 && char.IsLetter(text[dot - 1]) && (dot < 2 || (!char.IsLetterOrDigit(text[dot - 2]) && text[dot - 2] != '-'))) return true;
        foreach (var a in Abbreviations)
        {
            var start = dot + 1 - a.Length;
            if (start >= 0 && text.AsSpan(start, a.Length).SequenceEqual(a) && (start == 0 || (!char.IsLetterOrDigit(text[start - 1]) && text[start - 1] != '-'))) return true;
        }

        return false;
    }
}
