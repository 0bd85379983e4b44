namespace Assay.Licensing;

/// <summary>Other ways to write a name that ends with a version: <c>X License v1.0</c>, <c>X License, Version 1.0</c>, <c>version 1.0 of the X License</c>.</summary>
internal static class VersionedName
{
    /// <summary>The other ways; none for a name that does not end with a version, or of which too little is left without it.</summary>
    public static IEnumerable<string> Variants(string name)
    {
        var at = name.LastIndexOf(' ') + 1;
        var version = name.AsSpan(at).TrimStart('v');
        if (at < 2 || version.Length == 0 || !char.IsAsciiDigit(version[0]) || version.IndexOfAnyExcept("0123456789.") >= 0) return [];
        var head = name[..at].TrimEnd(' ', ',');
        if (head.EndsWith(" version", StringComparison.OrdinalIgnoreCase)) head = head[..^8].TrimEnd(' ', ',');
        return head.Contains(' ', StringComparison.Ordinal) ? [$"{head} version {version}", $"{head} v{version}", $"{head} {version}", $"version {version} of the {head}"] : [];
    }
}
