using Assay.Core;

namespace Assay.Sources;

/// <summary>
/// Reads the cache of the hub's clients: <c>models--ORG--NAME/{blobs,refs,snapshots,.no_exist,trees}</c>. The name of a blob is its digest, and is verified.
/// </summary>
internal static class HubCacheReader
{
    // Larger files are verified when somebody asks for the digest of weights.
    private const long VerifyAtOnce = 16L << 20;

    /// <summary>Reads <c>hf-cache:ORG/NAME[@REV]</c>.</summary>
    public static (Reading Reading, string Location, ArtifactKind Kind) Read(string rest, SourceRequest request)
    {
        var id = HubId.Parse("hf-cache", rest);
        var root = HubPaths.Cache(request.Environment);
        var folder = Path.Combine(root, id.CacheFolder);
        if (!Directory.Exists(folder)) throw AssayException.Usage($"the Hugging Face cache holds no '{id.Full}'; set HF_HUB_CACHE or HF_HOME if the cache is elsewhere, or read it from the Hub with hf:{rest}");
        return (Read(folder, id.Revision, request.Limits), "", id.Kind);
    }

    /// <summary>The repository folder that a path is or lies in (<c>snapshots/COMMIT</c>), and the commit; null where it is none.</summary>
    public static (string Folder, string? Revision)? RepositoryOf(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (IsRepository(full)) return (full, null);
        var snapshots = Path.GetDirectoryName(full);
        if (Path.GetFileName(snapshots) is not "snapshots" || Path.GetDirectoryName(snapshots) is not { } folder || !IsRepository(folder)) return null;
        return (folder, Path.GetFileName(full));
    }

    /// <summary>Reads a revision of a repository folder.</summary>
    public static Reading Read(string folder, string? revision, Limits limits)
    {
        var repository = RealPath.Of(folder) ?? folder;
        var refs = GitRefsOfCache(repository);
        if (Commit(repository, revision, refs, out var why) is not { } commit) return Reading.NotRead(why);
        var (files, notRead) = FolderWalk.Run(Path.Combine(repository, "snapshots", commit), repository, limits);
        var disk = files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var entries = files.ConvertAll(f => new SnapshotEntry(f.Path, f.Size, EntryState.Bytes) { Digest = DigestOf(f) });
        entries.AddRange(HubCacheTree.Missing(repository, commit, disk.ContainsKey, notRead));
        notRead.AddRange(Unfinished(repository));
        var snapshot = new Snapshot(entries, entry => Open(disk[entry.Path], entry), notRead) { Refs = [.. refs.Keys] };
        return new Reading(snapshot)
        {
            Revision = commit,
            Identity = Identity(repository),
            Origin = Identity(repository) is { } id ? $"huggingface.co/{(id.Publisher is null ? "" : id.Publisher + "/")}{id.Name}" : null,
            Notes = Notes(repository, commit),
        };
    }

    private static bool IsRepository(string folder) =>
        Path.GetFileName(folder) is { } name && (name.StartsWith("models--", StringComparison.Ordinal) || name.StartsWith("datasets--", StringComparison.Ordinal))
        && Directory.Exists(Path.Combine(folder, "snapshots"));

    private static (string? Publisher, string Name)? Identity(string repository)
    {
        var parts = Path.GetFileName(repository).Split("--");
        return parts.Length switch { 3 => (parts[1], parts[2]), 2 => (null, parts[1]), _ => null };
    }

    private static SortedDictionary<string, string> GitRefsOfCache(string repository)
    {
        var refs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var root = Path.Combine(repository, "refs");
        if (!Directory.Exists(root)) return refs;
        foreach (var file in FolderWalk.Run(root, repository, Limits.Default).Files)
        {
            if (file.Size is > 0 and < 200 && HubPaths.ReadSmall(file.Disk)?.Trim() is { } commit && Digests.IsHex(commit, 40)) refs[file.Path] = commit;
        }

        return refs;
    }

    private static string? Commit(string repository, string? revision, SortedDictionary<string, string> refs, out string why)
    {
        var snapshots = Directory.EnumerateDirectories(Path.Combine(repository, "snapshots")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).ToList();
        why = snapshots.Count == 0 ? "the cache holds no finished download of it" : $"the cache holds no revision '{revision ?? "main"}' of it; it holds {string.Join(", ", snapshots.Concat(refs.Keys).Take(8))}";
        var wanted = refs.GetValueOrDefault(revision ?? "main") ?? revision ?? (snapshots.Count == 1 ? snapshots[0] : null);
        return wanted is null ? null : snapshots.Find(s => s == wanted) ?? (wanted.Length >= 7 ? snapshots.Find(s => s.StartsWith(wanted, StringComparison.Ordinal)) : null);
    }

    private static string? DigestOf(DiskFile file) =>
        Path.GetFileName(Path.GetDirectoryName(file.Disk)) is "blobs" ? Digests.FromETag(Path.GetFileName(file.Disk)) : null;

    private static IBlob Open(DiskFile file, SnapshotEntry entry)
    {
        var blob = DiskBlobs.Open(file.Disk, file.Size);
        if (entry.Digest is not { } digest || file.Size > VerifyAtOnce) return blob;
        var bytes = blob.ReadAll();
        return Digests.Matches(bytes, digest) ? new MemoryBlob(bytes) : throw new BlobReadException($"{entry.Path} is damaged: its bytes do not have the digest that the cache names them by");
    }

    private static IEnumerable<NotLooked> Unfinished(string repository)
    {
        var blobs = Path.Combine(repository, "blobs");
        if (!Directory.Exists(blobs)) return [];
        return Directory.EnumerateFiles(blobs, "*.incomplete").Order(StringComparer.Ordinal).Select(f => new NotLooked("blobs/" + Path.GetFileName(f), "an unfinished download"));
    }

    private static System.Collections.Immutable.ImmutableArray<string> Notes(string repository, string commit)
    {
        var folder = Path.Combine(repository, ".no_exist", commit);
        if (!Directory.Exists(folder)) return [];
        var names = FolderWalk.Run(folder, repository, Limits.Default with { MaxFiles = 1000 }).Files.Select(f => f.Path).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? [] : [$"the cache notes that this revision has no {string.Join(", ", names)}"];
    }
}
