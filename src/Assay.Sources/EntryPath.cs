using System.Collections.Immutable;

namespace Assay.Sources;

/// <summary>Rules for the paths of entries, wherever they come from.</summary>
internal static class EntryPath
{
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
