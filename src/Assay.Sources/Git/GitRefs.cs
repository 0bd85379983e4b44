using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Sources;

/// <summary>
/// Branches, tags, HEAD and origin of a git repository, read from its files, so that they show without any native library.
/// Nothing in the repository's configuration is obeyed.
/// </summary>
internal sealed record GitRefs(string? Head, ImmutableArray<string> Refs, string? Origin, ImmutableArray<NotLooked> NotRead)
{
    private const int MaxLinks = 5;
    private const int MaxRefs = 100_000;
    private const int MaxFile = 16 << 20;

    /// <summary>No repository.</summary>
    public static GitRefs None { get; } = new(null, [], null, []);

    /// <summary>The refs of the repository whose working tree a folder is; <see cref="None"/> where it is none.</summary>
    public static GitRefs OfWorkingTree(string root) => Directory.Exists(Path.Combine(root, ".git")) ? Read(Path.Combine(root, ".git")) : None;

    /// <summary>Whether a folder is a git directory (of a bare repository, or <c>.git</c> itself).</summary>
    public static bool IsGitDirectory(string folder) =>
        File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")) && Directory.Exists(Path.Combine(folder, "refs"));

    /// <summary>Reads the refs of a git directory.</summary>
    public static GitRefs Read(string gitDirectory)
    {
        var targets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var notRead = new List<NotLooked>();
        foreach (var line in Lines(Path.Combine(gitDirectory, "packed-refs")))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && line[0] is not ('#' or '^') && targets.Count < MaxRefs) targets[line[(space + 1)..]] = line[..space];
        }

        Loose(gitDirectory, targets, notRead);
        foreach (var name in targets.Keys.Where(n => Resolve(n, targets) is null).ToList())
        {
            notRead.Add(new NotLooked(name, "the ref points to itself, in a circle or nowhere"));
            targets.Remove(name);
        }

        var head = Lines(Path.Combine(gitDirectory, "HEAD")).FirstOrDefault();
        return new GitRefs(head is null ? null : Follow(head, targets), Names(targets.Keys), OriginOf(gitDirectory), [.. notRead]);
    }

    private static ImmutableArray<string> Names(IEnumerable<string> refs) =>
        [.. refs.Select(Short).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string? Short(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["refs/heads/", "refs/tags/"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return name[prefix.Length..];
        }

        if (!name.StartsWith("refs/remotes/", StringComparison.Ordinal) || name.EndsWith("/HEAD", StringComparison.Ordinal)) return null;
        var rest = name["refs/remotes/".Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? null : rest[(slash + 1)..];
    }

    private static string? Resolve(string name, SortedDictionary<string, string> targets) =>
        targets.TryGetValue(name, out var value) ? Follow(value, targets) : null;

    private static string? Follow(string value, SortedDictionary<string, string> targets)
    {
        for (var links = 0; links <= MaxLinks; links++)
        {
            if (!value.StartsWith("ref:", StringComparison.Ordinal)) return Digests.IsHex(value, 40) || Digests.IsHex(value, 64) ? value : null;
            if (!targets.TryGetValue(value[4..].Trim(), out value!)) return null;
        }

        return null;
    }

    private static void Loose(string gitDirectory, SortedDictionary<string, string> targets, List<NotLooked> notRead)
    {
        var root = Path.Combine(gitDirectory, "refs");
        if (!Directory.Exists(root)) return;
        var (files, complaints) = FolderWalk.Run(root, root, Limits.Default with { MaxFiles = MaxRefs });
        notRead.AddRange(complaints.Select(c => c with { What = "refs/" + c.What }));
        foreach (var file in files)
        {
            if (file.Size is > 0 and < 4096 && Lines(file.Disk).FirstOrDefault() is { } value) targets["refs/" + file.Path] = value;
        }
    }

    private static string? OriginOf(string gitDirectory)
    {
        var inOrigin = false;
        foreach (var line in Lines(Path.Combine(gitDirectory, "config")).Select(l => l.Trim()))
        {
            if (line.StartsWith('[')) inOrigin = line.StartsWith("[remote \"origin\"]", StringComparison.Ordinal);
            else if (inOrigin && line.StartsWith("url", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals) return LocalFree(line[(equals + 1)..].Trim());
        }

        return null;
    }

    /// <summary>An address on a network; the path of a folder on somebody's machine is none.</summary>
    private static string? LocalFree(string url) =>
        url.StartsWith("file:", StringComparison.Ordinal) || (!url.Contains("://", StringComparison.Ordinal) && !url.Contains('@', StringComparison.Ordinal)) ? null : Address.Of(url);

    private static string[] Lines(string file)
    {
        try
        {
            var info = new FileInfo(file);
            return info.Exists && info.Length is > 0 and <= MaxFile ? File.ReadAllLines(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
