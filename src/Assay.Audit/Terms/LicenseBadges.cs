using System.Text.RegularExpressions;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Audit;

/// <summary>Licenses that badges name: by the address of a shield, by the words that stand for the picture. They state no terms of their own, but may contradict them.</summary>
internal static partial class LicenseBadges
{
    /// <summary>The badges of cards and READMEs whose words name a license.</summary>
    public static List<LicenseStatement> Of(ReleaseIndex index, LicenseAnalyzer reader, EvidenceLedger ledger)
    {
        var found = new List<LicenseStatement>();
        foreach (var file in index.Own.Where(f => f.Role is FileRole.Card or FileRole.Readme && f.Markdown is not null))
        {
            foreach (var link in file.Markdown!.Links)
            {
                foreach (var (label, name) in Named(link, file.Text!.Text.Substring(link.Start, link.Length)).Distinct())
                {
                    if (reader.Catalog.Resolve(name)?.Id is not { } id) continue;
                    var evidence = ledger.Quote(file, file.Text!, link.Start, link.Length, "badges");
                    found.Add(new LicenseStatement(id, name, TermsForm.Badge, SubjectOf(label), file, evidence, null));
                }
            }
        }

        return found;
    }

    private static IEnumerable<(string Label, string Name)> Named(MarkdownLink link, string source)
    {
        var words = $"{link.Text} {link.Target}";
        if (Shield(words) is { } shield) yield return shield;
        if ((link.IsImage || link.Text.StartsWith("![", StringComparison.Ordinal)) && Described(link.Text) is { } described) yield return described;
        if (link.IsImage) yield break;
        foreach (Match picture in Picture().Matches(source))
        {
            if (Shield(Attribute(picture.Value, Address())) is { } named) yield return named;
            if (Described(Attribute(picture.Value, Words())) is { } told) yield return told;
        }
    }

    private static (string Label, string Name)? Shield(string words) =>
        PathShield().Match(words) is { Success: true } path ? (path.Groups["label"].Value, Unescaped(path.Groups["name"].Value))
        : TurnedShield().Match(words) is { Success: true } turned ? (turned.Groups["label"].Value, Unescaped(turned.Groups["name"].Value))
        : QueryShield().Match(words) is { Success: true } query ? (query.Groups["label"].Value, Unescaped(query.Groups["name"].Value))
        : null;

    private static (string Label, string Name)? Described(string words) => Description().Match(words) is { Success: true } described ? (described.Groups["label"].Value, described.Groups["name"].Value.Trim()) : null;

    private static string Attribute(string tag, Regex name) => name.Match(tag) is { Success: true } found ? found.Groups["value"].Value : "";

    private static string Unescaped(string name) => name.Replace("--", "-", StringComparison.Ordinal).Replace('_', ' ').Replace("%20", " ", StringComparison.Ordinal).Replace('+', ' ');

    private static TermsSubject SubjectOf(string label) => label.Contains("code", StringComparison.OrdinalIgnoreCase) ? TermsSubject.Code
        : label.Contains("model", StringComparison.OrdinalIgnoreCase) || label.Contains("weight", StringComparison.OrdinalIgnoreCase) ? TermsSubject.Weights
        : label.Contains("data", StringComparison.OrdinalIgnoreCase) ? TermsSubject.Data : TermsSubject.All;

    [GeneratedRegex(@"/badge/(?<label>[^-/\s)]{0,30}licen[sc]e[^-/\s)]{0,20})-(?<name>(?:[^-/\s)?]|--){1,60})-[A-Za-z0-9%#]{3,16}(?:\.svg|\.png)?(?:[?)\s]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex PathShield();

    /// <summary>A shield whose words stand the other way round.</summary>
    [GeneratedRegex(@"/badge/(?<name>(?:[^-/\s)?]|--){1,60})-(?<label>licen[sc]e)-[A-Za-z0-9%#]{3,16}(?:\.svg|\.png)?(?:[?)\s]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex TurnedShield();

    /// <summary>A shield whose words stand in its query, in either of the two services' forms of an address.</summary>
    [GeneratedRegex(@"(?:[?&;]label=(?<label>[^&\s""')]{0,30}licen[sc]e[^&\s""')]{0,20})&(?:amp;)?message=(?<name>[^&\s""')]{1,60})|badgen\.net/badge/(?<label>[^/\s]{0,30}licen[sc]e[^/\s]{0,20})/(?<name>[^/?\s)""']{1,60}))", RegexOptions.IgnoreCase)]
    private static partial Regex QueryShield();

    [GeneratedRegex(@"<img\s[^>]{1,1000}>", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\ssrc\s?=\s?[""']?(?<value>[^""'>\s]{1,500})", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\salt\s?=\s?(?:""(?<value>[^"">]{1,200})""|'(?<value>[^'>]{1,200})')", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"^!?\[?(?:(?<label>[\w ]{0,20}licen[sc]e)\s?[:：-]\s?(?<name>[^\]\n""(]{2,60})|(?<name>[\w.-]{2,20}(?: \d(?:\.\d)?)?) (?<label>licen[sc]e)(?:$|\]))", RegexOptions.IgnoreCase)]
    private static partial Regex Description();
}
