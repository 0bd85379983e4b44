using Assay.Core;

namespace Assay.Sources;

/// <summary>Reads one path on this machine, whatever it is.</summary>
internal static class LocalReader
{
    /// <summary>What a SOURCE can be, for messages.</summary>
    public const string Choices =
        "a folder, an archive (.zip, .tar, .tgz, .whl, .deb), a weight file, a listing (tree.txt), a git repository, or hf:ORG/NAME";

    /// <summary>Reads a path; null where the file is nothing that can be a source.</summary>
    /// <param name="path">An existing file or folder.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="boundary">The folder that links may not lead out of, or null.</param>
    public static Reading? Read(string path, Limits limits, string? boundary = null)
    {
        if (!Directory.Exists(path)) return FileReader.Read(path, limits, boundary);
        if (HubCacheReader.RepositoryOf(path) is { } cached) return HubCacheReader.Read(cached.Folder, cached.Revision, limits);
        return GitRefs.IsGitDirectory(path) ? GitReader.Read(path, GitReader.Head, limits) : FolderReader.Read(path, limits, boundary);
    }
}
