using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Lineage;

/// <summary>
/// One pass over a row or a part of it: folds its columns into 48 lanes and collects moments. Lanes are added in a fixed order, so that every machine gets
/// the same sums whatever the width of its vectors.
/// </summary>
internal static class RowKernel
{
    /// <summary>Lanes of the folded row: twice the buckets, so that they fill three vectors.</summary>
    public const int Lanes = 2 * SketchHash.Side;

    private const int Width = 16;

    /// <summary>Sums over a part of a row.</summary>
    internal record struct Sums(double Sum, double Sum2, double Sum4, float Min, float Max, long Zeros, uint Mantissas);

    /// <summary>Folds values into lanes: lane k holds the signed sum of every 48th value from the k-th on.</summary>
    /// <param name="row">The values.</param>
    /// <param name="signs">One mask a value.</param>
    /// <param name="lanes">48 lanes, overwritten.</param>
    public static Sums Fold(ReadOnlySpan<float> row, ReadOnlySpan<float> signs, Span<float> lanes)
    {
        // Accumulators are locals, not fields of a struct, so that all of them stay in registers.
        var (lanesA, lanesB, lanesC) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (sum, square, fourth) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var min = Vector512.Create(float.PositiveInfinity);
        var max = Vector512.Create(float.NegativeInfinity);
        var zeros = Vector512<int>.Zero;
        var bits = Vector512<uint>.Zero;
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var sign = ref MemoryMarshal.GetReference(signs[..row.Length]);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
        {
            var a = Vector512.LoadUnsafe(ref from, (nuint)i);
            var b = Vector512.LoadUnsafe(ref from, (nuint)(i + Width));
            var c = Vector512.LoadUnsafe(ref from, (nuint)(i + (2 * Width)));
            lanesA += a ^ Vector512.LoadUnsafe(ref sign, (nuint)i);
            lanesB += b ^ Vector512.LoadUnsafe(ref sign, (nuint)(i + Width));
            lanesC += c ^ Vector512.LoadUnsafe(ref sign, (nuint)(i + (2 * Width)));
            var (a2, b2, c2) = (a * a, b * b, c * c);
            sum += a + b + c;
            square += a2 + b2 + c2;
            fourth += (a2 * a2) + (b2 * b2) + (c2 * c2);
            min = Vector512.MinNative(min, Vector512.MinNative(Vector512.MinNative(a, b), c));
            max = Vector512.MaxNative(max, Vector512.MaxNative(Vector512.MaxNative(a, b), c));
            zeros -= (Vector512.Equals(a, Vector512<float>.Zero) + Vector512.Equals(b, Vector512<float>.Zero) + Vector512.Equals(c, Vector512<float>.Zero)).AsInt32();
            bits |= (a.AsUInt32() | b.AsUInt32()) | c.AsUInt32();
        }

        for (var third = 0; i <= row.Length - Width; i += Width, third++)
        {
            var a = Vector512.LoadUnsafe(ref from, (nuint)i);
            var signed = a ^ Vector512.LoadUnsafe(ref sign, (nuint)i);
            if (third == 0) lanesA += signed;
            else lanesB += signed;
            var a2 = a * a;
            sum += a;
            square += a2;
            fourth += a2 * a2;
            min = Vector512.MinNative(min, a);
            max = Vector512.MaxNative(max, a);
            zeros -= Vector512.Equals(a, Vector512<float>.Zero).AsInt32();
            bits |= a.AsUInt32();
        }

        ref var to = ref MemoryMarshal.GetReference(lanes[..Lanes]);
        lanesA.StoreUnsafe(ref to);
        lanesB.StoreUnsafe(ref to, Width);
        lanesC.StoreUnsafe(ref to, 2 * Width);
        return Tail(row, signs, lanes, i, new Sums(Total(sum), Total(square), Total(fourth), Least(min), -Least(-max), Total(zeros), Union(bits)));
    }

    private static Sums Tail(ReadOnlySpan<float> row, ReadOnlySpan<float> signs, Span<float> lanes, int start, Sums sums)
    {
        for (var i = start; i < row.Length; i++)
        {
            var v = row[i];
            lanes[i % Lanes] += float.IsNegative(signs[i]) ? -v : v;
            sums.Sum += v;
            sums.Sum2 += (double)v * v;
            sums.Sum4 += (double)v * v * v * v;
            sums.Min = Math.Min(sums.Min, v);
            sums.Max = Math.Max(sums.Max, v);
            sums.Zeros += v == 0 ? 1 : 0;
            sums.Mantissas |= BitConverter.SingleToUInt32Bits(v);
        }

        return sums;
    }

    // Halves are added until four lanes are left: the same tree on every machine.
    private static double Total(Vector512<float> v)
    {
        var eight = v.GetLower() + v.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return ((double)four[0] + four[1]) + ((double)four[2] + four[3]);
    }

    private static long Total(Vector512<int> v)
    {
        var eight = v.GetLower() + v.GetUpper();
        return Vector128.Sum(eight.GetLower() + eight.GetUpper());
    }

    private static float Least(Vector512<float> v)
    {
        var eight = Vector256.MinNative(v.GetLower(), v.GetUpper());
        var four = Vector128.MinNative(eight.GetLower(), eight.GetUpper());
        return Math.Min(Math.Min(four[0], four[1]), Math.Min(four[2], four[3]));
    }

    private static uint Union(Vector512<uint> v)
    {
        var eight = v.GetLower() | v.GetUpper();
        var four = eight.GetLower() | eight.GetUpper();
        return four[0] | four[1] | four[2] | four[3];
    }
}
