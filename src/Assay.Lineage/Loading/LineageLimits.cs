namespace Assay.Lineage;

/// <summary>Bounds of a comparison. What a bound leaves out is named in <c>testsNotRun</c>.</summary>
public sealed record LineageLimits
{
    /// <summary>The bounds used unless others are given.</summary>
    public static LineageLimits Default { get; } = new();

    /// <summary>Most values of all models together that are held in memory (160 million, 640 MB); beyond it only sketches are compared.</summary>
    public long MaxValues { get; init; } = 160_000_000;

    /// <summary>Widest residual stream of the aligned test (768): its cost grows with the cube.</summary>
    public int MaxAlignedWidth { get; init; } = 768;

    /// <summary>Most hidden units a layer of the aligned test (4,096).</summary>
    public int MaxAlignedUnits { get; init; } = 4096;

    /// <summary>Most layers of the aligned test (8), spread evenly.</summary>
    public int MaxAlignedLayers { get; init; } = 8;

    /// <summary>Most models that are compared pair by pair (400); more are first blocked by their unit hashes.</summary>
    public int MaxAllPairs { get; init; } = 400;
}
