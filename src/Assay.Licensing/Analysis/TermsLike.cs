using System.Buffers;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>A quick look whether a text could be terms: only such texts are worth reading clause by clause when a whole tree is scanned.</summary>
internal static class TermsLike
{
    private const int Enough = 3;
    private const int Longest = 256 * 1024;

    private static readonly string[] Words =
    [
        "you shall", "you must", "you agree", "hereby grant", "grants you", "grant you", "is granted", "are granted", "terminate", "this agreement", "license agreement", "these terms", "prohibited", "provided that",
        "governed by", "you will not", "you may not use the", "royalty-free", "sublicens", "derivative works", "for any purpose", "free of charge", "are permitted", "written permission", "research purposes", "commercial purposes",
        "不得", "许可方", "授予", "本协议", "使用者", "许可证", "您",
    ];

    private static readonly string[] Names = ["license", "licence", "copying", "terms", "policy", "notice", "legal", "agreement", "eula", "许可", "协议"];

    private static readonly SearchValues<string> Search = SearchValues.Create(Words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text could be terms by its name or by its words.</summary>
    public static bool Is(TextDocument document)
    {
        var name = document.Path.AsSpan(document.Path.LastIndexOf('/') + 1);
        foreach (var part in Names)
        {
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return Speaks(document.Text.AsSpan(0, Math.Min(document.Text.Length, Longest)));
    }

    private static bool Speaks(ReadOnlySpan<char> text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (text.IndexOfAny(Search) is >= 0 and var at)
        {
            text = text[at..];
            foreach (var word in Words)
            {
                if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) seen.Add(word);
            }

            if (seen.Count >= Enough) return true;
            text = text[1..];
        }

        return false;
    }
}
