using Assay.Core;
using SharpCompress.Common;
using ZstdSharp;

namespace Assay.Formats;

/// <summary>What can go wrong while a stream is unpacked, and how it is told.</summary>
internal static class Unpacking
{
    /// <summary>An archive may unpack to this many bytes whatever its ratio: small files of zeros are no bombs.</summary>
    public const long FreeBytes = 16L << 20;

    /// <summary>Whether an exception tells of damaged data: decoders of hostile input throw many kinds.</summary>
    public static bool IsDamage(Exception e) => e
        is InvalidDataException or EndOfStreamException or IOException or SharpCompressException or ZstdException or InvalidOperationException
        or IndexOutOfRangeException or ArgumentException or OverflowException or NullReferenceException or NotSupportedException or FormatException or ArithmeticException;

    /// <summary>Whether so many bytes out of so few are too many.</summary>
    public static bool IsBomb(long unpacked, long packed, Limits limits) =>
        unpacked > limits.MaxMemberBytes || (unpacked > FreeBytes && unpacked / Math.Max(1, packed) > limits.MaxCompressionRatio);

    /// <summary>The sentence about a bomb.</summary>
    public static string BombSentence(Limits limits) => $"it unpacks to more than {limits.MaxCompressionRatio} times its size (an archive bomb?)";

    /// <summary>Reads until the buffer is full or the stream ends.</summary>
    /// <exception cref="BlobReadException">The data are damaged.</exception>
    public static int Fill(Stream stream, Span<byte> buffer)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is not BlobReadException && IsDamage(e))
        {
            throw new BlobReadException("the packed data are damaged or cut off", e);
        }
    }
}
