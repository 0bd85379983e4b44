using Assay.Core;

namespace Assay.Licensing;

/// <summary>The words in quotation marks that a clause asks for: a prefix of a name, a text to show, a notice.</summary>
internal static class RequiredWords
{
    private const int Shortest = 3;

    private static readonly string[] Shown = ["Built ", "Powered ", "Inside", "built using", "based on"];

    /// <summary>What must stand at the beginning of the name of a model made with it.</summary>
    public static IReadOnlyList<string> Name(LicenseTerms terms) => terms.Texts.Name.Count > 0 ? terms.Texts.Name
        : terms.Word(ClauseCodes.Naming) == "yes" ? [.. Of(terms, ClauseCodes.Naming).Where(w => !IsShown(w))] : [];

    /// <summary>What must be shown where the model is used or described.</summary>
    public static IReadOnlyList<string> Display(LicenseTerms terms) => terms.Texts.Display.Count > 0 ? terms.Texts.Display
        : terms.Word(ClauseCodes.Naming) == "yes" ? [.. Of(terms, ClauseCodes.Naming).Where(IsShown)] : Of(terms, ClauseCodes.Naming);

    /// <summary>What must stand in a notice beside the copies.</summary>
    public static IReadOnlyList<string> Notice(LicenseTerms terms) => terms.Texts.Notice.Count > 0 ? terms.Texts.Notice : Of(terms, ClauseCodes.Attribution);

    /// <summary>The words that a clause asks for, in its order; empty where its text is not at hand or quotes nothing.</summary>
    private static List<string> Of(LicenseTerms terms, string code)
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

    private static bool IsShown(string words) => Array.Exists(Shown, s => words.Contains(s, StringComparison.Ordinal));
}
