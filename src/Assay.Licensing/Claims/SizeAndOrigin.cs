using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Licensing.Claims;

/// <summary>Sentences that state the size of the model or what it descends from.</summary>
internal static partial class SizeAndOrigin
{
    public static IEnumerable<FoundClaim> In(string sentence)
    {
        if (Size().IsMatch(sentence)) yield return new FoundClaim(ClaimKind.Size, Polarity.Asserts, ClaimSubject.Self, ClaimScope.Model);
        if (Scratch().IsMatch(sentence) || Origin().IsMatch(sentence)) yield return new FoundClaim(ClaimKind.Lineage, Polarity.Asserts, ClaimSubject.Self, ClaimScope.Model);
    }

    [GeneratedRegex(@"\b\d+(?:\.\d+)?\s?(?:[BM]|billion|million|trillion)[\s\-](?:total |active |activated )?param|参数(?:量|规模|总量)?(?:为|达到|约|约为)\s?\d", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"\b(?:pre-?trained|trained|built) from scratch\b|从(?:头|零)(?:开始)?训练", RegexOptions.IgnoreCase)]
    private static partial Regex Scratch();

    [GeneratedRegex(@"\b(?:fine-?tuned|finetuned|continued pre-?training|distilled|derived|merged|quantized|converted)\s(?:version |variant |checkpoint )?(?:from|of|on top of)\b|\b(?:based on|initialized from|built (?:on|upon)) (?:the )?[A-Z][\w.-]*\d|基于\s?[A-Za-z][\w.-]*\s?(?:模型)?(?:微调|训练|蒸馏)")]
    private static partial Regex Origin();
}
