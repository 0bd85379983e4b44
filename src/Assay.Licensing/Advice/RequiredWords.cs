namespace Assay.Licensing;

/// <summary>The words in quotation marks that a clause asks for: a prefix of a name, a text to show, a notice.</summary>
internal static class RequiredWords
{
    private const int Shortest = 3;

    /// <summary>The words that a clause asks for, in its order; empty where its text is not at hand or quotes nothing.</summary>
    public static IReadOnlyList<string> Of(LicenseTerms terms, string code)
    {
        if (!terms.Facts.TryGetValue(code, out var fact) || fact.Quote is not { } quote) return [];
        var words = new List<string>();
        for (var i = 0; i < quote.Length; i++)
        {
            if (quote[i] is not ('“' or '"')) continue;
            var end = quote.IndexOfAny(['”', '"'], i + 1);
            if (end < 0) break;
            if (end - i > Shortest && !quote.AsSpan(i, end - i).Contains("Notice", StringComparison.Ordinal)) words.Add(quote[(i + 1)..end].Trim());
            i = end;
        }

        return words;
    }
}
