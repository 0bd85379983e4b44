using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Assay.Lineage;

/// <summary>One streaming pass over a tensor. Memory: 24 rows, one block of rows and two numbers a row.</summary>
internal sealed class TensorPass
{
    private const int BlockFloats = 1 << 16;
    private const int Samples = 256;
    private const int MaxFoldedColumns = 1 << 18;
    private const int MaxNorms = 1 << 17;

    private readonly LineageTensor _tensor;
    private readonly float[] _buckets;
    private readonly float[] _direct = new float[SketchHash.Side * SketchHash.Side];
    private readonly XxHash128 _hash = new();
    private readonly uint[] _exponents = new uint[32];
    private readonly (long At, int K)[] _wanted;
    private readonly float[] _samples;
    private readonly List<double> _norms = [];
    private int _nextSample;
    private uint _mantissas;
    private long _notFinite;
    private RowKernel.Sums _total = new(0, 0, 0, float.PositiveInfinity, float.NegativeInfinity, 0);

    private TensorPass(LineageTensor tensor)
    {
        _tensor = tensor;
        _buckets = tensor.Columns <= MaxFoldedColumns ? new float[SketchHash.Side * tensor.Columns] : new float[tensor.Columns];
        _samples = new float[(int)Math.Min(Samples, tensor.Elements)];
        _wanted = [.. Enumerable.Range(0, _samples.Length).Select(k => (SketchHash.Sample(k, tensor.Elements, Samples), k)).Order()];
    }

    private bool Folds => _tensor.Columns <= MaxFoldedColumns;

    public static TensorSketch Run(LineageTensor tensor)
    {
        var pass = new TensorPass(tensor);
        var rowsPerBlock = Math.Max(1, BlockFloats / tensor.Columns);
        var block = new float[Math.Min(rowsPerBlock, tensor.Rows) * tensor.Columns];
        for (var row = 0; row < tensor.Rows; row += rowsPerBlock)
        {
            var rows = Math.Min(rowsPerBlock, tensor.Rows - row);
            var values = block.AsSpan(0, rows * tensor.Columns);
            tensor.Read(row, values);
            pass._hash.Append(MemoryMarshal.AsBytes(values));
            for (var r = 0; r < rows; r++) pass.Row(row + r, values.Slice(r * tensor.Columns, tensor.Columns));
        }

        return pass.Finish();
    }

    private void Row(int index, Span<float> row)
    {
        var (bucket, negative) = _tensor.Rows == 1 ? (0, false) : SketchHash.Row(index);
        TakeSamples((long)index * _tensor.Columns, row);
        var looks = _tensor.Elements <= BlockFloats || (index & 15) == 0;
        if (looks) Look(row);
        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(row))) Clean(row);
        var sums = RowKernel.Add(row, Folds ? _buckets.AsSpan(bucket * _tensor.Columns, _tensor.Columns) : _buckets, negative);
        if (!Folds) FoldRow(row, bucket, negative);
        if (_norms.Count < MaxNorms) _norms.Add(sums.Sum2);
        _total = new RowKernel.Sums(_total.Sum + sums.Sum, _total.Sum2 + sums.Sum2, _total.Sum4 + sums.Sum4, Math.Min(_total.Min, sums.Min), Math.Max(_total.Max, sums.Max), _total.Zeros + sums.Zeros);
    }

    private void TakeSamples(long first, ReadOnlySpan<float> row)
    {
        for (; _nextSample < _wanted.Length && _wanted[_nextSample].At < first + row.Length; _nextSample++)
            _samples[_wanted[_nextSample].K] = row[(int)(_wanted[_nextSample].At - first)];
    }

    private void Look(ReadOnlySpan<float> row)
    {
        foreach (var bits in MemoryMarshal.Cast<float, uint>(row))
        {
            _exponents[(bits >> 26) & 31]++;
            _mantissas |= bits;
        }
    }

    private void Clean(Span<float> row)
    {
        foreach (ref var v in row)
        {
            if (float.IsFinite(v)) continue;
            v = 0;
            _notFinite++;
        }
    }

    private void FoldRow(ReadOnlySpan<float> row, int bucket, bool negative)
    {
        for (var c = 0; c < row.Length; c++)
        {
            var (column, minus) = SketchHash.Column(c);
            _direct[(bucket * SketchHash.Side) + column] += negative ^ minus ? -row[c] : row[c];
        }
    }

    private TensorSketch Finish()
    {
        if (Folds) FoldBuckets();
        return new TensorSketch
        {
            Role = _tensor.Role,
            Type = _tensor.Info.Type,
            Rows = _tensor.Rows,
            Columns = _tensor.Columns,
            ValueHash = _hash.GetCurrentHashAsUInt128(),
            Moments = new Moments(_total.Zeros, _notFinite, _total.Min, _total.Max, _total.Sum, _total.Sum2, _total.Sum4),
            Exponents = _exponents,
            MantissaBits = (_mantissas & 0x7FFFFF) == 0 ? 0 : 23 - System.Numerics.BitOperations.TrailingZeroCount(_mantissas & 0x7FFFFF),
            RowOrder = Ranks.AgainstIndex(_norms),
            Deterministic = Formulas.Explain(_tensor) is not null,
            Sketch = _tensor.Rows == 1 ? _direct[..SketchHash.Side] : _direct,
            Samples = _samples,
        };
    }

    private void FoldBuckets()
    {
        for (var c = 0; c < _tensor.Columns; c++)
        {
            var (column, minus) = SketchHash.Column(c);
            for (var b = 0; b < SketchHash.Side; b++)
            {
                var v = _buckets[(b * _tensor.Columns) + c];
                _direct[(b * SketchHash.Side) + column] += minus ? -v : v;
            }
        }
    }
}
