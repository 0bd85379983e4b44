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
                foreach (var (label, name) in Named(link))
                {
                    if (reader.Catalog.Resolve(name)?.Id is not { } id) continue;
                    var evidence = ledger.Quote(file, file.Text!, link.Start, link.Length, "badges");
                    found.Add(new LicenseStatement(id, name, TermsForm.Badge, SubjectOf(label), file, evidence, null));
                }
            }
        }

        return found;
    }

    private static IEnumerable<(string Label, string Name)> Named(MarkdownLink link)
    {
        var words = $"{link.Text} {link.Target}";
        if (Shield().Match(words) is { Success: true } shield) yield return (shield.Groups["label"].Value, Unescaped(shield.Groups["name"].Value));
        if ((link.IsImage || link.Text.StartsWith("![", StringComparison.Ordinal)) && Description().Match(link.Text) is { Success: true } described) yield return (described.Groups["label"].Value, described.Groups["name"].Value.Trim());
    }

    private static string Unescaped(string name) => name.Replace("--", "-", StringComparison.Ordinal).Replace('_', ' ').Replace("%20", " ", StringComparison.Ordinal);

    private static TermsSubject SubjectOf(string label) => label.Contains("code", StringComparison.OrdinalIgnoreCase) ? TermsSubject.Code
        : label.Contains("model", StringComparison.OrdinalIgnoreCase) || label.Contains("weight", StringComparison.OrdinalIgnoreCase) ? TermsSubject.Weights
        : label.Contains("data", StringComparison.OrdinalIgnoreCase) ? TermsSubject.Data : TermsSubject.All;

    [GeneratedRegex(@"/badge/(?<label>[^-/\s)]{0,30}licen[sc]e[^-/\s)]{0,20})-(?<name>(?:[^-/\s)?]|--){1,60})-[A-Za-z0-9%#]{3,16}(?:\.svg|\.png)?(?:[?)\s]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Shield();

    [GeneratedRegex(@"^!?\[?(?<label>[\w ]{0,20}licen[sc]e)\s?[:：-]\s?(?<name>[^\]\n""(]{2,60})", RegexOptions.IgnoreCase)]
    private static partial Regex Description();
}
