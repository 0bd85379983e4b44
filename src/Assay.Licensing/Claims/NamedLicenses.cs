using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Licensing.Claims;

/// <summary>The licenses that a sentence of a card names: by link, by code span, by tag, or in words before "license", "agreement", 协议, 许可.</summary>
internal sealed partial class NamedLicenses(LicenseCatalog catalog)
{
    private const int LongestName = 9;
    private const int MostAnchors = 12;

    /// <summary>The licenses, each with the part of the release that the sentence puts under it; null where it names no part, or several together.</summary>
    public IEnumerable<(string Id, ClaimScope? Scope)> In(string sentence)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var named = Pointed(sentence).Select(p => (License: catalog.Resolve(p.Name), p.At)).Where(p => p.License is not null).Concat(Spoken(sentence)).Where(p => found.Add(p.License!.Id)).ToList();
        var places = named.ConvertAll(n => n.At);
        return named.Select(n => (n.License!.Id, LicensedPart.Of(sentence, n.At, places)));
    }

    private static IEnumerable<(string Name, int At)> Pointed(string sentence)
    {
        foreach (Match link in Link().Matches(sentence))
        {
            yield return (link.Groups[1].Value.Trim('`', '*', ' ', '《', '》'), link.Index);
            yield return (link.Groups[2].Value, link.Index);
        }

        foreach (Match span in Span().Matches(sentence)) yield return (span.Groups[1].Value, span.Index);
        foreach (var candidate in LicenseNameForms.Of(sentence)) yield return candidate;
        if (Tag().Match(sentence) is { Success: true } tag) yield return (tag.Groups[1].Value.Trim('"', '\'', ' '), tag.Index);
    }

    /// <summary>Names in running words, the longest first: the words of a name that was found belong to no other.</summary>
    private IEnumerable<(LicenseEntry? License, int At)> Spoken(string sentence)
    {
        var plain = Boundary().Replace(CardMarkup.Strip(sentence), " ");
        if (!Speaks().IsMatch(plain)) yield break;
        var words = plain.Split([' ', '(', ')', ',', ';', '，', '。', '《', '》', '|', '"', '“', '”'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.TrimEnd('.', ':')).ToArray();
        var taken = new bool[words.Length];
        var anchors = Enumerable.Range(0, words.Length).Where(i => Speaks().IsMatch(words[i])).Take(MostAnchors).ToList();
        for (var length = LongestName; length >= 1; length--)
        {
            foreach (var at in anchors.SelectMany(a => Enumerable.Range(Math.Max(0, a - length + 1), length)).Distinct().Where(at => at + length <= words.Length))
            {
                var name = string.Join(' ', words[at..(at + length)]);
                if (taken.AsSpan(at, length).Contains(true) || !Nameable(name, length) || (name == "MIT" && Institute().IsMatch(plain)) || catalog.Resolve(name) is not { } entry) continue;
                taken.AsSpan(at, length).Fill(true);
                yield return (entry, PlaceOf(sentence, name, words[at]));
            }
        }
    }

    // Markup may stand between the words of a name.
    private static int PlaceOf(string sentence, string name, string first)
    {
        var at = sentence.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 ? at : Math.Max(0, sentence.IndexOf(first, StringComparison.Ordinal));
    }

    private static bool Nameable(string name, int words) =>
        name.Length is > 2 and < 120 && char.IsLetterOrDigit(name[0]) && (words > 1 ? name.Any(char.IsAsciiLetterUpper) : name.Any(char.IsAsciiDigit) || name is "MIT" or "ISC" or "Unlicense" or "OpenRAIL" or "OpenRAIL++");

    [GeneratedRegex(@"\[([^\]]{1,200})\]\(([^)\s]{1,600})\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([^`]{2,60})`")]
    private static partial Regex Span();

    [GeneratedRegex(@"^\s*licen[sc]e(?:_name|_link)?\s*:\s*(\S.{0,80})$")]
    private static partial Regex Tag();

    [GeneratedRegex(@"licen[sc]|agreement|\bterms\b|\bMIT\b|Apache|\bBSD\b|\bGPL|CC[ -]BY|RAIL|协议|许可|授权", RegexOptions.IgnoreCase)]
    private static partial Regex Speaks();

    [GeneratedRegex(@"\b(?:at|from|of) MIT\b(?! [Ll]icen)|\bMIT (?:students?|researchers?|CSAIL|Press|Lab|Media|courses?|professors?)\b")]
    private static partial Regex Institute();

    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9+])(?=\p{IsCJKUnifiedIdeographs})")]
    private static partial Regex Boundary();

}
