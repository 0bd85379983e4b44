using System.Text;

namespace Assay.Formats;

/// <summary>Rules for paths that come from outside: archives, listings, hubs.</summary>
public static class MemberPath
{
    private const int MaxLength = 4096;

    /// <summary>Why a path may not be used; null where it may.</summary>
    public static string? Refusal(string path)
    {
        if (path.Length > MaxLength) return $"the name is longer than {MaxLength} characters";
        if (path.Contains('\0', StringComparison.Ordinal)) return "the name holds a NUL";
        if (path.StartsWith('/')) return "the name is an absolute path";
        path = Normalize(path);
        if (path.Length == 0) return "the name is empty";
        if (path[0] == '\\' || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]))) return "the name is an absolute path";
        foreach (var range in path.AsSpan().SplitAny('/', '\\'))
        {
            if (path.AsSpan()[range] is "..") return "the name leads out of the tree ('..')";
        }

        return null;
    }

    /// <summary>The path without <c>.</c> and empty segments.</summary>
    public static string Normalize(string path)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (path.AsSpan()[range] is "" or ".") return string.Join('/', path.Split('/').Where(s => s is not ("" or ".")));
        }

        return path;
    }

    /// <summary>A name as it can be shown: at most 200 characters, control characters as question marks.</summary>
    internal static string Shown(string path)
    {
        var text = new StringBuilder(Math.Min(path.Length, 201));
        foreach (var c in path.AsSpan(0, Math.Min(path.Length, 200))) text.Append(char.IsControl(c) ? '?' : c);
        return path.Length > 200 ? text.Append('…').ToString() : text.ToString();
    }

    /// <summary>Decodes a name: UTF-8 where it is, else Latin-1, so that different bytes stay different names.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
