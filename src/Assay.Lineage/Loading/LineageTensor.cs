using Assay.Weights;

namespace Assay.Lineage;

/// <summary>
/// A tensor as lineage looks at it: a matrix of rows in canonical order. Scales of integer and 8-bit weights are applied, rows that GGUF
/// rearranged for rotary positions are put back, and a fused tensor is one such matrix for each of its parts.
/// </summary>
internal sealed record LineageTensor(TensorRole Role, TensorInfo Info)
{
    /// <summary>First row of the part within the stored tensor.</summary>
    public int FirstRow { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>Attention heads whose rows GGUF interleaved; 0 where rows lie in order.</summary>
    public int InterleavedHeads { get; init; }

    /// <summary>One factor a row, or one for all; empty for none.</summary>
    public float[] Scale { get; init; } = [];

    /// <summary>The values, where they are made rather than read.</summary>
    public float[]? Held { get; init; }

    public long Elements => (long)Rows * Columns;

    /// <summary>Whether row order is storage order, so that rows can be read in blocks.</summary>
    public bool InOrder => InterleavedHeads == 0;

    /// <summary>Reads whole rows.</summary>
    public void Read(int firstRow, Span<float> destination)
    {
        if (Held is not null)
        {
            Held.AsSpan(firstRow * Columns, destination.Length).CopyTo(destination);
        }
        else if (InOrder)
        {
            TensorReader.Read(Info, ((long)FirstRow + firstRow) * Columns, destination);
        }
        else
        {
            for (var r = 0; r * Columns < destination.Length; r++)
                TensorReader.Read(Info, ((long)FirstRow + Stored(firstRow + r)) * Columns, destination.Slice(r * Columns, Columns));
        }

        if (Scale.Length > 0) ApplyScale(firstRow, destination);
    }

    /// <summary>Where a row lies: the converter of GGUF reshapes (heads, 2, half, columns) to (heads, half, 2, columns).</summary>
    private int Stored(int row)
    {
        var perHead = Rows / InterleavedHeads;
        var half = perHead / 2;
        var inHead = row % perHead;
        return row - inHead + (inHead % half * 2) + (inHead / half);
    }

    private void ApplyScale(int firstRow, Span<float> values)
    {
        for (var r = 0; r * Columns < values.Length; r++)
        {
            var row = values.Slice(r * Columns, Columns);
            System.Numerics.Tensors.TensorPrimitives.Multiply(row, Scale.Length == 1 ? Scale[0] : Scale[firstRow + r], row);
        }
    }
}
