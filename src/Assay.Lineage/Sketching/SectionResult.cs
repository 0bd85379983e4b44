namespace Assay.Lineage;

/// <summary>What one section of a tensor adds to its sketch.</summary>
internal sealed class SectionResult
{
    private readonly int _firstRow;

    public SectionResult(long first, int count, int columns)
    {
        _firstRow = (int)(first / columns);
        var last = (int)((first + count - 1) / columns);
        Norms = new double[Math.Clamp(Math.Min(last + 1, TensorPlan.MaxNorms) - _firstRow, 0, count)];
    }

    /// <summary>Squared length of each row, or of the part of it that lies in the section; of the first rows of the tensor only.</summary>
    public double[] Norms { get; }

    /// <summary>The count-sketch: 24 rows of 24 lanes.</summary>
    public float[] Lanes { get; } = new float[SketchHash.Side * RowKernel.Lanes];

    public uint[] Exponents { get; } = new uint[32];

    public UInt128 Hash { get; set; }

    public long NotFinite { get; set; }

    public RowKernel.Sums Total { get; private set; } = new(0, 0, 0, float.PositiveInfinity, float.NegativeInfinity, 0, 0);

    public int FirstRow => _firstRow;

    public void Add(int row, RowKernel.Sums sums)
    {
        Total = Join(Total, sums);
        if (row - _firstRow < Norms.Length) Norms[row - _firstRow] += sums.Sum2;
    }

    public static RowKernel.Sums Join(RowKernel.Sums a, RowKernel.Sums b) =>
        new(a.Sum + b.Sum, a.Sum2 + b.Sum2, a.Sum4 + b.Sum4, Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max), a.Zeros + b.Zeros, a.Mantissas | b.Mantissas);
}
