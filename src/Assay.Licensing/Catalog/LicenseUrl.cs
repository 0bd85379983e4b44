namespace Assay.Licensing;

/// <summary>Folds addresses of license texts: scheme, <c>www.</c>, case, file suffixes and the final slash do not matter.</summary>
internal static class LicenseUrl
{
    private static readonly string[] Suffixes = [".html", ".htm", ".php", ".txt", ".md", ".en", "/legalcode", "/deed", "/"];

    /// <summary>Whether a text looks like an address.</summary>
    public static bool Looks(string text) => text.Contains("://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The folded address.</summary>
    public static string Key(string url)
    {
        var key = url.Trim().ToLowerInvariant();
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) key = key[(scheme + 3)..];
        if (key.StartsWith("www.", StringComparison.Ordinal)) key = key[4..];
        for (var cut = true; cut;)
        {
            cut = false;
            foreach (var suffix in Suffixes)
            {
                if (!key.EndsWith(suffix, StringComparison.Ordinal)) continue;
                key = key[..^suffix.Length];
                cut = true;
            }
        }

        return key.Length > 0 ? "url:" + key : "";
    }
}
