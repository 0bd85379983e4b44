using System.Text.RegularExpressions;

namespace Assay.Licensing.Claims;

/// <summary>Takes markup, addresses, mail addresses and code out of a sentence, so that only what is said is left.</summary>
internal static partial class CardMarkup
{
    /// <summary>The words of a sentence; what was code stays as an ellipsis so that word order survives.</summary>
    public static string Strip(string text)
    {
        text = Image().Replace(text, " ");
        text = Link().Replace(text, "$1");
        text = Tag().Replace(text, " ");
        text = Mail().Replace(text, " … ");
        text = Address().Replace(text, " … ");
        text = Code().Replace(text, " $1 ");
        text = Emphasis().Replace(text, "");
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"!\[[^\]]{0,300}\]\([^)\s]{0,500}[^)]{0,100}\)")]
    private static partial Regex Image();

    [GeneratedRegex(@"\[([^\]]{0,500})\](?:\([^)]{0,600}\)|\[[^\]]{0,100}\])")]
    private static partial Regex Link();

    [GeneratedRegex(@"</?[A-Za-z!][^>]{0,500}>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60})+")]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:https?://|www\.|mailto:)[^\s)>\]""']{1,600}")]
    private static partial Regex Address();

    [GeneratedRegex(@"`{1,2}([^`]{0,300})`{1,2}")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*{1,3}|(?<=\s|^)_{1,2}(?=\S)|~~")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
