using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Lineage;

/// <summary>
/// One pass over a row or a part of it: folds its columns into 24 lanes and collects moments. Values are added in a fixed order, so that every machine gets
/// the same sums.
/// </summary>
internal static class RowKernel
{
    /// <summary>Lanes of the folded row: one a bucket.</summary>
    public const int Lanes = SketchHash.Side;

    private const int Width = 8;

    /// <summary>Sums over a part of a row.</summary>
    internal record struct Sums(double Sum, double Sum2, double Sum4, float Min, float Max, long Zeros, uint Mantissas);

    /// <summary>Folds values into lanes: lane k holds the signed sum of every 24th value from the k-th on.</summary>
    /// <param name="row">The values.</param>
    /// <param name="signs">One mask a value.</param>
    /// <param name="lanes">24 lanes, overwritten.</param>
    public static Sums Fold<T, TSource>(ReadOnlySpan<T> row, ReadOnlySpan<float> signs, Span<float> lanes)
        where T : unmanaged
        where TSource : IValueSource<T>
    {
        // Accumulators are locals, one value at a time is worked on: so all of them stay in the 16 registers of AVX2.
        var (lanesA, lanesB, lanesC) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (sum, square, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var min = Vector256.Create(float.PositiveInfinity);
        var max = Vector256.Create(float.NegativeInfinity);
        var zeros = Vector256<int>.Zero;
        var bits = Vector256<uint>.Zero;
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var sign = ref MemoryMarshal.GetReference(signs[..row.Length]);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
        {
            var v = TSource.Load(ref from, (nuint)i);
            lanesA += v ^ Vector256.LoadUnsafe(ref sign, (nuint)i);
            var v2 = v * v;
            (sum, square, fourth) = (sum + v, square + v2, fourth + (v2 * v2));
            (min, max) = (Vector256.MinNative(min, v), Vector256.MaxNative(max, v));
            (zeros, bits) = (zeros + Vector256.Equals(v, Vector256<float>.Zero).AsInt32(), bits | v.AsUInt32());

            v = TSource.Load(ref from, (nuint)(i + Width));
            lanesB += v ^ Vector256.LoadUnsafe(ref sign, (nuint)(i + Width));
            v2 = v * v;
            (sum, square, fourth) = (sum + v, square + v2, fourth + (v2 * v2));
            (min, max) = (Vector256.MinNative(min, v), Vector256.MaxNative(max, v));
            (zeros, bits) = (zeros + Vector256.Equals(v, Vector256<float>.Zero).AsInt32(), bits | v.AsUInt32());

            v = TSource.Load(ref from, (nuint)(i + (2 * Width)));
            lanesC += v ^ Vector256.LoadUnsafe(ref sign, (nuint)(i + (2 * Width)));
            v2 = v * v;
            (sum, square, fourth) = (sum + v, square + v2, fourth + (v2 * v2));
            (min, max) = (Vector256.MinNative(min, v), Vector256.MaxNative(max, v));
            (zeros, bits) = (zeros + Vector256.Equals(v, Vector256<float>.Zero).AsInt32(), bits | v.AsUInt32());
        }

        for (var third = 0; i <= row.Length - Width; i += Width, third++)
        {
            var v = TSource.Load(ref from, (nuint)i);
            var signed = v ^ Vector256.LoadUnsafe(ref sign, (nuint)i);
            if (third == 0) lanesA += signed;
            else lanesB += signed;
            var v2 = v * v;
            (sum, square, fourth) = (sum + v, square + v2, fourth + (v2 * v2));
            (min, max) = (Vector256.MinNative(min, v), Vector256.MaxNative(max, v));
            (zeros, bits) = (zeros + Vector256.Equals(v, Vector256<float>.Zero).AsInt32(), bits | v.AsUInt32());
        }

        ref var to = ref MemoryMarshal.GetReference(lanes[..Lanes]);
        lanesA.StoreUnsafe(ref to);
        lanesB.StoreUnsafe(ref to, Width);
        lanesC.StoreUnsafe(ref to, 2 * Width);
        return Tail<T, TSource>(row, signs, lanes, i, new Sums(Total(sum), Total(square), Total(fourth), Least(min), -Least(-max), -Vector256.Sum(zeros), Union(bits)));
    }

    private static Sums Tail<T, TSource>(ReadOnlySpan<T> row, ReadOnlySpan<float> signs, Span<float> lanes, int start, Sums sums)
        where T : unmanaged
        where TSource : IValueSource<T>
    {
        for (var i = start; i < row.Length; i++)
        {
            var v = BitConverter.UInt32BitsToSingle(TSource.Bits(row[i]));
            lanes[i % Lanes] += float.IsNegative(signs[i]) ? -v : v;
            sums.Sum += v;
            sums.Sum2 += (double)v * v;
            sums.Sum4 += (double)v * v * v * v;
            sums.Min = Math.Min(sums.Min, v);
            sums.Max = Math.Max(sums.Max, v);
            sums.Zeros += v == 0 ? 1 : 0;
            sums.Mantissas |= TSource.Bits(row[i]);
        }

        return sums;
    }

    // Halves are added until four lanes are left: the same tree on every machine.
    private static double Total(Vector256<float> v)
    {
        var four = v.GetLower() + v.GetUpper();
        return ((double)four[0] + four[1]) + ((double)four[2] + four[3]);
    }

    private static float Least(Vector256<float> v)
    {
        var four = Vector128.MinNative(v.GetLower(), v.GetUpper());
        return Math.Min(Math.Min(four[0], four[1]), Math.Min(four[2], four[3]));
    }

    private static uint Union(Vector256<uint> v)
    {
        var four = v.GetLower() | v.GetUpper();
        return four[0] | four[1] | four[2] | four[3];
    }
}
