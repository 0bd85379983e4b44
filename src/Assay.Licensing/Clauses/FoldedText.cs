using System.Text;

namespace Assay.Licensing;

/// <summary>
/// A stretch of a document in the form that cues are matched on: lower case, plain quotes and dashes, single spaces, no emphasis marks,
/// no spaces between Han characters; every character knows where it came from.
/// </summary>
internal sealed class FoldedText
{
    private readonly int[] _source;

    private FoldedText(string text, int[] source) => (Text, _source) = (text, source);

    /// <summary>The folded text.</summary>
    public string Text { get; }

    /// <summary>Index in the document of a folded character.</summary>
    public int SourceOf(int index) => _source[Math.Clamp(index, 0, _source.Length - 1)];

    /// <summary>Folds a stretch of a document.</summary>
    public static FoldedText Of(string document, int start, int end)
    {
        var text = new StringBuilder(end - start);
        var source = new List<int>(end - start);
        var space = false;
        for (var i = start; i < end; i++)
        {
            var c = Fold(document[i]);
            if (c is '\0') continue;
            if (c is ' ')
            {
                space = text.Length > 0;
                continue;
            }

            if (space && NeedsSpace(text, c, document, i))
            {
                text.Append(' ');
                source.Add(i - 1);
            }

            space = false;
            text.Append(c);
            source.Add(i);
        }

        return new FoldedText(OneSpelling(text), source.Count == 0 ? [start] : [.. source]);
    }

    // British and American spelling of the words that cues are made of; both are of one length, so that places stay.
    private static string OneSpelling(StringBuilder text)
    {
        foreach (var (british, american) in (ReadOnlySpan<(string, string)>)[("licenc", "licens"), ("authoris", "authoriz"), ("commercialis", "commercializ"), ("organis", "organiz"), ("utilis", "utiliz"), ("recognis", "recogniz")]) text.Replace(british, american);
        return text.ToString();
    }

    /// <summary>Whether a character is written without spaces around it.</summary>
    internal static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or '\u3001' or '\u3002';

    private static bool NeedsSpace(StringBuilder text, char next, string document, int at)
    {
        var last = text[^1];
        if (last == '-' && at > 0 && document[at - 1] is '\n' or ' ' && text.Length > 1 && char.IsLetter(text[^2]) && char.IsLetter(next)) return !BrokenHere(document, at);
        return !(IsHan(last) || IsHan(next)) || (char.IsAsciiDigit(last) && !IsHan(next));
    }

    private static bool BrokenHere(string document, int at)
    {
        for (var i = at - 1; i >= 0 && char.IsWhiteSpace(document[i]); i--)
        {
            if (document[i] == '\n') return true;
        }

        return false;
    }

    private static char Fold(char c) => c switch
    {
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        >= 'a' and <= 'z' => c,
        '*' or '`' or '\\' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD' or '\f' => '\0',
        '“' or '”' or '„' or '‟' or '«' or '»' or '「' or '」' or '『' or '』' or '＂' => '"',
        '’' or '‘' or '‛' => '\'',
        '–' or '—' or '‑' or '−' or '‒' => '-',
        '【' or '（' => '(',
        '】' or '）' => ')',
        >= '！' and <= '～' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        >= '\u4E00' and <= '\u9FFF' => TraditionalHan.Fold(c),
        _ when char.IsWhiteSpace(c) => ' ',
        _ => char.ToLowerInvariant(c),
    };
}
