using System.Text.RegularExpressions;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Which file beside a license is the acceptable use policy that it names: by a file name, by the last part of an address, or by what it calls the policy.</summary>
public static partial class NamedPolicy
{
    private const int Longest = 1 << 20;

    /// <summary>Whether a file is the policy that a license names.</summary>
    /// <param name="license">The license.</param>
    /// <param name="file">Name of the file.</param>
    public static bool Is(TextDocument license, string file) => In(license)(file);

    /// <summary>Tells of the names of files whether they are those of policies that a license names.</summary>
    /// <param name="license">The license.</param>
    public static Predicate<string> In(TextDocument license)
    {
        var names = Names(license.Text.Length > Longest ? license.Text[..Longest] : license.Text).ToHashSet(StringComparer.Ordinal);
        return file => Plain(Path.GetFileNameWithoutExtension(file)) is { Length: > 2 } name && names.Contains(name);
    }

    private static IEnumerable<string> Names(string text)
    {
        foreach (Match match in Called().Matches(text))
        {
            var words = Plain(match.Value);
            yield return words;
            yield return string.Concat(match.Value.Split([' ', '-', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToLowerInvariant(w[0])));
            if (words.StartsWith("acceptable", StringComparison.Ordinal)) yield return words["acceptable".Length..];
        }

        foreach (Match match in FileName().Matches(text)) yield return Plain(match.Groups["name"].Value);
        foreach (Match match in Address().Matches(text)) yield return Plain(match.Groups["name"].Value);
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"\b(?:acceptable|prohibited|permitted|responsible)[ \r\n\t]{1,3}(?:uses?|usage)[ \r\n\t]{1,3}(?:policy|guidelines?|restrictions)|\b(?:use|usage)[ \r\n\t]{1,3}(?:policy|guidelines)|可接受使用政策|使用政策|使用规范|合理使用政策", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Called();

    [GeneratedRegex(@"(?<name>[A-Za-z0-9_-]{2,60})\.(?:md|txt|pdf|html)\b", RegexOptions.NonBacktracking)]
    private static partial Regex FileName();

    [GeneratedRegex(@"https?://[^\s)\]>""”]{4,200}/(?<name>[A-Za-z0-9_-]{3,60})(?:\.[a-z]{2,4})?/?(?:[\s)\]>,.;""”]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
