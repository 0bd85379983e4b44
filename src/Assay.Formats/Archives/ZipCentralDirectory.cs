using System.Buffers.Binary;
using Assay.Core;

namespace Assay.Formats;

/// <summary>Reads the central directory of a zip archive.</summary>
internal static class ZipCentralDirectory
{
    private const int RecordLength = 46;
    private const int LocalLength = 30;
    private const long MaxSize = 256L << 20;

    /// <summary>Reads the records; returns what is wrong with the directory as a whole, or null.</summary>
    public static string? Read(IBlob blob, ZipEnd end, MemberList<ZipEntry> members)
    {
        if (end.Size > MaxSize) return $"its central directory is larger than {MaxSize >> 20} MiB";
        var bytes = new byte[end.Size];
        blob.ReadExactlyAt(end.Offset, bytes);
        var rest = bytes.AsSpan();
        long count = 0;
        var accepted = new List<ZipEntry>();
        while (rest.Length >= RecordLength && rest.StartsWith("PK\x1\x2"u8))
        {
            var length = RecordLength + U16(rest[28..]) + U16(rest[30..]) + U16(rest[32..]);
            if (length > rest.Length) return "a record of its central directory is cut off";
            count++;
            if (Entry(rest[..length], end, members) is { } entry) accepted.Add(entry);
            if (members.Members.Count + accepted.Count > 2_000_000) return "it has more than 2,000,000 members";
            rest = rest[length..];
        }

        AddWithoutOverlap(accepted, members);
        if (!rest.IsEmpty) return "its central directory holds something else than records";
        return count == end.Count || (count & 0xFFFF) == end.Count ? null : $"its central directory has {count} records and says it has {end.Count}";
    }

    private static ZipEntry? Entry(ReadOnlySpan<byte> record, ZipEnd end, MemberList<ZipEntry> members)
    {
        var raw = record.Slice(RecordLength, U16(record[28..]));
        var name = MemberPath.Decode(raw);
        long packed = U32(record[20..]), size = U32(record[24..]), offset = U32(record[42..]);
        if (!Zip64(record.Slice(RecordLength + raw.Length, U16(record[30..])), ref size, ref packed, ref offset))
        {
            members.Refuse(name, "its 64-bit sizes are missing");
            return null;
        }

        if (name.EndsWith('/') || name.EndsWith('\\')) return null;
        var entry = new ZipEntry(name, size)
        {
            PackedSize = packed,
            Method = U16(record[10..]),
            Crc32 = U32(record[16..]),
            HeaderOffset = offset,
            Flags = U16(record[8..]),
            RawName = raw.ToArray(),
        };
        if (Wrong(entry, end) is not { } why) return entry with { HeaderOffset = offset + end.Shift };
        members.Refuse(name, why);
        return null;
    }

    private static string? Wrong(ZipEntry entry, ZipEnd end)
    {
        if (entry.Size < 0 || entry.PackedSize < 0 || entry.HeaderOffset < 0) return "its sizes are out of range";
        if (entry.HeaderOffset > end.Offset - end.Shift - LocalLength || entry.PackedSize > end.Offset - end.Shift - LocalLength - entry.HeaderOffset) return "it lies outside the archive";
        if (entry.IsEncrypted) return "it is encrypted";
        if (entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated)) return $"it is packed by method {entry.Method}, which is not supported";
        return entry.IsStored && entry.Size != entry.PackedSize ? "it is stored as it is, yet has two sizes" : null;
    }

    /// <summary>Members that share bytes are how small archives claim to unpack to petabytes.</summary>
    private static void AddWithoutOverlap(List<ZipEntry> entries, MemberList<ZipEntry> members)
    {
        var overlapping = new HashSet<ZipEntry>(ReferenceEqualityComparer.Instance);
        long free = 0;
        foreach (var entry in entries.OrderBy(e => e.HeaderOffset))
        {
            if (entry.HeaderOffset < free) overlapping.Add(entry);
            else free = entry.HeaderOffset + LocalLength + entry.RawName.Length + entry.PackedSize;
        }

        foreach (var entry in entries)
        {
            if (overlapping.Contains(entry)) members.Refuse(entry.Path, "its bytes overlap those of another member");
            else members.Add(entry);
        }
    }

    private static bool Zip64(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long offset)
    {
        if (size != 0xFFFFFFFF && packed != 0xFFFFFFFF && offset != 0xFFFFFFFF) return true;
        while (extra.Length >= 4)
        {
            var (id, length) = (U16(extra), U16(extra[2..]));
            if (length > extra.Length - 4) return false;
            var field = extra.Slice(4, length);
            extra = extra[(4 + length)..];
            if (id == 1) return Take(ref field, ref size) && Take(ref field, ref packed) && Take(ref field, ref offset);
        }

        // Without the field the value means itself: 4 GiB - 1.
        return true;
    }

    private static bool Take(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value != 0xFFFFFFFF) return true;
        if (field.Length < 8) return false;
        value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
        return true;
    }

    private static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
