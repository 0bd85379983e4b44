using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Lineage;

/// <summary>One pass over a row: adds it to its bucket and collects moments, with four independent accumulators of 8 floats.</summary>
internal static class RowKernel
{
    private const int Width = 8;

    /// <summary>Sums over one row.</summary>
    internal record struct Sums(double Sum, double Sum2, double Sum4, float Min, float Max, long Zeros);

    public static Sums Add(ReadOnlySpan<float> row, Span<float> bucket, bool negative)
    {
        var sign = Vector256.Create(negative ? -0f : 0f);
        var sumA = Vector256<float>.Zero;
        var sumB = Vector256<float>.Zero;
        var squareA = Vector256<float>.Zero;
        var squareB = Vector256<float>.Zero;
        var fourth = Vector256<float>.Zero;
        var min = Vector256.Create(float.PositiveInfinity);
        var max = Vector256.Create(float.NegativeInfinity);
        var zeros = Vector256<int>.Zero;
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(bucket);
        var whole = row.Length - (row.Length % (2 * Width));
        for (var i = 0; i < whole; i += 2 * Width)
        {
            var a = Vector256.LoadUnsafe(ref from, (nuint)i);
            var b = Vector256.LoadUnsafe(ref from, (nuint)(i + Width));
            (Vector256.LoadUnsafe(ref to, (nuint)i) + (a ^ sign)).StoreUnsafe(ref to, (nuint)i);
            (Vector256.LoadUnsafe(ref to, (nuint)(i + Width)) + (b ^ sign)).StoreUnsafe(ref to, (nuint)(i + Width));
            var a2 = a * a;
            var b2 = b * b;
            sumA += a;
            sumB += b;
            squareA += a2;
            squareB += b2;
            fourth += (a2 * a2) + (b2 * b2);
            min = Vector256.Min(min, Vector256.Min(a, b));
            max = Vector256.Max(max, Vector256.Max(a, b));
            zeros -= Vector256.Equals(a, Vector256<float>.Zero).AsInt32() + Vector256.Equals(b, Vector256<float>.Zero).AsInt32();
        }

        var sums = new Sums(Total(sumA + sumB), Total(squareA + squareB), Total(fourth), Least(min), Greatest(max), Vector256.Sum(zeros));
        return Tail(row, bucket, negative, whole, sums);
    }

    private static Sums Tail(ReadOnlySpan<float> row, Span<float> bucket, bool negative, int start, Sums sums)
    {
        for (var i = start; i < row.Length; i++)
        {
            var v = row[i];
            bucket[i] += negative ? -v : v;
            sums.Sum += v;
            sums.Sum2 += (double)v * v;
            sums.Sum4 += (double)v * v * v * v;
            sums.Min = Math.Min(sums.Min, v);
            sums.Max = Math.Max(sums.Max, v);
            sums.Zeros += v == 0 ? 1 : 0;
        }

        return sums;
    }

    private static double Total(Vector256<float> v)
    {
        double total = 0;
        for (var i = 0; i < Width; i++) total += v[i];
        return total;
    }

    private static float Least(Vector256<float> v)
    {
        var least = v[0];
        for (var i = 1; i < Width; i++) least = Math.Min(least, v[i]);
        return least;
    }

    private static float Greatest(Vector256<float> v)
    {
        var greatest = v[0];
        for (var i = 1; i < Width; i++) greatest = Math.Max(greatest, v[i]);
        return greatest;
    }
}
