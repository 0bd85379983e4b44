using System.Buffers.Binary;
using System.Text;
using Assay.Core;

namespace Assay.Lineage;

/// <summary>A sketch that cannot be read; the message says why in one sentence.</summary>
internal sealed class SketchException(string message) : Exception(message);

/// <summary>Reads the parts of a sketch through a window; every length is compared with what remains before anything is allocated.</summary>
internal sealed class SketchReader(IBlob blob)
{
    /// <summary>Longest part that is read at once.</summary>
    public const int Longest = 1 << 16;

    private readonly byte[] _window = new byte[(int)Math.Min(blob.Length, 2 * Longest)];
    private long _windowStart;
    private int _windowLength;
    private long _at;

    public bool AtEnd => _at == blob.Length;

    /// <summary>The next bytes, valid until the next call.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > blob.Length - _at) throw new SketchException($"the sketch ends early, at byte {_at}");
        if (_at + count > _windowStart + _windowLength) Fill();
        var part = _window.AsSpan((int)(_at - _windowStart), count);
        _at += count;
        return part;
    }

    private void Fill()
    {
        (_windowStart, _windowLength) = (_at, (int)Math.Min(_window.Length, blob.Length - _at));
        blob.ReadExactlyAt(_windowStart, _window.AsSpan(0, _windowLength));
    }

    public byte Byte() => Bytes(1)[0];

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var b => throw new SketchException($"a yes or no is {b}"),
    };

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public uint UInt() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    public ulong ULong() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public float Float() => BinaryPrimitives.ReadSingleLittleEndian(Bytes(4));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8));

    public int Positive() => Int() is > 0 and var n ? n : throw new SketchException("a dimension is not positive");

    public string Text(int most)
    {
        var length = Int();
        if (length < 0 || length > most) throw new SketchException($"a text is {length} bytes long; {most} are allowed");
        return Encoding.UTF8.GetString(Bytes(length));
    }

    public TensorRole Role(int most) => new(Int() is >= -1 and < 1 << 20 and var layer ? layer : throw new SketchException("a layer has no such number"), Text(most));

    public float[] Floats(int most)
    {
        var count = Count(most, 4);
        var floats = new float[count];
        for (var i = 0; i < count; i++) floats[i] = Float();
        return floats;
    }

    public List<T> List<T>(int most, Func<SketchReader, T> read)
    {
        var count = Count(most, 1);
        var items = new List<T>();
        for (var i = 0; i < count; i++) items.Add(read(this));
        return items;
    }

    private int Count(int most, int least)
    {
        var count = Int();
        return count < 0 || count > most || count > (blob.Length - _at) / least ? throw new SketchException($"a list has {count} items, more than the sketch can hold") : count;
    }
}
