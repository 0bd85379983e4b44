using System.Text;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Claims;

/// <summary>A sentence of a card: links reduced to their words, addresses and markup gone, and where it stands.</summary>
/// <param name="Text">The words.</param>
/// <param name="Quote">The words as they stand in the card, white space folded.</param>
/// <param name="Lines">Where.</param>
internal sealed record CardSentence(string Text, string Quote, LineRange Lines)
{
    private const int LongestSentence = 2000;

    /// <summary>The sentences of a card. Code blocks and BibTeX are left out; list items, headings and table rows end a sentence; wrapped lines are joined.</summary>
    public static IEnumerable<CardSentence> Of(TextDocument document)
    {
        var paragraph = new List<int>();
        var fence = false;
        for (var line = 1; line <= document.LineCount; line++)
        {
            var kind = KindOf(document.Line(line).TrimStart());
            if (kind == LineKind.Fence) fence = !fence;
            if (fence || kind != LineKind.Words)
            {
                foreach (var sentence in Split(document, paragraph)) yield return sentence;
                paragraph.Clear();
            }

            if (!fence && kind is (LineKind.Words or LineKind.Block)) paragraph.Add(line);
        }

        foreach (var sentence in Split(document, paragraph)) yield return sentence;
    }

    private enum LineKind
    {
        Blank,
        Fence,
        Block,
        Words,
    }

    private static LineKind KindOf(ReadOnlySpan<char> line) => line switch
    {
        _ when line.IsWhiteSpace() => LineKind.Blank,
        _ when line.StartsWith("```") || line.StartsWith("~~~") => LineKind.Fence,
        _ when line[0] is '#' or '|' or '>' or '<' || line.StartsWith("- ") || line.StartsWith("* ") || line.StartsWith("+ ") => LineKind.Block,
        _ when char.IsAsciiDigit(line[0]) && line.Length > 1 && line[1] is ('.' or ')') => LineKind.Block,
        _ => LineKind.Words,
    };

    private static IEnumerable<CardSentence> Split(TextDocument document, List<int> lines)
    {
        if (lines.Count == 0) yield break;
        var raw = new StringBuilder();
        var lineOf = new List<int>();
        foreach (var line in lines)
        {
            foreach (var c in document.Line(line))
            {
                raw.Append(c);
                lineOf.Add(line);
            }

            raw.Append(' ');
            lineOf.Add(line);
        }

        var text = raw.ToString();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Ends(text, i) && i - start < LongestSentence && i < text.Length - 1) continue;
            var quote = text[start..(i + 1)].Trim();
            if (quote.Length > 1) yield return new CardSentence(CardMarkup.Strip(quote), quote, new LineRange(lineOf[start], lineOf[i]));
            start = i + 1;
        }
    }

    private static bool Ends(string text, int at)
    {
        if (text[at] is '。' or '！' or '？' or '；') return true;
        if (text[at] is not ('.' or '!' or '?') || at + 1 >= text.Length || text[at + 1] != ' ') return false;
        var word = at;
        while (word > 0 && char.IsLetter(text[word - 1])) word--;
        return at - word > 1 && !(text.AsSpan(word, at - word) is "vs" or "etc" or "al" or "Fig" or "cf" or "Inc" or "Dr");
    }
}
