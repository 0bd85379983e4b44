using System.Text;

namespace Assay.Licensing;

/// <summary>Folds names of licenses, so that <c>Apache License, Version 2.0</c> and <c>apache-2.0</c> meet.</summary>
internal static class LicenseNames
{
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal) { "the", "a", "an", "license", "licence", "licensed", "version", "v", "agreement", "approved", "osi" };

    /// <summary>Letters, digits, plus signs and dots between digits, in lower case.</summary>
    public static string Strict(string name)
    {
        var folded = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsLetterOrDigit(c) || c == '+' || (c == '.' && i > 0 && i + 1 < name.Length && char.IsAsciiDigit(name[i - 1]) && char.IsAsciiDigit(name[i + 1]))) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    /// <summary>The same without words that names of licenses have or lack at will (the, license, version); a whole version counts as its first minor one.</summary>
    public static string Loose(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var range in SplitWords(name))
        {
            var word = name[range].ToLowerInvariant();
            if (Fillers.Contains(word)) continue;
            if (word.Length > 1 && word[0] == 'v' && char.IsAsciiDigit(word[1])) word = word[1..];
            folded.Append(Strict(word));
        }

        return folded.Length > 2 || folded.ToString() is "al" ? folded.ToString() : "";
    }

    private static IEnumerable<Range> SplitWords(string name)
    {
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var inside = i < name.Length && (char.IsLetterOrDigit(name[i]) || name[i] is '+' or '.');
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            yield return start..i;
            start = -1;
        }
    }
}
