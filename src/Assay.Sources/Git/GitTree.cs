using Assay.Core;
using Assay.Formats;
using LibGit2Sharp;

namespace Assay.Sources;

/// <summary>The tree of one commit as a snapshot; bytes are read from the object store on demand.</summary>
internal sealed class GitTree(Repository repository, Limits limits)
{
    private readonly Lock _lock = new();
    private readonly List<SnapshotEntry> _entries = [];
    private readonly List<NotLooked> _notRead = [];
    private readonly Dictionary<string, ObjectId> _blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _stored = new(StringComparer.Ordinal);

    public Snapshot Read(Commit commit, GitRefs refs)
    {
        var folders = new Stack<(Tree Tree, string Prefix, int Depth)>();
        folders.Push((commit.Tree, "", 0));
        // A few small tree objects can stand for endlessly many folders, so these are counted too.
        for (var visited = 0; folders.TryPop(out var folder); visited++)
        {
            if (visited > limits.MaxFiles)
            {
                _notRead.Add(new NotLooked(folder.Prefix, $"the repository has more than {limits.MaxFiles} folders; the rest was not listed"));
                return Snapshot(refs);
            }

            foreach (var entry in folder.Tree)
            {
                if (_entries.Count >= limits.MaxFiles)
                {
                    _notRead.Add(new NotLooked(folder.Prefix + entry.Name, $"the repository has more than {limits.MaxFiles} files; the rest was not listed"));
                    return Snapshot(refs);
                }

                Add(entry, folder.Prefix + entry.Name, folder.Depth, folders);
            }
        }

        return Snapshot(refs);
    }

    private Snapshot Snapshot(GitRefs refs) => new(_entries, Open, [.. _notRead, .. refs.NotRead]) { Refs = refs.Refs };

    private void Add(TreeEntry entry, string path, int depth, Stack<(Tree Tree, string Prefix, int Depth)> folders)
    {
        if (MemberPath.Refusal(path) is { } refusal) _notRead.Add(new NotLooked(path, refusal));
        else if (entry.Mode == Mode.SymbolicLink) _notRead.Add(new NotLooked(path, "a symbolic link; it was not followed"));
        else if (entry.TargetType == TreeEntryTargetType.GitLink) _notRead.Add(new NotLooked(path, "a submodule, whose files are in another repository"));
        else if (entry.TargetType == TreeEntryTargetType.Blob) AddBlob(path, entry.Target.Id);
        else if (depth >= limits.MaxDepth) _notRead.Add(new NotLooked(path, $"folders are nested deeper than {limits.MaxDepth}"));
        else if (Folder(entry) is { } tree) folders.Push((tree, path + "/", depth + 1));
        else _notRead.Add(new NotLooked(path, "the folder is missing from the object store (a partial clone?)"));
    }

    private Tree? Folder(TreeEntry entry)
    {
        try
        {
            var tree = (Tree)entry.Target;
            return repository.ObjectDatabase.RetrieveObjectMetadata(tree.Id) is null ? null : tree;
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    private void AddBlob(string path, ObjectId id)
    {
        var digest = "git:" + id.Sha;
        try
        {
            var size = repository.ObjectDatabase.RetrieveObjectMetadata(id).Size;
            _blobs[path] = id;
            _entries.Add(Pointer(path, id, size) ?? new SnapshotEntry(path, size, EntryState.Bytes) { Digest = digest });
        }
        catch (LibGit2SharpException)
        {
            _notRead.Add(new NotLooked(path, "the file is missing from the object store (a partial clone?)"));
            _entries.Add(new SnapshotEntry(path, null, EntryState.Listed) { Digest = digest });
        }
    }

    private SnapshotEntry? Pointer(string path, ObjectId id, long size)
    {
        if (size > LfsPointer.MaxLength || LfsPointer.TryParse(Bytes(id, size)) is not { } pointer) return null;
        var entry = new SnapshotEntry(path, pointer.Size, EntryState.Pointer) { Digest = pointer.Digest };
        if (LfsStore.Find(repository.Info.Path, entry) is not { } stored) return entry;
        _stored[path] = stored;
        return entry with { State = EntryState.Bytes };
    }

    private IBlob Open(SnapshotEntry entry)
    {
        if (_stored.TryGetValue(entry.Path, out var stored)) return DiskBlobs.Open(stored, entry.Size!.Value);
        var id = _blobs[entry.Path];
        var size = entry.Size!.Value;
        try
        {
            return size <= limits.MaxBufferedBytes ? new MemoryBlob(Bytes(id, size)) : new SequentialBlob(() => Stream(id), 0, size);
        }
        catch (LibGit2SharpException e)
        {
            throw new BlobReadException($"{entry.Path} cannot be read from the git repository: {e.Message}", e);
        }
    }

    private byte[] Bytes(ObjectId id, long size)
    {
        lock (_lock)
        {
            using var stream = Stream(id);
            var bytes = new byte[size];
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == size
                ? bytes
                : throw new BlobReadException("an object of the git repository is shorter than it states");
        }
    }

    private Stream Stream(ObjectId id) => repository.Lookup<Blob>(id).GetContentStream();
}
