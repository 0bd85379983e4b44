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

    /// <summary>How many rows, from the first on, have labels that mean nothing; 0 for all.</summary>
    public int Exchangeable { get; init; }

    /// <summary>Whether it is stored as (in, out), so that its rows are the columns of storage.</summary>
    public bool Transposed { get; init; }

    /// <summary>One factor a row, or one for all; empty for none.</summary>
    public float[] Scale { get; init; } = [];

    /// <summary>What is added to every value: -1 where a converter stored factors instead of their distance from one.</summary>
    public float Offset { get; init; }

    /// <summary>The values, where they are made rather than read.</summary>
    public float[]? Held { get; init; }

    public long Elements => (long)Rows * Columns;

    /// <summary>Whether row order is storage order, so that rows can be read in blocks.</summary>
    public bool InOrder => InterleavedHeads == 0 && !Transposed;

    /// <summary>Reads whole rows.</summary>
    public void Read(int firstRow, Span<float> destination) => ReadValues((long)firstRow * Columns, destination);

    /// <summary>Reads values in row order, from any to any.</summary>
    public void ReadValues(long first, Span<float> destination)
    {
        if (Held is not null) Held.AsSpan((int)(((long)FirstRow * Columns) + first), destination.Length).CopyTo(destination);
        else if (Transposed) ReadColumns(first, destination);
        else if (InOrder) TensorReader.Read(Info, ((long)FirstRow * Columns) + first, destination);
        else ReadRows(first, destination);
        ApplyScale(first, destination);
    }

    /// <summary>Place of a value among the stored elements; null where the elements do not lie in the order of the rows.</summary>
    public long? StoredAt(long value) => Held is null && InOrder && Info.Storage.Strides is null ? ((long)FirstRow * Columns) + value : null;

    /// <summary>Adds the offset, and multiplies values by the factors of their rows.</summary>
    public void ApplyScale(long first, Span<float> values)
    {
        if (Offset != 0) System.Numerics.Tensors.TensorPrimitives.Add(values, Offset, values);
        if (Scale.Length == 0) return;
        for (var (row, column) = ((int)(first / Columns), (int)(first % Columns)); !values.IsEmpty; row++, column = 0)
        {
            var part = values[..Math.Min(values.Length, Columns - column)];
            System.Numerics.Tensors.TensorPrimitives.Multiply(part, Scale.Length == 1 ? Scale[0] : Scale[row], part);
            values = values[part.Length..];
        }
    }

    private void ReadRows(long first, Span<float> destination)
    {
        for (var (row, column) = ((int)(first / Columns), (int)(first % Columns)); !destination.IsEmpty; row++, column = 0)
        {
            var part = destination[..Math.Min(destination.Length, Columns - column)];
            TensorReader.Read(Info, (((long)FirstRow + Stored(row)) * Columns) + column, part);
            destination = destination[part.Length..];
        }
    }

    /// <summary>Of each stored row the piece that holds these rows.</summary>
    private void ReadColumns(long first, Span<float> destination)
    {
        if (destination.IsEmpty) return;
        var row = first / Columns;
        var part = new float[(int)(((first + destination.Length - 1) / Columns) - row + 1)];
        var stored = Info.Elements / Columns;
        for (var c = 0; c < Columns; c++)
        {
            TensorReader.Read(Info, (c * stored) + FirstRow + row, part);
            for (var r = 0; r < part.Length; r++)
            {
                var at = ((row + r) * Columns) + c - first;
                if (at >= 0 && at < destination.Length) destination[(int)at] = part[r];
            }
        }
    }

    /// <summary>Where a row lies: the converter of GGUF reshapes (heads, 2, half, columns) to (heads, half, 2, columns).</summary>
    private int Stored(int row)
    {
        var perHead = Rows / InterleavedHeads;
        var half = perHead / 2;
        var inHead = row % perHead;
        return row - inHead + (inHead % half * 2) + (inHead / half);
    }
}
