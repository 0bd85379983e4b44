using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>A dense matrix of floats in row order.</summary>
internal sealed class Matrix(float[] data, int rows, int columns)
{
    public Matrix(int rows, int columns)
        : this(new float[rows * columns], rows, columns)
    {
    }

    public float[] Data { get; } = data;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public ReadOnlySpan<float> Row(int i) => Data.AsSpan(i * Columns, Columns);

    public Span<float> Writable(int i) => Data.AsSpan(i * Columns, Columns);

    public Matrix Transposed()
    {
        var t = new Matrix(Columns, Rows);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++) t.Data[(j * Rows) + i] = Data[(i * Columns) + j];
        }

        return t;
    }

    /// <summary>This times the transpose of the other.</summary>
    public Matrix TimesTransposed(Matrix other)
    {
        var product = new Matrix(Rows, other.Rows);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < other.Rows; j++) product.Data[(i * other.Rows) + j] = TensorPrimitives.Dot(Row(i), other.Row(j));
        }

        return product;
    }

    /// <summary>Every column times its factor.</summary>
    public Matrix ScaleColumns(ReadOnlySpan<float> factors)
    {
        var scaled = new Matrix(Rows, Columns);
        for (var i = 0; i < Rows; i++) TensorPrimitives.Multiply(Row(i), factors, scaled.Writable(i));
        return scaled;
    }

    /// <summary>Rows of length 1; a row of zeros stays.</summary>
    public Matrix UnitRows()
    {
        var unit = new Matrix(Rows, Columns);
        for (var i = 0; i < Rows; i++)
        {
            var norm = TensorPrimitives.Norm(Row(i));
            if (norm > 0) TensorPrimitives.Divide(Row(i), norm, unit.Writable(i));
        }

        return unit;
    }

    /// <summary>Rows of several matrices of one width, one below the other.</summary>
    public static Matrix Stack(IReadOnlyList<Matrix> parts) => parts.Count == 1 ? parts[0] : new Matrix([.. parts.SelectMany(p => p.Data)], parts.Sum(p => p.Rows), parts[0].Columns);

    /// <summary>The first rows.</summary>
    public Matrix Top(int rows) => rows >= Rows ? this : new Matrix(Data[..(rows * Columns)], rows, Columns);
}
