using System.Runtime.InteropServices;
using Assay.Core;
using Assay.Weights;
using Assay.Weights.Decoding;

namespace Assay.Lineage;

/// <summary>Reads the values of a section tile by tile. Elements that lie in order are decoded straight from the bytes; others are read through the tensor.</summary>
internal sealed class SectionReader
{
    private const int RawBytes = 1 << 18;
    private const int WideValues = 1 << 16;

    private readonly byte[] _raw = new byte[RawBytes];
    private readonly float[] _tile = new float[WideValues];
    private float[] _whole = [];
    private LineageTensor _tensor = null!;
    private long _at;
    private long _end;
    private bool _direct;
    private long _held;
    private int _heldFrom;
    private int _heldCount;

    /// <summary>Turns to a section.</summary>
    public void Start(LineageTensor tensor, long first, int count)
    {
        (_tensor, _at, _end, _heldCount) = (tensor, first, first + count, 0);
        var start = tensor.StoredAt(first);
        _direct = start is { } at && at % tensor.Info.Type.Block().Elements == 0 && count % tensor.Info.Type.Block().Elements == 0;
        _held = start ?? 0;
        HasUpperHalves = _direct && tensor.Info.Type == DType.BF16 && !tensor.Info.Storage.BigEndian && tensor.Scale.Length == 0;
    }

    /// <summary>The next values, valid until the next call.</summary>
    public Span<float> Next(int count)
    {
        var values = _direct ? Decode(count) : Copy(count);
        _at += count;
        return values;
    }

    /// <summary>Whether the values are there as BF16, to be had with <see cref="NextUpperHalves"/>.</summary>
    public bool HasUpperHalves { get; private set; }

    /// <summary>The next values as they are stored, valid until the next call.</summary>
    public ReadOnlySpan<ushort> NextUpperHalves(int count)
    {
        _at += count;
        return MemoryMarshal.Cast<byte, ushort>(Raw(count, 1, sizeof(ushort), _at - count));
    }

    private Span<float> Decode(int count)
    {
        var (elements, bytes) = _tensor.Info.Type.Block();
        var tile = _tile.AsSpan(0, count);
        TensorDecoder.Decode(_tensor.Info.Type, Raw(count, elements, bytes, _at), tile, _tensor.Info.Storage.BigEndian);
        _tensor.ApplyScale(_at, tile);
        return tile;
    }

    /// <summary>The stored bytes of the next values; whole tiles are read ahead.</summary>
    private ReadOnlySpan<byte> Raw(int count, int elements, int bytes, long at)
    {
        var wanted = count / elements * bytes;
        if (_heldCount < wanted)
        {
            _heldCount = (int)Math.Min((_end - at) / elements * bytes, RawBytes / wanted * wanted);
            _heldFrom = 0;
            if (TensorReader.ReadRaw(_tensor.Info, _held / elements * bytes, _raw.AsSpan(0, _heldCount)) < _heldCount) throw new BlobReadException("the values end early");
            _held += _heldCount / bytes * elements;
        }

        _heldFrom += wanted;
        _heldCount -= wanted;
        return _raw.AsSpan(_heldFrom - wanted, wanted);
    }

    private Span<float> Copy(int count)
    {
        if (_heldCount < count)
        {
            var ahead = (int)Math.Min(_end - _at, _tensor.InOrder ? WideValues : SectionPass.Values);
            if (_whole.Length < ahead) _whole = new float[ahead];
            _tensor.ReadValues(_at, _whole.AsSpan(0, ahead));
            (_heldFrom, _heldCount) = (0, ahead);
        }

        var values = _whole.AsSpan(_heldFrom, count);
        _heldFrom += count;
        _heldCount -= count;
        return values;
    }
}
