namespace Assay.Weights;

/// <summary>Walks the elements of a strided tensor in row-major order and gives their places in the storage.</summary>
internal sealed class StrideWalk
{
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly long[] _index;
    private long _at;

    public StrideWalk(long[] shape, long[] strides, long first)
    {
        (_shape, _strides, _index) = (shape, strides, new long[shape.Length]);
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            (_index[d], first) = (first % shape[d], first / shape[d]);
            _at += _index[d] * strides[d];
        }
    }

    /// <summary>Place of the next element, in elements.</summary>
    public long Next()
    {
        var at = _at;
        for (var d = _shape.Length - 1; d >= 0; d--)
        {
            _at += _strides[d];
            if (++_index[d] < _shape[d]) break;
            _at -= _strides[d] * _shape[d];
            _index[d] = 0;
        }

        return at;
    }

    /// <summary>Lowest and highest place that the next elements may touch.</summary>
    public (long Low, long High) Range(long count)
    {
        var inner = 1L;
        var d = _shape.Length;
        var (low, high) = (_at, _at);
        while (d > 0 && count > 1)
        {
            d--;
            low -= _index[d] * _strides[d];
            high += (_shape[d] - 1 - _index[d]) * _strides[d];
            inner *= _shape[d];
            if (d > 0 && _index[d - 1] + ((count - 1) / inner) + 1 < _shape[d - 1])
            {
                high += _strides[d - 1] * (((count - 1) / inner) + 1);
                break;
            }
        }

        return (low, high);
    }
}
