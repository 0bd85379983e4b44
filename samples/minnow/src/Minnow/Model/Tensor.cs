namespace Minnow.Model;

/// <summary>A named array of single-precision numbers, row by row.</summary>
public sealed class Tensor
{
    /// <summary>All zeros.</summary>
    public Tensor(string name, params int[] dimensions)
    {
        Name = name;
        Dimensions = dimensions;
        Values = new float[dimensions.Aggregate(1, (a, b) => a * b)];
    }

    /// <summary>Name in the weight file.</summary>
    public string Name { get; }

    /// <summary>One or two sizes.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>The numbers.</summary>
    public float[] Values { get; }

    /// <summary>One row of a matrix.</summary>
    public Span<float> Row(int row) => Values.AsSpan(row * Dimensions[^1], Dimensions[^1]);
}
