namespace Assay.Sources;

/// <summary>Addresses of repositories in one form: <c>host/owner/name</c>.</summary>
internal static class Address
{
    /// <summary>Strips scheme, user, <c>.git</c> and closing slashes; turns <c>git@host:owner/name</c> into <c>host/owner/name</c>.</summary>
    public static string Of(string url)
    {
        var text = url.Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) text = text[(scheme + 3)..];
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && (slash < 0 || at < slash)) text = text[(at + 1)..];
        if (scheme < 0 && at >= 0 && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) text = string.Concat(text.AsSpan(0, colon), "/", text.AsSpan(colon + 1));
        text = text.TrimEnd('/');
        if (text.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) text = text[..^4];
        return text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
    }

    /// <summary>Owner and name of an address, or null where it has no two last segments.</summary>
    public static (string? Publisher, string Name)? Identity(string? origin)
    {
        var parts = origin?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length >= 2 ? (parts[^2], parts[^1]) : null;
    }
}
