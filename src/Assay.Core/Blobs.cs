namespace Assay.Core;

/// <summary>A blob over bytes in memory.</summary>
/// <param name="bytes">The bytes; not copied.</param>
public sealed class MemoryBlob(ReadOnlyMemory<byte> bytes) : IBlob
{
    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <inheritdoc/>
    public int ReadAt(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= bytes.Length) return 0;
        var part = bytes.Span[(int)offset..];
        if (part.Length > destination.Length) part = part[..destination.Length];
        part.CopyTo(destination);
        return part.Length;
    }
}

/// <summary>Helpers over <see cref="IBlob"/>.</summary>
public static class BlobExtensions
{
    /// <summary>Reads the whole blob.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="maxBytes">The limit in bytes; a longer blob is cut there.</param>
    /// <returns>The bytes, at most <paramref name="maxBytes"/>.</returns>
    /// <exception cref="BlobReadException">The bytes could not be had, or the blob ends before its stated length.</exception>
    public static byte[] ReadAll(this IBlob blob, long maxBytes = int.MaxValue)
    {
        var length = (int)Math.Min(Math.Min(blob.Length, maxBytes), Array.MaxLength);
        var bytes = new byte[length];
        blob.ReadExactlyAt(0, bytes);
        return bytes;
    }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/>.</summary>
    /// <exception cref="BlobReadException">The blob ends before the destination is full, or could not be read.</exception>
    public static void ReadExactlyAt(this IBlob blob, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var read = blob.ReadAt(offset, destination);
            if (read == 0) throw new BlobReadException($"the data end {destination.Length} bytes early, at byte {offset}");
            offset += read;
            destination = destination[read..];
        }
    }

    /// <summary>A part of a blob as a blob.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the blob.</exception>
    public static IBlob Slice(this IBlob blob, long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (offset > blob.Length - length) throw new ArgumentOutOfRangeException(nameof(length), "the part ends behind the blob");
        return new SlicedBlob(blob, offset, length);
    }

    /// <summary>A forward-only stream over a blob.</summary>
    public static Stream AsStream(this IBlob blob) => new BlobStream(blob);

    private sealed class SlicedBlob(IBlob inner, long start, long length) : IBlob
    {
        public long Length => length;

        public int ReadAt(long offset, Span<byte> destination)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            if (offset >= length) return 0;
            var wanted = (int)Math.Min(destination.Length, length - offset);
            return inner.ReadAt(start + offset, destination[..wanted]);
        }
    }

    private sealed class BlobStream(IBlob blob) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => blob.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = blob.ReadAt(Position, buffer);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            Position = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => Position + offset,
                _ => Length + offset,
            };
            return Position;
        }

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
