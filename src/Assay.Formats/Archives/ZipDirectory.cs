using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using Assay.Core;

namespace Assay.Formats;

/// <summary>
/// A zip archive read through its central directory, in place. Each local header must agree with the directory, so that no two
/// readers see two different files; members may not overlap. The bytes of stored members are served by range.
/// </summary>
public sealed class ZipDirectory : IArchive
{
    private const int LocalLength = 30;
    private const int DescriptorFlag = 8;
    private readonly IBlob _blob;
    private readonly Limits _limits;
    private readonly Dictionary<string, ZipEntry> _byPath;

    private ZipDirectory(IBlob blob, Limits limits, MemberList<ZipEntry> members, string? damage)
    {
        (_blob, _limits, Damage) = (blob, limits, damage);
        Entries = [.. members.Members];
        _byPath = Entries.ToDictionary(e => e.Path, StringComparer.Ordinal);
        NotRead = damage is null ? members.NotRead() : [.. members.NotRead(), new NotLooked("(archive)", damage)];
    }

    /// <summary>The members, in the order of the central directory.</summary>
    public ImmutableArray<ZipEntry> Entries { get; }

    /// <inheritdoc/>
    public ImmutableArray<ArchiveMember> Members => ImmutableArray<ArchiveMember>.CastUp(Entries);

    /// <inheritdoc/>
    public ImmutableArray<NotLooked> NotRead { get; }

    /// <summary>What is wrong with the archive as a whole (cut off, wrong counts); null where nothing is. Then the members are what could be saved.</summary>
    public string? Damage { get; }

    /// <summary>Whether the blob begins as a zip archive does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8);

    /// <summary>Reads the directory. Damage is a value, see <see cref="Damage"/> and <see cref="NotRead"/>.</summary>
    /// <exception cref="BlobReadException">The blob itself could not be read.</exception>
    public static ZipDirectory Read(IBlob blob, Limits limits)
    {
        var members = new MemberList<ZipEntry>(limits);
        var damage = ZipEnd.Find(blob, out var why) is { } end ? ZipCentralDirectory.Read(blob, end, members) : why;
        if (damage is not null && members.Members.Count == 0) ZipRecovery.Read(blob, members);
        if (members.IsOverfull) damage ??= $"it has more than {limits.MaxFiles} members; the rest was not read";
        return new ZipDirectory(blob, limits, members, damage);
    }

    /// <summary>A member by its path, or null.</summary>
    public ZipEntry? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Why a member cannot be opened: its local header disagrees, or it is a bomb; null where it can.</summary>
    public string? Fault(ZipEntry entry)
    {
        if (!entry.IsStored && Unpacking.IsBomb(entry.Size, entry.PackedSize, _limits)) return Unpacking.BombSentence(_limits);
        try
        {
            DataOffset(entry);
            return null;
        }
        catch (BlobReadException e)
        {
            return e.Message;
        }
    }

    /// <summary>Offset in the archive of the first byte of a member's data, once its local header was compared with the directory.</summary>
    /// <exception cref="BlobReadException">The local header is missing or says something else than the directory.</exception>
    public long DataOffset(ZipEntry entry)
    {
        Span<byte> header = stackalloc byte[LocalLength];
        _blob.ReadExactlyAt(entry.HeaderOffset, header);
        if (!header.StartsWith("PK\x3\x4"u8)) throw Disagrees(entry, "there is no local header");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != entry.Method) throw Disagrees(entry, "the methods differ");
        if ((BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & 1) != (entry.Flags & 1)) throw Disagrees(entry, "only one says encrypted");
        var name = new byte[nameLength];
        _blob.ReadExactlyAt(entry.HeaderOffset + LocalLength, name);
        if (!name.AsSpan().SequenceEqual(entry.RawName)) throw Disagrees(entry, "the names differ");
        CheckSizes(entry, header);
        var offset = entry.HeaderOffset + LocalLength + nameLength + extraLength;
        return offset <= _blob.Length - entry.PackedSize ? offset : throw Disagrees(entry, "the data end behind the archive");
    }

    /// <summary>Opens a member: a range of the archive if stored, else unpacked in memory or, above the limit, read from its start as needed.</summary>
    /// <exception cref="BlobReadException">The member is damaged or unpacks to more than the limits allow.</exception>
    public IBlob Open(ZipEntry entry)
    {
        var packed = _blob.Slice(DataOffset(entry), entry.PackedSize);
        if (entry.IsStored) return packed;
        if (Unpacking.IsBomb(entry.Size, entry.PackedSize, _limits)) throw new BlobReadException($"{entry.Path} was not unpacked: {Unpacking.BombSentence(_limits)}");
        if (entry.Size > _limits.MaxBufferedBytes) return new SequentialBlob(() => Inflate(packed), 0, entry.Size);
        using var stream = Inflate(packed);
        return new MemoryBlob(ZipInflater.Unpack(stream, entry));
    }

    /// <inheritdoc/>
    public IBlob Open(ArchiveMember member) => Open((ZipEntry)member);

    private static void CheckSizes(ZipEntry entry, ReadOnlySpan<byte> header)
    {
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]), size = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(header[14..]);
        var later = (BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & DescriptorFlag) != 0;
        if (!Same(packed, entry.PackedSize, later) || !Same(size, entry.Size, later)) throw Disagrees(entry, "the sizes differ");
        if (crc != entry.Crc32 && !(later && crc == 0)) throw Disagrees(entry, "the checksums differ");
    }

    // 0xFFFFFFFF: the size stands in the 64-bit field; 0 with the descriptor flag: it follows the data.
    private static bool Same(long local, long central, bool later) => local == central || local == 0xFFFFFFFF || (later && local == 0);

    private static DeflateStream Inflate(IBlob packed) => new(packed.AsStream(), CompressionMode.Decompress);

    private static BlobReadException Disagrees(ZipEntry entry, string how) => new($"{MemberPath.Shown(entry.Path)}: local header and central directory disagree: {how}");
}
