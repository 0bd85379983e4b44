namespace Assay.Audit;

/// <summary>Finds in a text words that were quoted from it with their white space folded.</summary>
internal static class FoldedQuote
{
    private const int Head = 32;

    /// <summary>Where the words begin and how many characters they take in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quote">The words, white space folded to single spaces.</param>
    /// <returns>The place, or null where the text does not hold them.</returns>
    public static (int Start, int Length)? Find(ReadOnlySpan<char> text, ReadOnlySpan<char> quote)
    {
        quote = quote.Trim();
        if (quote.Length == 0) return null;
        var first = quote[0];
        for (var start = text.IndexOf(first); start >= 0;)
        {
            var length = LengthOf(text[start..], quote);
            if (length > 0) return (start, length);
            var next = text[(start + 1)..].IndexOf(first);
            start = next < 0 ? -1 : start + 1 + next;
        }

        if (quote.Length <= Head || Find(text, quote[..Head]) is not var (at, _)) return null;
        return (at, Math.Min(quote.Length, text.Length - at));
    }

    private static int LengthOf(ReadOnlySpan<char> text, ReadOnlySpan<char> quote)
    {
        var (t, q) = (0, 0);
        while (q < quote.Length)
        {
            if (char.IsWhiteSpace(quote[q]))
            {
                while (q < quote.Length && char.IsWhiteSpace(quote[q])) q++;
                while (t < text.Length && char.IsWhiteSpace(text[t])) t++;
            }
            else if (t < text.Length && text[t] == quote[q]) (t, q) = (t + 1, q + 1);
            else if (t > 0 && t < text.Length && char.IsWhiteSpace(text[t])) t++;
            else return 0;
        }

        return t;
    }
}
