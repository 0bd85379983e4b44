using System.Buffers.Binary;
using Assay.Core;

namespace Assay.Formats;

/// <summary>The end of a zip archive: where its central directory lies.</summary>
/// <param name="Count">Number of members it states.</param>
/// <param name="Offset">Offset of the central directory in the blob.</param>
/// <param name="Size">Size of the central directory in bytes.</param>
/// <param name="Shift">Bytes before the archive proper, which all its offsets leave out.</param>
internal readonly record struct ZipEnd(long Count, long Offset, long Size, long Shift)
{
    private const int RecordLength = 22;
    private const int MaxComment = 0xFFFF;
    private const int LocatorLength = 20;
    private const int Zip64Length = 56;

    /// <summary>Finds the end record; null and why where there is none that holds together.</summary>
    public static ZipEnd? Find(IBlob blob, out string why)
    {
        why = "it has no central directory (cut off?)";
        var length = (int)Math.Min(blob.Length, RecordLength + MaxComment);
        if (length < RecordLength) return null;
        var tail = new byte[length];
        var start = blob.Length - length;
        blob.ReadExactlyAt(start, tail);
        for (var at = length - RecordLength; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (!record.StartsWith("PK\x5\x6"u8)) continue;
            // The comment must reach exactly to the end, else the signature stands inside somebody's comment or data.
            if (BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) != record.Length - RecordLength) continue;
            return Read(blob, record, start + at, out why);
        }

        return null;
    }

    private static ZipEnd? Read(IBlob blob, ReadOnlySpan<byte> record, long at, out string why)
    {
        long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        var disk = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
        var end = at;
        if (Zip64(blob, at) is { } big)
        {
            // Some writers add the 64-bit record although the values fit; then both must say the same.
            why = "its two end records disagree";
            if (Differs(count, big.Count, 0xFFFF) || Differs(size, big.Size, 0xFFFFFFFF) || Differs(offset, big.Offset, 0xFFFFFFFF)) return null;
            (count, size, offset, end) = big;
        }
        else if (disk is not (0 or 0xFFFF))
        {
            why = "it is one part of an archive of several parts";
            return null;
        }

        why = "its central directory lies outside the file";
        if (size > end || count < 0 || size < 0 || offset < 0) return null;
        var shift = end - size - offset;
        return shift < 0 ? null : new ZipEnd(count, end - size, size, shift);
    }

    private static bool Differs(long small, long big, long unset) => small != unset && small != big;

    private static (long Count, long Size, long Offset, long End)? Zip64(IBlob blob, long at)
    {
        Span<byte> locator = stackalloc byte[LocatorLength];
        if (at < LocatorLength) return null;
        blob.ReadExactlyAt(at - LocatorLength, locator);
        if (!locator.StartsWith("PK\x6\x7"u8)) return null;
        var stated = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        Span<byte> record = stackalloc byte[Zip64Length];
        // The record stands where the locator says, or right before the locator if something was put before the archive.
        foreach (var position in (ReadOnlySpan<long>)[stated, at - LocatorLength - Zip64Length])
        {
            if (position < 0 || position > at - LocatorLength - Zip64Length) continue;
            blob.ReadExactlyAt(position, record);
            if (!record.StartsWith("PK\x6\x6"u8)) continue;
            return (
                BinaryPrimitives.ReadInt64LittleEndian(record[32..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[40..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
                position);
        }

        return null;
    }
}
