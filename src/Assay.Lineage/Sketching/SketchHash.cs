using System.Numerics;

namespace Assay.Lineage;

/// <summary>The fixed hashes of version 2 of the sketch: they depend on indices only, so that sketches made anywhere can be compared.</summary>
internal static class SketchHash
{
    /// <summary>Rows and columns of a count-sketch.</summary>
    public const int Side = 24;

    private const ulong RowSeed = 0x9E3779B97F4A7C15;
    private const ulong ColumnSeed = 0xC2B2AE3D27D4EB4F;
    private const ulong ProjectionSeed = 0x165667B19E3779F9;
    private const ulong SampleSeed = 0xD6E8FEB86659FD93;

    /// <summary>The finalizer of SplitMix64.</summary>
    public static ulong Mix(ulong x)
    {
        unchecked
        {
            x += 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }

    /// <summary>Bucket and sign of a row.</summary>
    public static (int Bucket, bool Negative) Row(long row) => Place(Mix(RowSeed ^ (ulong)row));

    /// <summary>Signs of 64 columns, lowest bit first: set where the column is negated. The bucket of a column is its index modulo 24.</summary>
    public static ulong ColumnSigns(long group) => Mix(ColumnSeed ^ (ulong)group);

    /// <summary>128 signs of a coordinate, as bits.</summary>
    public static (ulong Low, ulong High) Projection(long coordinate)
    {
        var low = Mix(ProjectionSeed ^ (ulong)coordinate);
        return (low, Mix(BitOperations.RotateLeft(low, 23) ^ ProjectionSeed));
    }

    /// <summary>The k-th sampled coordinate of so many; all of them in order where there are at most <paramref name="samples"/>.</summary>
    public static long Sample(int k, long elements, int samples) =>
        elements <= samples ? k : (long)((UInt128)Mix(SampleSeed ^ (ulong)k) * (ulong)elements >> 64);

    private static (int Bucket, bool Negative) Place(ulong hash) => ((int)((hash >> 32) * Side >> 32), (hash & 1) != 0);
}
