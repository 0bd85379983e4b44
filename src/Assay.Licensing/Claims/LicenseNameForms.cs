using System.Text.RegularExpressions;

namespace Assay.Licensing.Claims;

/// <summary>Ways in which cards write the names of common licenses, brought to the form of their ids: badges, addresses, "CC BY-NC 4.0", "GPL v3", Creative Commons in words.</summary>
internal static partial class LicenseNameForms
{
    /// <summary>Candidates that a sentence holds, and where each begins.</summary>
    public static IEnumerable<(string Name, int At)> Of(string sentence)
    {
        foreach (Match m in Badge().Matches(sentence)) yield return (m.Groups["n"].Value.Replace("--", "-", StringComparison.Ordinal).Replace('_', ' ').Replace("%20", " ", StringComparison.Ordinal), m.Index);
        foreach (Match m in Address().Matches(sentence)) yield return (m.Value.TrimEnd('.', ','), m.Index);
        foreach (Match m in CreativeCommons().Matches(sentence)) yield return ($"CC-{m.Groups["k"].Value.ToUpperInvariant().Replace(' ', '-')}-{m.Groups["v"].Value}", m.Index);
        foreach (Match m in Zero().Matches(sentence)) yield return ($"CC0-{(m.Groups["v"].Success ? m.Groups["v"].Value : "1.0")}", m.Index);
        foreach (Match m in Gnu().Matches(sentence)) yield return ($"{m.Groups["k"].Value.ToUpperInvariant()}GPL-{m.Groups["v"].Value}{(m.Groups["v"].Value.Contains('.', StringComparison.Ordinal) ? "" : ".0")}", m.Index);
        foreach (Match m in Words().Matches(sentence)) yield return ($"CC-{Kind(m.Value)}-{m.Groups["v"].Value}", m.Index);
    }

    private static string Kind(string words)
    {
        var kind = "BY";
        if (words.Contains("ommercial", StringComparison.Ordinal)) kind += "-NC";
        if (words.Contains("Deriv", StringComparison.Ordinal)) kind += "-ND";
        return words.Contains("Share", StringComparison.Ordinal) ? kind + "-SA" : kind;
    }

    [GeneratedRegex(@"img\.shields\.io/badge/(?:[Ll]icen[sc]e|[A-Za-z_]{1,20}[Ll]icen[sc]e)-(?<n>[^\s)?""]{2,60}?)-[A-Za-z0-9]{3,14}(?:\.svg|[)?\s""]|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Badge();

    [GeneratedRegex(@"https?://[^\s)>\]""']{4,200}(?:licen[sc]e|LICENSE|legalcode)[^\s)>\]""']{0,80}|https?://creativecommons\.org/[^\s)>\]""']{4,60}")]
    private static partial Regex Address();

    [GeneratedRegex(@"\bCC[ -](?<k>BY(?:[ -](?:NC|ND|SA)){0,2})[ -]v?(?<v>[1-4]\.\d)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CreativeCommons();

    [GeneratedRegex(@"\bCC[ -]?0(?:[ -]v?(?<v>1\.0))?\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Zero();

    [GeneratedRegex(@"\b(?<k>[AL]?)GPL[ -]?v?(?<v>[1-3](?:\.\d)?)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Gnu();

    [GeneratedRegex(@"\bCreative Commons Attribution(?:[ -](?:Non-?[Cc]ommercial|No-?Deriv(?:ative)?s?|Share-?[Aa]like)){0,2}[ -]v?(?<v>[1-4]\.\d)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
