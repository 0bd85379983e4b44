using Assay.Core;

namespace Assay.Sources;

/// <summary>Reads a folder as it is: files, LFS pointers, listings, what the hub's client left, branches and tags of a git working tree.</summary>
internal static class FolderReader
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="boundary">The folder that links may not lead out of, or null for the folder itself.</param>
    public static Reading Read(string folder, Limits limits, string? boundary = null)
    {
        if (RealPath.Of(folder) is not { } root) return Reading.NotRead("the folder is a symbolic link that leads nowhere or in a circle");
        if (boundary is not null && !RealPath.IsWithin(root, boundary)) return Reading.NotRead("a symbolic link that leads out of the tree; it was not followed");
        var (files, notRead) = FolderWalk.Run(root, boundary ?? root, limits);
        var disk = new Dictionary<string, DiskFile>(files.Count, StringComparer.Ordinal);
        var entries = new List<SnapshotEntry>(files.Count);
        var downloads = DownloadMetadata.Exists(root);
        string? commit = null;
        foreach (var file in files)
        {
            disk[file.Path] = file;
            var entry = Entry(file, notRead);
            if (entry.State == EntryState.Pointer && LfsStore.Find(root, entry) is { } stored)
            {
                disk[file.Path] = file with { Disk = stored, Size = entry.Size!.Value };
                entry = entry with { State = EntryState.Bytes };
            }

            if (downloads && DownloadMetadata.Of(root, file) is { } noted)
            {
                commit ??= noted.Commit;
                entry = entry with { Digest = entry.Digest ?? noted.Digest };
            }

            entries.Add(entry);
        }

        IBlob Open(SnapshotEntry entry) => disk.TryGetValue(entry.Path, out var file)
            ? DiskBlobs.Open(file.Disk, file.Size)
            : throw new BlobReadException($"{entry.Path} is no file of this folder");
        var overlay = ListingOverlay.Apply(entries, Open, limits);
        var git = GitRefs.OfWorkingTree(root);
        notRead.AddRange(overlay.NotRead);
        notRead.AddRange(git.NotRead);
        var origin = overlay.Origin ?? git.Origin;
        return new Reading(new Snapshot(overlay.Entries, Open, notRead) { Listings = overlay.Listings, Refs = git.Refs })
        {
            Revision = overlay.Revision ?? commit ?? git.Head,
            On = overlay.On ?? (overlay.Revision is null && commit is null && git.Head is { } head ? GitReader.DayOf(Path.Combine(root, ".git"), head) : null),
            Origin = origin,
            Identity = Address.Identity(origin),
        };
    }

    private static SnapshotEntry Entry(DiskFile file, List<NotLooked> notRead)
    {
        var entry = new SnapshotEntry(file.Path, file.Size, EntryState.Bytes);
        if (file.Size == 0 || (file.WorldReadable && file.Size > LfsPointer.MaxLength)) return entry;
        try
        {
            using var blob = FileBlob.Open(file.Disk);
            if (file.Size > LfsPointer.MaxLength || LfsPointer.TryParse(blob.ReadAll(LfsPointer.MaxLength)) is not { } pointer) return entry;
            return new SnapshotEntry(file.Path, pointer.Size, EntryState.Pointer) { Digest = pointer.Digest };
        }
        catch (BlobReadException e)
        {
            // Its name is known though its bytes are not: present by listing.
            notRead.Add(new NotLooked(file.Path, e.InnerException is UnauthorizedAccessException ? "permission denied" : "it cannot be opened"));
            return entry with { State = EntryState.Listed };
        }
    }
}
