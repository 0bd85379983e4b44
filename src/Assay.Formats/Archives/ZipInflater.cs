using System.IO.Hashing;
using Assay.Core;

namespace Assay.Formats;

/// <summary>Unpacks a deflated member into memory and checks its size and checksum.</summary>
internal static class ZipInflater
{
    private const int FirstBuffer = 1 << 20;

    /// <summary>Unpacks; the buffer grows with what really comes, not with what the directory states.</summary>
    /// <exception cref="BlobReadException">Size or checksum are wrong, or the data damaged.</exception>
    public static byte[] Unpack(Stream stream, ZipEntry entry)
    {
        var bytes = new byte[Math.Min(entry.Size, FirstBuffer)];
        var filled = 0;
        while (true)
        {
            filled += Unpacking.Fill(stream, bytes.AsSpan(filled));
            if (filled < bytes.Length || filled == entry.Size) break;
            Array.Resize(ref bytes, (int)Math.Min(entry.Size, 2L * bytes.Length));
        }

        Span<byte> more = stackalloc byte[1];
        if (filled != entry.Size || Unpacking.Fill(stream, more) != 0) throw new BlobReadException($"{MemberPath.Shown(entry.Path)} unpacks to another size than the archive states");
        return Crc32.HashToUInt32(bytes) == entry.Crc32 ? bytes : throw new BlobReadException($"{MemberPath.Shown(entry.Path)} is damaged: its checksum is wrong");
    }
}
