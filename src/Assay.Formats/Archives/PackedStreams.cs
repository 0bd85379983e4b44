using System.IO.Compression;
using Assay.Core;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Assay.Formats;

/// <summary>Opens packed streams, with bounds on the memory that their headers may ask for.</summary>
internal static class PackedStreams
{
    private const int MaxZstdWindowLog = 27;

    /// <summary>Tells the packing by the first bytes.</summary>
    public static Packing Of(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Packing.Gzip
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? Packing.Xz
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? Packing.Zstd
        : head.StartsWith("BZh"u8) ? Packing.Bzip2
        : Packing.None;

    /// <summary>Opens a stream of the unpacked bytes, which ends with an exception when they are too many.</summary>
    /// <exception cref="BlobReadException">The headers are damaged or ask for too much memory.</exception>
    public static Stream Open(IBlob packed, Packing packing, Limits limits)
    {
        if (packing == Packing.Xz && XzHeaders.LargestDictionary(packed) > limits.MaxBufferedBytes) throw new BlobReadException("its xz headers ask for more memory than the limits allow");
        try
        {
            return new BoundedStream(Raw(packed.AsStream(), packing), packed.Length, limits);
        }
        catch (Exception e) when (e is not BlobReadException && Unpacking.IsDamage(e))
        {
            throw new BlobReadException("the packed data are damaged or cut off", e);
        }
    }

    private static Stream Raw(Stream stream, Packing packing) => packing switch
    {
        Packing.Gzip => new GZipStream(stream, CompressionMode.Decompress),
        Packing.Xz => new XZStream(stream),
        Packing.Zstd => Zstd(stream),
        Packing.Bzip2 => BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true),
        _ => stream,
    };

    private static DecompressionStream Zstd(Stream stream)
    {
        var decompression = new DecompressionStream(stream);
        decompression.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstdWindowLog);
        return decompression;
    }
}
