using Assay.Core;
using Assay.Licensing.Claims;

namespace Assay.Audit;

/// <summary>One license file that a sentence points to by a link, and what it puts under it.</summary>
/// <param name="Label">Words of the link.</param>
/// <param name="Target">Path that it leads to, beside the card.</param>
/// <param name="Scope">The part that it puts under it, or null where it names none, or several.</param>
internal sealed record LicensePlacement(string Label, string Target, ClaimScope? Scope)
{
    /// <summary>The links to license files beside the card: one sentence may put the code under one license and the weights under another.</summary>
    public static IReadOnlyList<LicensePlacement> In(string sentence)
    {
        var links = Links(sentence).ToList();
        var places = links.ConvertAll(l => l.Open);
        return links.ConvertAll(l => new LicensePlacement(sentence[(l.Open + 1)..l.Close].Trim('`', '*', ' '), l.Target, LicensedPart.Of(sentence, l.Open, places)));
    }

    private static IEnumerable<(int Open, int Close, string Target)> Links(string sentence)
    {
        var from = 0;
        for (var at = sentence.IndexOf("](", StringComparison.Ordinal); at >= 0; at = sentence.IndexOf("](", from, StringComparison.Ordinal))
        {
            var end = sentence.IndexOf(')', at);
            if (end < 0) yield break;
            var open = sentence.LastIndexOf('[', at);
            var target = sentence[(at + 2)..end];
            if (open >= from && IsLocalLicense(target)) yield return (open, at, target.TrimStart('.', '/'));
            from = end + 1;
        }
    }

    private static bool IsLocalLicense(string target) =>
        target.Contains("LICEN", StringComparison.OrdinalIgnoreCase) && !target.Contains(':', StringComparison.Ordinal) && target[0] != '#';
}
