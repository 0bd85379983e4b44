using System.Buffers.Binary;
using Assay.Core;

namespace Assay.Formats;

/// <summary>
/// Reads how much memory the blocks of an xz file ask for, before a decoder allocates it: footer, index, then each block header
/// (format: https://tukaani.org/xz/xz-file-format.txt, sections 2 to 4 and 5.3.1).
/// </summary>
internal static class XzHeaders
{
    private const int StreamHeader = 12;
    private const int MaxBlocks = 100_000;
    private const int Lzma2 = 0x21;
    private const int MaxHeader = 1024;

    /// <summary>The largest dictionary in bytes; that of the first block where the file is cut off.</summary>
    public static long LargestDictionary(IBlob blob)
    {
        if (blob.Length < StreamHeader + 4) return 0;
        var first = Dictionary(blob, StreamHeader);
        var largest = first;
        foreach (var offset in Blocks(blob)) largest = Math.Max(largest, Dictionary(blob, offset));
        return largest;
    }

    private static List<long> Blocks(IBlob blob)
    {
        var offsets = new List<long>();
        Span<byte> footer = stackalloc byte[StreamHeader];
        blob.ReadExactlyAt(blob.Length - StreamHeader, footer);
        if (!footer.EndsWith("YZ"u8)) return offsets;
        var indexSize = (BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]) + 1L) * 4;
        var indexAt = blob.Length - StreamHeader - indexSize;
        if (indexAt < StreamHeader || indexSize > 16 << 20) return offsets;
        var index = new byte[indexSize];
        blob.ReadExactlyAt(indexAt, index);
        var rest = index.AsSpan(1);
        if (index[0] != 0 || !Number(ref rest, out var count) || count > MaxBlocks) return offsets;
        long at = StreamHeader;
        for (long i = 0; i < count; i++)
        {
            if (!Number(ref rest, out var unpadded) || !Number(ref rest, out _) || unpadded is <= 0 || unpadded > indexAt) return offsets;
            offsets.Add(at);
            at += (unpadded + 3) / 4 * 4;
            if (at > indexAt) return offsets;
        }

        return offsets;
    }

    private static long Dictionary(IBlob blob, long at)
    {
        Span<byte> header = stackalloc byte[MaxHeader];
        var read = blob.ReadAt(at, header[..(int)Math.Min(MaxHeader, blob.Length - at)]);
        if (read < 2 || header[0] == 0) return 0;
        var size = (header[0] + 1) * 4;
        if (size > read) return 0;
        var flags = header[1];
        ReadOnlySpan<byte> rest = header[2..size];
        if ((flags & 0x40) != 0 && !Number(ref rest, out _)) return 0;
        if ((flags & 0x80) != 0 && !Number(ref rest, out _)) return 0;
        for (var filter = 0; filter <= (flags & 3); filter++)
        {
            if (!Number(ref rest, out var id) || !Number(ref rest, out var length) || length < 0 || length > rest.Length) return 0;
            if (id == Lzma2 && length == 1) return DictionarySize(rest[0]);
            rest = rest[(int)length..];
        }

        return 0;
    }

    private static long DictionarySize(byte bits) => bits switch
    {
        > 40 => long.MaxValue,
        40 => uint.MaxValue,
        _ => (2L | (bits & 1L)) << ((bits / 2) + 11),
    };

    private static bool Number(ref Span<byte> bytes, out long value)
    {
        ReadOnlySpan<byte> rest = bytes;
        var read = Number(ref rest, out value);
        bytes = bytes[^rest.Length..];
        return read;
    }

    private static bool Number(ref ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        for (var i = 0; i < 9 && i < bytes.Length; i++)
        {
            value |= (long)(bytes[i] & 0x7F) << (7 * i);
            if ((bytes[i] & 0x80) != 0) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }
}
