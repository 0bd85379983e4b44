using System.Buffers.Binary;
using Assay.Core;

namespace Assay.Formats;

/// <summary>Saves what can be saved of a zip archive without a central directory: members one after the other from its start.</summary>
internal static class ZipRecovery
{
    private const int LocalLength = 30;

    public static void Read(IBlob blob, MemberList<ZipEntry> members)
    {
        Span<byte> header = stackalloc byte[LocalLength];
        for (long at = 0; at <= blob.Length - LocalLength && !members.IsFull;)
        {
            blob.ReadExactlyAt(at, header);
            if (!header.StartsWith("PK\x3\x4"u8)) return;
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            if (at + LocalLength + nameLength > blob.Length) return;
            var raw = new byte[nameLength];
            blob.ReadExactlyAt(at + LocalLength, raw);
            if (!TryAdd(blob, header, raw, at, LocalLength + nameLength + extraLength, members, out var next)) return;
            at = next;
        }
    }

    private static bool TryAdd(IBlob blob, ReadOnlySpan<byte> header, byte[] raw, long at, int headLength, MemberList<ZipEntry> members, out long next)
    {
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var name = MemberPath.Decode(raw);
        next = at + headLength + packed;
        if ((flags & 8) != 0 || packed == 0xFFFFFFFF) return members.Refuse(name, "its size stands in a part of the archive that is missing");
        if (next > blob.Length) return members.Refuse(name, "it is cut off");
        if (name.EndsWith('/')) return true;
        if ((flags & 1) != 0) members.Refuse(name, "it is encrypted");
        else if (method is not (ZipEntry.Stored or ZipEntry.Deflated)) members.Refuse(name, $"it is packed by method {method}, which is not supported");
        else members.Add(Entry(header, raw, name, at, packed));
        return true;
    }

    private static ZipEntry Entry(ReadOnlySpan<byte> header, byte[] raw, string name, long at, long packed) => new(name, BinaryPrimitives.ReadUInt32LittleEndian(header[22..]))
    {
        PackedSize = packed,
        Method = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]),
        Crc32 = BinaryPrimitives.ReadUInt32LittleEndian(header[14..]),
        HeaderOffset = at,
        Flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]),
        RawName = raw,
    };
}
