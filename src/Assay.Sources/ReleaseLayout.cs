using System.Collections.Immutable;

namespace Assay.Sources;

/// <summary>The layout <c>release/</c> + <c>code/NAME/</c> beside each other: a model snapshot with its code repositories.</summary>
internal static class ReleaseLayout
{
    public const string Release = "release";

    public const string Code = "code";

    /// <summary>Whether folders and files beside each other form the layout.</summary>
    /// <param name="folders">Names of the folders.</param>
    /// <param name="files">Names of the files.</param>
    public static bool Fits(IReadOnlyCollection<string> folders, IReadOnlyCollection<string> files)
    {
        if (!folders.Contains(Release, StringComparer.Ordinal)) return false;
        if (folders.Contains(Code, StringComparer.Ordinal)) return !HasCard(files);
        return !HasCard(files) && folders.All(f => f == Release || f.StartsWith('.'));
    }

    /// <summary>Whether a folder on disk has the layout.</summary>
    public static bool Fits(string folder) =>
        Directory.Exists(Path.Combine(folder, Release)) && Fits(Names(Directory.EnumerateDirectories(folder)), Names(Directory.EnumerateFiles(folder)));

    private static ImmutableArray<string> Names(IEnumerable<string> paths) => [.. paths.Select(p => Path.GetFileName(p))];

    // A folder with a card of its own is itself the release; `release/` is then a part of it.
    private static bool HasCard(IReadOnlyCollection<string> files) =>
        files.Any(f => f.StartsWith("README", StringComparison.OrdinalIgnoreCase) || f is "config.json" or "setup.py" or "pyproject.toml");
}
