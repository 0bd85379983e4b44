using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Sources;

/// <summary>A file found on disk.</summary>
/// <param name="Path">Path within the artifact.</param>
/// <param name="Disk">Where it is opened: the target of a link.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Modified">Time of the last change in UTC.</param>
/// <param name="WorldReadable">Whether its mode lets anyone read it.</param>
internal readonly record struct DiskFile(string Path, string Disk, long Size, DateTime Modified, bool WorldReadable);

/// <summary>
/// Walks a folder. Links to files are followed within <c>boundary</c> only, links to folders never: what they lead to is read where it lies.
/// </summary>
internal sealed class FolderWalk
{
    private readonly string _root;
    private readonly string _boundary;
    private readonly Limits _limits;
    private readonly List<DiskFile> _files = [];
    private readonly List<NotLooked> _notRead = [];

    private FolderWalk(string root, string boundary, Limits limits) => (_root, _boundary, _limits) = (root, boundary, limits);

    /// <summary>Walks a folder.</summary>
    /// <param name="root">The folder, links in its own path already followed.</param>
    /// <param name="boundary">The folder that links may not lead out of.</param>
    /// <param name="limits">Most files and deepest nesting.</param>
    public static (List<DiskFile> Files, List<NotLooked> NotRead) Run(string root, string boundary, Limits limits)
    {
        var walk = new FolderWalk(root, boundary, limits);
        walk.Walk();
        return (walk._files, walk._notRead);
    }

    private void Walk()
    {
        var folders = new Stack<(string Path, int Depth)>();
        folders.Push(("", 0));
        while (folders.TryPop(out var folder))
        {
            if (List(folder.Path) is not { } children) continue;
            foreach (var child in children)
            {
                var path = folder.Path.Length == 0 ? child.Name : $"{folder.Path}/{child.Name}";
                if (EntryPath.IsAdministrative(path)) continue;
                if (child.LinkTarget is not null) Link(path, child);
                else if (child is DirectoryInfo) Descend(folders, path, folder.Depth + 1);
                else Add(path, (FileInfo)child, child.FullName);
                if (_files.Count <= _limits.MaxFiles) continue;
                _files.RemoveAt(_files.Count - 1);
                _notRead.Add(new NotLooked(path, $"the folder has more than {_limits.MaxFiles} files; the rest was not listed"));
                return;
            }
        }
    }

    private void Descend(Stack<(string Path, int Depth)> folders, string path, int depth)
    {
        if (depth > _limits.MaxDepth) _notRead.Add(new NotLooked(path, $"folders are nested deeper than {_limits.MaxDepth}"));
        else folders.Push((path, depth));
    }

    private ImmutableArray<FileSystemInfo>? List(string path)
    {
        try
        {
            var folder = new DirectoryInfo(Path.Combine(_root, path));
            return [.. folder.EnumerateFileSystemInfos("*", Everything).OrderBy(c => c.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            _notRead.Add(new NotLooked(path.Length == 0 ? "." : path, $"the folder cannot be listed: {Reason(e)}"));
            return null;
        }
    }

    private void Link(string path, FileSystemInfo link)
    {
        var target = RealPath.Of(link.FullName);
        if (target is null) _notRead.Add(new NotLooked(path, "a symbolic link that leads nowhere or in a circle"));
        else if (!RealPath.IsWithin(target, _boundary)) _notRead.Add(new NotLooked(path, "a symbolic link that leads out of the tree; it was not followed"));
        else if (Directory.Exists(target)) _notRead.Add(new NotLooked(path, "a symbolic link to a folder of the same tree; it was not followed"));
        else Add(path, new FileInfo(target), target);
    }

    private void Add(string path, FileInfo file, string disk)
    {
        try
        {
            var readable = OperatingSystem.IsWindows() || file.UnixFileMode.HasFlag(UnixFileMode.OtherRead);
            _files.Add(new DiskFile(path, disk, file.Length, file.LastWriteTimeUtc, readable));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _notRead.Add(new NotLooked(path, Reason(e)));
        }
    }

    private static string Reason(Exception e) => e is UnauthorizedAccessException ? "permission denied" : "an input/output error";

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };
}
