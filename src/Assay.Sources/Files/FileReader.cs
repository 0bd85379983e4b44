using Assay.Core;
using Assay.Formats;

namespace Assay.Sources;

/// <summary>Reads a single file: a listing, a weight file or an archive.</summary>
internal static class FileReader
{
    private const int HeadLength = 1024;

    /// <summary>Reads a file; null where it is nothing that can be a source.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="boundary">The folder that links may not lead out of, or null.</param>
    public static Reading? Read(string path, Limits limits, string? boundary)
    {
        if (RealPath.Of(path) is not { } real) return Reading.NotRead("the file is a symbolic link that leads nowhere or in a circle");
        if (boundary is not null && !RealPath.IsWithin(real, boundary)) return Reading.NotRead("a symbolic link that leads out of the tree; it was not followed");
        var info = new FileInfo(real);
        var name = Path.GetFileName(path);
        if (info.Length == 0) return Reading.NotRead($"the file '{name}' is empty");
        try
        {
            var blob = DiskBlobs.Open(info.FullName, info.Length);
            var head = blob.ReadAll(HeadLength);
            return Listed(name, head, blob, limits) ?? Weights(name, head, info) ?? ArchiveReader.Read(name, blob, limits);
        }
        catch (BlobReadException e)
        {
            return Reading.NotRead($"the file '{name}' cannot be read: {e.Message}");
        }
    }

    private static Reading? Listed(string name, ReadOnlySpan<byte> head, IBlob blob, Limits limits)
    {
        if (WeightFiles.HasWeightName(name) || head.Contains((byte)0)) return null;
        if (TextDocument.Read(name, blob, limits) is not { } text || ListingParser.TryParse(text, limits) is not { } listing) return null;
        return new Reading(new Snapshot(listing.Entries, NoBytes, listing.NotRead) { Listings = [name] }, "only a listing was given; its bytes are not here")
        {
            Origin = listing.Origin,
            Revision = listing.Revision,
            On = listing.On,
            Identity = Address.Identity(listing.Origin),
        };
    }

    private static Reading? Weights(string name, ReadOnlySpan<byte> head, FileInfo file)
    {
        if (LfsPointer.TryParse(head) is { } pointer)
        {
            return new Reading(new Snapshot([new SnapshotEntry(name, pointer.Size, EntryState.Pointer) { Digest = pointer.Digest }], NoBytes));
        }

        if (!WeightFiles.HasWeightName(name) && !WeightFiles.HasWeightHead(head, file.Length)) return null;
        return new Reading(new Snapshot([new SnapshotEntry(name, file.Length, EntryState.Bytes)], _ => DiskBlobs.Open(file.FullName, file.Length)))
        {
            Identity = (null, Path.GetFileNameWithoutExtension(name)),
        };
    }

    private static IBlob NoBytes(SnapshotEntry entry) => throw new BlobReadException($"the bytes of {entry.Path} are not here");
}
