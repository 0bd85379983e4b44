using System.Collections.Immutable;

namespace Assay.Sources;

/// <summary>Rules for the paths of entries, wherever they come from.</summary>
internal static class EntryPath
{
    private const int MaxLength = 4096;

    /// <summary>Why a path from outside may not become the path of an entry; null where it may.</summary>
    public static string? Refusal(string path)
    {
        if (path.Length == 0) return "the name is empty";
        if (path.Length > MaxLength) return "the name is longer than 4096 characters";
        if (path.Contains('\0', StringComparison.Ordinal)) return "the name holds a NUL";
        if (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]))) return "the name is an absolute path";
        foreach (var range in path.AsSpan().SplitAny('/', '\\'))
        {
            if (path.AsSpan()[range] is "..") return "the name leads out of the tree ('..')";
        }

        return null;
    }

    /// <summary>The path without <c>.</c> and empty segments.</summary>
    public static string Normalize(string path)
    {
        if (!path.StartsWith("./", StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/./", StringComparison.Ordinal)) return path;
        return string.Join('/', path.Split('/').Where(s => s is not ("" or ".")));
    }

    /// <summary>Whether a path lies in administrative folders that are no part of a release.</summary>
    public static bool IsAdministrative(string path) =>
        path is ".git" || path.StartsWith(".git/", StringComparison.Ordinal) || path.Contains("/.git/", StringComparison.Ordinal) || path.EndsWith("/.git", StringComparison.Ordinal)
        || path is ".cache/huggingface" || path.StartsWith(".cache/huggingface/", StringComparison.Ordinal);

    /// <summary>A short name for an id out of the last segment of a path, without archive endings.</summary>
    public static string ShortName(string path)
    {
        var name = path.TrimEnd('/', '\\');
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        foreach (var ending in Endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return name[..^ending.Length];
        }

        return name;
    }

    private static readonly ImmutableArray<string> Endings =
        [".tar.gz", ".tar.xz", ".tar.zst", ".tar.bz2", ".tgz", ".txz", ".tzst", ".tbz2", ".tar", ".zip", ".whl", ".deb", ".git"];
}
