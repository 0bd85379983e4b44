using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Formats;

/// <summary>
/// A tar archive (ustar, pax, GNU), plain or packed by gzip, xz, Zstandard or bzip2, read in place. Members of a plain one are ranges
/// of it; of a packed one, small members are kept in memory within a budget, and large ones unpacked again when they are read.
/// </summary>
public sealed class TarDirectory : IArchive
{
    private readonly IBlob _unpacked;

    private TarDirectory(IBlob unpacked, MemberList<TarMember> members, string? damage)
    {
        _unpacked = unpacked;
        Members = [.. members.Members];
        Damage = damage;
        NotRead = damage is null ? members.NotRead() : [.. members.NotRead(), new NotLooked("(archive)", damage)];
    }

    /// <inheritdoc/>
    public ImmutableArray<ArchiveMember> Members { get; }

    /// <inheritdoc/>
    public ImmutableArray<NotLooked> NotRead { get; }

    /// <summary>What is wrong with the archive as a whole; null where nothing is. Then the members are what could be saved.</summary>
    public string? Damage { get; }

    /// <summary>Reads a tar archive, packed or not. Damage is a value, see <see cref="Damage"/> and <see cref="NotRead"/>.</summary>
    /// <exception cref="BlobReadException">The blob itself could not be read.</exception>
    public static TarDirectory Read(IBlob blob, Limits limits)
    {
        Span<byte> head = stackalloc byte[8];
        var packing = PackedStreams.Of(head[..blob.ReadAt(0, head)]);
        var members = new MemberList<TarMember>(limits);
        if (packing == Packing.None)
        {
            var damage = new TarScan(blob.AsStream(), members, keepBytes: 0).Run();
            return new TarDirectory(blob, members, damage);
        }

        var (length, fault) = Unpack(blob, packing, limits, members);
        return new TarDirectory(new SequentialBlob(() => PackedStreams.Open(blob, packing, limits), 0, length), members, fault);
    }

    /// <inheritdoc/>
    public IBlob Open(ArchiveMember member)
    {
        var tar = (TarMember)member;
        return tar.Bytes is { } bytes ? new MemoryBlob(bytes) : _unpacked.Slice(tar.Offset, tar.Size);
    }

    private static (long Length, string? Damage) Unpack(IBlob blob, Packing packing, Limits limits, MemberList<TarMember> members)
    {
        TarScan? scan = null;
        try
        {
            using var stream = PackedStreams.Open(blob, packing, limits);
            scan = new TarScan(stream, members, limits.MaxBufferedBytes);
            var damage = scan.Run();
            return (scan.Length, damage);
        }
        catch (BlobReadException e)
        {
            return (scan?.Length ?? 0, e.Message);
        }
    }
}
