using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Assay.Lineage;

/// <summary>
/// One pass over a section of a tensor: 2^20 values in row order, wherever rows end. Sections depend on nothing but the tensor, so that any number of
/// threads gets the same result. Values are looked at in tiles that stay in the nearest cache; BF16 is never written out as floats.
/// </summary>
internal sealed class SectionPass
{
    /// <summary>Values of a section; the last one of a tensor may be shorter.</summary>
    public const int Values = 1 << 20;

    private const int Tile = 1 << 13;
    private const int ExponentTables = 4;

    private readonly SectionReader _reader = new();
    private readonly ValueHash _hash = new();
    private readonly float[] _scratch = new float[Tile];
    private readonly float[] _lanes = new float[RowKernel.Lanes];
    private readonly uint[] _exponents = new uint[32 * ExponentTables];
    private float[] _cleaned = [];
    private SectionResult _result = null!;
    private TensorPlan _plan = null!;
    private int _nextSample;

    /// <summary>Looks at a section.</summary>
    /// <param name="plan">The tensor.</param>
    /// <param name="section">0-based index of the section.</param>
    /// <exception cref="Core.BlobReadException">The values could not be had.</exception>
    public SectionResult Run(TensorPlan plan, int section)
    {
        var first = (long)section * Values;
        var count = (int)Math.Min(Values, plan.Tensor.Elements - first);
        _plan = plan;
        _result = new SectionResult(first, count, plan.Tensor.Columns);
        _nextSample = plan.FirstSampleFrom(first);
        _hash.Reset();
        Array.Clear(_exponents);
        _reader.Start(plan.Tensor, first, count);
        for (var done = 0; done < count; done += Tile)
        {
            var length = Math.Min(Tile, count - done);
            if (_reader.HasUpperHalves) Look<ushort, UpperHalves>(first + done, _reader.NextUpperHalves(length));
            else Look<float, Floats>(first + done, _reader.Next(length));
        }

        _result.Hash = _hash.Current;
        for (var i = 0; i < _exponents.Length; i++) _result.Exponents[i % 32] += _exponents[i];
        return _result;
    }

    private void Look<T, TSource>(long at, ReadOnlySpan<T> tile)
        where T : unmanaged
        where TSource : IValueSource<T>
    {
        if (typeof(T) == typeof(ushort)) _hash.Append(MemoryMarshal.Cast<T, ushort>(tile));
        else _hash.Append(MemoryMarshal.Cast<T, float>(tile));
        for (; _nextSample < _plan.Wanted.Length && _plan.Wanted[_nextSample].At < at + tile.Length; _nextSample++)
            _plan.Samples[_plan.Wanted[_nextSample].K] = BitConverter.UInt32BitsToSingle(TSource.Bits(tile[(int)(_plan.Wanted[_nextSample].At - at)]));
        var columns = _plan.Tensor.Columns;
        var (row, column) = ((int)(at / columns), (int)(at % columns));
        while (!tile.IsEmpty)
        {
            var part = tile[..Math.Min(tile.Length, columns - column)];
            Add<T, TSource>(row++, column, part);
            column = 0;
            tile = tile[part.Length..];
        }
    }

    private void Add<T, TSource>(int row, int column, ReadOnlySpan<T> part)
        where T : unmanaged
        where TSource : IValueSource<T>
    {
        if (_plan.LooksAt(row)) CountExponents<T, TSource>(part);
        var signs = ColumnSigns.Of(column, _scratch.AsSpan(0, part.Length));
        var sums = RowKernel.Fold<T, TSource>(part, signs, _lanes);
        if (!double.IsFinite(sums.Sum) && Clean<T, TSource>(part) is { IsEmpty: false } cleaned) sums = RowKernel.Fold<float, Floats>(cleaned, signs, _lanes) with { Mantissas = sums.Mantissas };
        var (bucket, negative) = _plan.Tensor.Rows == 1 ? (0, false) : SketchHash.Row(row);
        AddLanes(_result.Lanes.AsSpan(bucket * RowKernel.Lanes, RowKernel.Lanes), column, negative);
        _result.Add(row, sums);
    }

    /// <summary>Lane k of the part is column + k; lanes of the section start at column 0.</summary>
    private void AddLanes(Span<float> to, int column, bool negative)
    {
        var shift = column % RowKernel.Lanes;
        Span<float> lanes = _lanes;
        AddPart(to[shift..], lanes[..(RowKernel.Lanes - shift)], negative);
        if (shift > 0) AddPart(to[..shift], lanes[(RowKernel.Lanes - shift)..], negative);
    }

    private static void AddPart(Span<float> to, ReadOnlySpan<float> lanes, bool negative)
    {
        if (negative) TensorPrimitives.Subtract(to, lanes, to);
        else TensorPrimitives.Add(to, lanes, to);
    }

    /// <summary>Four tables in turn: neighbors mostly have the same exponent, and adding to the same counter again would wait for the last time.</summary>
    private void CountExponents<T, TSource>(ReadOnlySpan<T> part)
        where T : unmanaged
        where TSource : IValueSource<T>
    {
        var counts = _exponents.AsSpan(0, 32 * ExponentTables);
        for (var i = 0; i < part.Length; i++) counts[(32 * (i & (ExponentTables - 1))) + (int)((TSource.Bits(part[i]) >> 26) & 31)]++;
    }

    /// <summary>The values with 0 for those that are not finite; empty where all are.</summary>
    private Span<float> Clean<T, TSource>(ReadOnlySpan<T> part)
        where T : unmanaged
        where TSource : IValueSource<T>
    {
        if (_cleaned.Length < part.Length) _cleaned = new float[Tile];
        var before = _result.NotFinite;
        for (var i = 0; i < part.Length; i++)
        {
            var v = BitConverter.UInt32BitsToSingle(TSource.Bits(part[i]));
            _cleaned[i] = float.IsFinite(v) ? v : 0;
            if (!float.IsFinite(v)) _result.NotFinite++;
        }

        return _result.NotFinite > before ? _cleaned.AsSpan(0, part.Length) : default;
    }
}
