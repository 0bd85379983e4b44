using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Assay.Lineage;

/// <summary>
/// One pass over a section of a tensor: 2^20 values in row order, wherever rows end. Sections depend on nothing but the tensor, so that any number of
/// threads gets the same result. Values are looked at in tiles that stay in the nearest cache.
/// </summary>
internal sealed class SectionPass
{
    /// <summary>Values of a section; the last one of a tensor may be shorter.</summary>
    public const int Values = 1 << 20;

    private const int Tile = 1 << 13;
    private const int ExponentTables = 4;

    private readonly SectionReader _reader = new();
    private readonly XxHash128 _hash = new();
    private readonly float[] _scratch = new float[Tile];
    private readonly float[] _lanes = new float[RowKernel.Lanes];
    private readonly uint[] _exponents = new uint[32 * ExponentTables];
    private SectionResult _result = null!;
    private TensorPlan _plan = null!;
    private int _nextSample;

    /// <summary>Looks at a section.</summary>
    /// <param name="plan">The tensor.</param>
    /// <param name="section">0-based index of the section.</param>
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
        for (var done = 0; done < count; done += Tile) Look(first + done, _reader.Next(Math.Min(Tile, count - done)));
        _result.Hash = _hash.GetCurrentHashAsUInt128();
        for (var i = 0; i < _exponents.Length; i++) _result.Exponents[i % 32] += _exponents[i];
        return _result;
    }

    private void Look(long at, Span<float> tile)
    {
        _hash.Append(MemoryMarshal.AsBytes(tile));
        TakeSamples(at, tile);
        var columns = _plan.Tensor.Columns;
        var (row, column) = ((int)(at / columns), (int)(at % columns));
        while (!tile.IsEmpty)
        {
            var part = tile[..Math.Min(tile.Length, columns - column)];
            Add(row++, column, part);
            column = 0;
            tile = tile[part.Length..];
        }
    }

    private void Add(int row, int column, Span<float> part)
    {
        if (_plan.LooksAt(row)) CountExponents(part);
        var signs = ColumnSigns.Of(column, _scratch.AsSpan(0, part.Length));
        var sums = RowKernel.Fold(part, signs, _lanes);
        if (!double.IsFinite(sums.Sum) && Clean(part)) sums = RowKernel.Fold(part, signs, _lanes) with { Mantissas = sums.Mantissas };
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

    private void TakeSamples(long first, ReadOnlySpan<float> tile)
    {
        for (; _nextSample < _plan.Wanted.Length && _plan.Wanted[_nextSample].At < first + tile.Length; _nextSample++)
            _plan.Samples[_plan.Wanted[_nextSample].K] = tile[(int)(_plan.Wanted[_nextSample].At - first)];
    }

    /// <summary>Four tables in turn: neighbors mostly have the same exponent, and adding to the same counter again would wait for the last time.</summary>
    private void CountExponents(ReadOnlySpan<float> part)
    {
        var bits = MemoryMarshal.Cast<float, uint>(part);
        var counts = _exponents.AsSpan(0, 32 * ExponentTables);
        var i = 0;
        for (; i <= bits.Length - ExponentTables; i += ExponentTables)
        {
            counts[(int)((bits[i] >> 26) & 31)]++;
            counts[32 + (int)((bits[i + 1] >> 26) & 31)]++;
            counts[64 + (int)((bits[i + 2] >> 26) & 31)]++;
            counts[96 + (int)((bits[i + 3] >> 26) & 31)]++;
        }

        for (; i < bits.Length; i++) counts[(int)((bits[i] >> 26) & 31)]++;
    }

    private bool Clean(Span<float> part)
    {
        var before = _result.NotFinite;
        foreach (ref var v in part)
        {
            if (float.IsFinite(v)) continue;
            v = 0;
            _result.NotFinite++;
        }

        return _result.NotFinite > before;
    }
}
