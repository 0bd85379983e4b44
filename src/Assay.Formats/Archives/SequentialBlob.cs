using Assay.Core;

namespace Assay.Formats;

/// <summary>A blob over a stream that can only be unpacked from its start: forward reads go on, a read further back begins anew. Memory stays bounded.</summary>
/// <param name="open">Opens the stream at its start.</param>
/// <param name="start">Offset of the blob in the stream, in bytes.</param>
/// <param name="length">Length of the blob in bytes.</param>
public sealed class SequentialBlob(Func<Stream> open, long start, long length) : IBlob, IDisposable
{
    private const int SkipBuffer = 1 << 16;
    private readonly Lock _lock = new();
    private Stream? _stream;
    private long _position;

    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public int ReadAt(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= length || destination.IsEmpty) return 0;
        var wanted = (int)Math.Min(destination.Length, length - offset);
        lock (_lock)
        {
            SeekTo(start + offset);
            var read = Unpacking.Fill(_stream!, destination[..wanted]);
            _position += read;
            if (read < wanted) throw new BlobReadException("the packed data are damaged or cut off");
            return read;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private void SeekTo(long target)
    {
        if (_stream is null || _position > target)
        {
            _stream?.Dispose();
            (_stream, _position) = (open(), 0);
        }

        Span<byte> skipped = stackalloc byte[SkipBuffer];
        while (_position < target)
        {
            var read = Unpacking.Fill(_stream, skipped[..(int)Math.Min(SkipBuffer, target - _position)]);
            if (read == 0) throw new BlobReadException("the packed data are damaged or cut off");
            _position += read;
        }
    }
}
