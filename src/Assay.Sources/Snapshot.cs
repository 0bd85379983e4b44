using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Sources;

/// <summary>How much of a file a snapshot holds.</summary>
public enum EntryState
{
    /// <summary>Its bytes can be read.</summary>
    Bytes,

    /// <summary>An LFS pointer proves name, size and digest; the bytes are elsewhere.</summary>
    Pointer,

    /// <summary>A listing names it; the bytes are not here.</summary>
    Listed,
}

/// <summary>One file of a snapshot.</summary>
/// <param name="Path">Path with forward slashes, relative to the artifact.</param>
/// <param name="Size">Size in bytes (of the real file behind a pointer), or null where a listing does not tell.</param>
/// <param name="State">How much of it is here.</param>
public sealed record SnapshotEntry(string Path, long? Size, EntryState State)
{
    /// <summary><c>sha256:HEX</c> or <c>git:HEX</c>, or null where no digest is known without reading.</summary>
    public string? Digest { get; init; }

    /// <summary>The listing that names it (path and 1-based line), or null where the snapshot itself shows it.</summary>
    public (string Path, int Line, string Text)? ListedIn { get; init; }

    /// <summary>Last segment of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>Opens the bytes of an entry.</summary>
public delegate IBlob OpenEntry(SnapshotEntry entry);

/// <summary>What one artifact holds: a manifest, and bytes on demand.</summary>
public sealed class Snapshot
{
    private readonly OpenEntry _open;
    private readonly Dictionary<string, SnapshotEntry> _byPath;

    /// <summary>Makes a snapshot.</summary>
    /// <param name="entries">Its files; sorted here by ordinal path.</param>
    /// <param name="open">Opens the bytes of an entry whose state is <see cref="EntryState.Bytes"/>.</param>
    /// <param name="notRead">What could not be listed or read, and why.</param>
    public Snapshot(IEnumerable<SnapshotEntry> entries, OpenEntry open, IEnumerable<NotLooked>? notRead = null)
    {
        _open = open;
        Entries = [.. entries.OrderBy(e => e.Path, StringComparer.Ordinal)];
        NotRead = [.. notRead ?? []];
        _byPath = new Dictionary<string, SnapshotEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries) _byPath.TryAdd(entry.Path, entry);
    }

    /// <summary>The files in ordinal order of their paths.</summary>
    public ImmutableArray<SnapshotEntry> Entries { get; }

    /// <summary>What could not be listed or read, and why.</summary>
    public ImmutableArray<NotLooked> NotRead { get; }

    /// <summary>Branches and tags, where the source has them, such as <c>main</c> or <c>step1000</c>; in ordinal order.</summary>
    public ImmutableArray<string> Refs { get; init; } = [];

    /// <summary>Paths of the listings (<c>tree.txt</c>, <c>CODE_FILES.txt</c>) that entries come from; they are no files of the release themselves.</summary>
    public ImmutableArray<string> Listings { get; init; } = [];

    /// <summary>An entry by its path, or null.</summary>
    public SnapshotEntry? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Opens the bytes of an entry.</summary>
    /// <exception cref="BlobReadException">The bytes are not here or could not be had.</exception>
    public IBlob Open(SnapshotEntry entry) => entry.State == EntryState.Bytes
        ? _open(entry)
        : throw new BlobReadException($"{entry.Path} is only {(entry.State == EntryState.Pointer ? "an LFS pointer" : "named in a listing")}; its bytes are not here");

    /// <summary>Reads an entry as text, within the limits; null where it is no text.</summary>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public TextDocument? ReadText(SnapshotEntry entry, Limits limits) => TextDocument.Read(entry.Path, Open(entry), limits);
}

/// <summary>One artifact of a release: a snapshot, or the reason why it was not read.</summary>
/// <param name="Id">Id that evidence refers to, such as <c>model</c> or <c>code:NAME</c>.</param>
/// <param name="Kind">Its role.</param>
/// <param name="Location">Where it lies relative to SOURCE (empty for SOURCE itself), or its address.</param>
public sealed record Artifact(string Id, ArtifactKind Kind, string Location)
{
    /// <summary>Revision, or null.</summary>
    public string? Revision { get; init; }

    /// <summary>
    /// Address of the repository it is a copy of, where that is known, such as <c>github.com/org/name</c>; without a host
    /// (<c>org/name</c>) where the listing that says so names none.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>Date of its commit or of its last change (ISO 8601), where the source tells; else null.</summary>
    public string? On { get; init; }

    /// <summary>What it holds; null where it was not read.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>Why it was not read, or not in full; null where it was.</summary>
    public string? Why { get; init; }

    /// <summary>How gated access is, where the source tells: false, auto, manual.</summary>
    public AccessKind Access { get; init; } = AccessKind.Unknown;

    /// <summary>How far it was read: not at all, by listing only, or with bytes.</summary>
    public ReadState Read => Snapshot is null ? ReadState.NotRead
        : Snapshot.Entries.Any(e => e.State == EntryState.Bytes) ? ReadState.Full
        : ReadState.Listing;

    /// <summary>What else a reader should know about how it was read, one sentence each (renamed, unfinished, ...).</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A release: its artifacts, the model first.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Publisher">Publisher, or null.</param>
/// <param name="Artifacts">Its artifacts, the model first.</param>
public sealed record Release(string Name, string? Publisher, ImmutableArray<Artifact> Artifacts)
{
    /// <summary>Log of the hosts that are contacted to read it; bytes are read on demand, so it may grow.</summary>
    public ContactLog Contacts { get; init; } = new();

    /// <summary>Hosts that were contacted to read it up to now, in ordinal order.</summary>
    public ImmutableArray<string> Contacted => Contacts.Hosts;

    /// <summary>The model artifact.</summary>
    public Artifact Model => Artifacts[0];
}
