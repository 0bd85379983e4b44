using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Assay.Sources;

/// <summary>Schemes such as <c>hf:</c> before a SOURCE.</summary>
internal static partial class SourceScheme
{
    private static readonly ImmutableArray<string> Known = ["git", "hf", "hf-cache", "ms", "ollama"];

    /// <summary>The scheme of a source, or null for a path. A file of that name wins.</summary>
    public static string? Of(string source)
    {
        var colon = source.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Known.Contains(source[..colon], StringComparer.Ordinal) && !Path.Exists(source) ? source[..colon] : null;
    }

    /// <summary>What follows the scheme; the source itself where it has none.</summary>
    public static string Rest(string source) => Of(source) is { } scheme ? source[(scheme.Length + 1)..] : source;

    /// <summary>The sentence for a path that does not exist.</summary>
    public static string Missing(string source)
    {
        if (HubId().IsMatch(source)) return $"there is no file or folder '{source}' here; for the repository on the Hugging Face Hub write hf:{source}";
        if (HubAddress().Match(source) is { Success: true } hub) return $"'{source}' is an address; for that repository of the Hugging Face Hub write hf:{hub.Groups["id"].Value}";
        if (source.Contains("://", StringComparison.Ordinal)) return $"'{source}' is an address; clone or download it first and give the path, or use hf:ORG/NAME for the Hugging Face Hub";
        return $"there is no file or folder '{source}'; SOURCE can be {LocalReader.Choices}";
    }

    [GeneratedRegex(@"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?<id>(?:datasets/)?[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})(?:/.*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex HubAddress();

    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}(@[\w./-]{1,200})?$")]
    private static partial Regex HubId();
}
