using System.Globalization;

namespace Assay.Licensing;

/// <summary>Words of titles that tell licenses of one family apart.</summary>
internal static class TitleWords
{
    private static readonly HashSet<uint> Qualifiers =
    [
        .. Words.Hash("modified", "research", "noncommercial", "non", "commercial", "community", "lesser", "library", "affero", "restricted", "plus", "custom", "amended", "enterprise", "evaluation", "beta", "preview", "only"),
    ];

    private static readonly HashSet<uint> Numbers = [.. Enumerable.Range(0, 2100).Select(n => WordHash.Of(n.ToString(CultureInfo.InvariantCulture)))];

    public static bool Qualifies(ReadOnlySpan<uint> words)
    {
        foreach (var word in words)
        {
            if (Qualifiers.Contains(word)) return true;
        }

        return false;
    }

    /// <summary>Whether a word is a number below 2,100.</summary>
    public static bool IsNumber(uint word) => Numbers.Contains(word);
}
