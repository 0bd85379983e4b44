using System.Buffers.Binary;
using System.Text;
using Assay.Core;

namespace Assay.Weights.Containers;

/// <summary>Reads a blob forward through a window of 64 KiB; every declared length is compared with what remains before anything is allocated.</summary>
internal sealed class BlobCursor(IBlob blob, long start, long end)
{
    private const int Window = 64 << 10;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly byte[] _window = new byte[(int)Math.Max(16, Math.Min(Window, end - start))];
    private long _windowStart = start;
    private int _windowLength;

    public BlobCursor(IBlob blob) : this(blob, 0, blob.Length)
    {
    }

    public IBlob Blob => blob;

    public long Position { get; set; } = start;

    public long End => end;

    public long Remaining => end - Position;

    public byte U8(string what) => Take(1, what)[0];

    public ushort U16(string what) => BinaryPrimitives.ReadUInt16LittleEndian(Take(2, what));

    public uint U32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, what));

    public ulong U64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Take(8, what));

    public int I32(string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(4, what));

    public double BigEndianDouble(string what) => BinaryPrimitives.ReadDoubleBigEndian(Take(8, what));

    /// <summary>The next byte without taking it, or -1 at the end.</summary>
    public int Peek()
    {
        if (Remaining < 1) return -1;
        Fill(1);
        return _window[(int)(Position - _windowStart)];
    }

    /// <summary>A view of the next bytes, valid until the next call; at most 64 KiB.</summary>
    public ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > Remaining) throw new RefusedException($"the file ends inside {what} at byte {Position}");
        Fill(count);
        var span = _window.AsSpan((int)(Position - _windowStart), count);
        Position += count;
        return span;
    }

    /// <summary>A copy of the next bytes.</summary>
    public byte[] Bytes(long count, long limit, string what)
    {
        Check(count, limit, what);
        var bytes = new byte[count];
        blob.ReadExactlyAt(Position, bytes);
        Position += count;
        return bytes;
    }

    public string Utf8(long count, long limit, string what)
    {
        Check(count, limit, what);
        try
        {
            if (count > Window) return Strict.GetString(Bytes(count, limit, what));
            return Strict.GetString(Take((int)count, what));
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException($"{what} is not UTF-8");
        }
    }

    /// <summary>Text in which bytes that are no UTF-8 are replaced.</summary>
    public string LenientUtf8(long count, long limit, string what)
    {
        Check(count, limit, what);
        return Encoding.UTF8.GetString(count > Window ? Bytes(count, limit, what) : Take((int)count, what));
    }

    public void Skip(long count, string what)
    {
        if (count < 0 || count > Remaining) throw new RefusedException($"{what} ends behind the file ({count} bytes at byte {Position}, {Remaining} remain)");
        Position += count;
    }

    private void Check(long count, long limit, string what)
    {
        if (count < 0 || count > Remaining) throw new RefusedException($"{what} is longer than what remains of the file");
        if (count > limit) throw new RefusedException($"{what} is longer than the limit of {limit} bytes");
    }

    private void Fill(int count)
    {
        if (Position >= _windowStart && Position + count <= _windowStart + _windowLength) return;
        var length = (int)Math.Min(_window.Length, Remaining);
        if (count > length) throw new RefusedException("a field is longer than the reading window");
        blob.ReadExactlyAt(Position, _window.AsSpan(0, length));
        (_windowStart, _windowLength) = (Position, length);
    }
}
