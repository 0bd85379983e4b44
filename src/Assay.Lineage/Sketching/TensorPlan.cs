using System.Numerics;
using Assay.Core;

namespace Assay.Lineage;

/// <summary>A tensor to be sketched: its sections, the coordinates that are sampled, and how the sections become one sketch.</summary>
internal sealed class TensorPlan
{
    /// <summary>Most rows whose lengths are kept.</summary>
    public const int MaxNorms = 1 << 17;

    private const int MostSamples = 256;
    private const int SmallElements = 1 << 16;

    private readonly SectionResult?[] _sections;
    private int _open;

    public TensorPlan(LineageTensor tensor)
    {
        Tensor = tensor;
        _sections = new SectionResult?[(int)((tensor.Elements + SectionPass.Values - 1) / SectionPass.Values)];
        _open = _sections.Length;
        Samples = new float[(int)Math.Min(MostSamples, tensor.Elements)];
        Wanted = new (long, int)[Samples.Length];
        for (var k = 0; k < Wanted.Length; k++) Wanted[k] = (SketchHash.Sample(k, tensor.Elements, MostSamples), k);
        Array.Sort(Wanted);
    }

    public LineageTensor Tensor { get; }

    public int Sections => _sections.Length;

    /// <summary>Sampled coordinates in order, each with its number.</summary>
    public (long At, int K)[] Wanted { get; }

    public float[] Samples { get; }

    /// <summary>Why a section could not be read; null where all could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether exponents of a row are counted: of every 64th row of a large tensor.</summary>
    public bool LooksAt(int row) => Tensor.Elements <= SmallElements || (row & 63) == 0;

    /// <summary>Index of the first sampled coordinate that is not before a place.</summary>
    public int FirstSampleFrom(long at)
    {
        var k = 0;
        while (k < Wanted.Length && Wanted[k].At < at) k++;
        return k;
    }

    /// <summary>Looks at one section.</summary>
    /// <returns>Whether it was the last one that was open: true on one thread only.</returns>
    public bool Run(SectionPass pass, int section)
    {
        try
        {
            _sections[section] = pass.Run(this, section);
        }
        catch (BlobReadException e)
        {
            Problem = e.Message;
        }

        return Interlocked.Decrement(ref _open) == 0;
    }

    /// <summary>The sketch, once all sections are done; null with a <see cref="Problem"/>.</summary>
    public TensorSketch? Finish()
    {
        if (Problem is not null) return null;
        try
        {
            return Join();
        }
        catch (BlobReadException e)
        {
            Problem = e.Message;
            return null;
        }
    }

    private TensorSketch Join()
    {
        var sections = _sections.Select(s => s!).ToList();
        Array.Clear(_sections);
        var total = sections.Select(s => s.Total).Aggregate(SectionResult.Join);
        var mantissas = total.Mantissas & 0x7FFFFF;
        return new TensorSketch
        {
            Role = Tensor.Role,
            Type = Tensor.Info.Type,
            Rows = Tensor.Rows,
            Columns = Tensor.Columns,
            ValueHash = HashOf(sections),
            Moments = new Moments(total.Zeros, sections.Sum(s => s.NotFinite), total.Min, total.Max, total.Sum, total.Sum2, total.Sum4),
            Exponents = Exponents(sections),
            MantissaBits = mantissas == 0 ? 0 : 23 - BitOperations.TrailingZeroCount(mantissas),
            RowOrder = Ranks.AgainstIndex(Norms(sections)),
            Deterministic = Formulas.Explain(Tensor) is not null,
            Sketch = Sketch(sections),
            Samples = Samples,
        };
    }

    /// <summary>The hash of the only section, or the hash of the hashes of all.</summary>
    private static UInt128 HashOf(List<SectionResult> sections) => sections.Count == 1 ? sections[0].Hash : ValueHash.Join([.. sections.Select(s => s.Hash)]);

    private static uint[] Exponents(List<SectionResult> sections)
    {
        var counts = new uint[32];
        foreach (var section in sections)
        {
            for (var i = 0; i < counts.Length; i++) counts[i] = (uint)Math.Min(uint.MaxValue, (ulong)counts[i] + section.Exponents[i]);
        }

        return counts;
    }

    private double[] Norms(List<SectionResult> sections)
    {
        var norms = new double[Math.Min(Tensor.Rows, MaxNorms)];
        foreach (var section in sections)
        {
            for (var i = 0; i < section.Norms.Length; i++) norms[section.FirstRow + i] += section.Norms[i];
        }

        return norms;
    }

    private float[] Sketch(List<SectionResult> sections)
    {
        var sums = new double[SketchHash.Side * SketchHash.Side];
        foreach (var section in sections)
        {
            for (var i = 0; i < section.Lanes.Length; i++) sums[i] += section.Lanes[i];
        }

        return [.. sums.Take(Tensor.Rows == 1 ? SketchHash.Side : sums.Length).Select(v => (float)v)];
    }
}
