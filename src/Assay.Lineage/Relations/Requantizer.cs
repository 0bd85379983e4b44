using Assay.Weights;
using Assay.Weights.Decoding;

namespace Assay.Lineage;

/// <summary>
/// Rounds values as a quantizer would and counts how many of a copy's values come out. Among near copies of one model only the true source gives all of them.
/// </summary>
internal static class Requantizer
{
    private const double Close = 1e-3;

    /// <summary>Share of the copy's values that rounding the candidate reproduces; null where the scheme is not one that rounds each block on its own.</summary>
    public static double? Share(ModelView copy, ModelView candidate)
    {
        if (!Distances.Exact(copy, candidate)) return null;
        long equal = 0, total = 0;
        foreach (var role in Distances.Common(copy, candidate))
        {
            var type = copy.Tensor(role)!.Type;
            if (copy.Tensor(role)!.Rows == 1) continue;
            if (Round(type, candidate.Values![role]) is not { } rounded) return null;
            var stored = copy.Values![role].Data;
            for (var i = 0; i < stored.Length; i++)
            {
                if (Math.Abs(stored[i] - rounded[i]) <= Close * Math.Abs(stored[i])) equal++;
            }

            total += stored.Length;
        }

        return total == 0 ? null : equal / (double)total;
    }

    private static float[]? Round(DType type, Matrix m) => type switch
    {
        DType.F32 or DType.F64 => m.Data,
        DType.F16 => Array.ConvertAll(m.Data, v => (float)(Half)v),
        DType.BF16 => Array.ConvertAll(m.Data, BFloat),
        DType.Q8_0 => Blocks(m, 32, SymmetricBlock),
        DType.Q4_0 => Blocks(m, 32, NibbleBlock),
        DType.I8 => Blocks(m, m.Columns, RowOfBytes),
        DType.F8_E4M3 => NearestOf(m),
        _ => null,
    };

    private static float BFloat(float v)
    {
        var bits = BitConverter.SingleToUInt32Bits(v);
        return BitConverter.UInt32BitsToSingle(unchecked(bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }

    private static float[] Blocks(Matrix m, int size, Action<Memory<float>> round)
    {
        var values = (float[])m.Data.Clone();
        for (var i = 0; i + size <= values.Length; i += size) round(values.AsMemory(i, size));
        return values;
    }

    private static float Greatest(ReadOnlySpan<float> v)
    {
        float greatest = 0;
        foreach (var x in v)
        {
            if (Math.Abs(x) > Math.Abs(greatest)) greatest = x;
        }

        return greatest;
    }

    private static void SymmetricBlock(Memory<float> block)
    {
        var v = block.Span;
        var scale = Math.Abs(Greatest(v)) / 127;
        var stored = (float)(Half)scale;
        foreach (ref var x in v) x = scale == 0 ? 0 : MathF.Round(x / scale, MidpointRounding.AwayFromZero) * stored;
    }

    private static void RowOfBytes(Memory<float> block)
    {
        var v = block.Span;
        var scale = Math.Abs(Greatest(v)) / 127;
        foreach (ref var x in v) x = scale == 0 ? 0 : MathF.Round(x / scale) * scale;
    }

    private static void NibbleBlock(Memory<float> block)
    {
        var v = block.Span;
        var scale = Greatest(v) / -8;
        var stored = (float)(Half)scale;
        foreach (ref var x in v) x = scale == 0 ? 0 : (Math.Min(15, (int)((x / scale) + 8.5f)) - 8) * stored;
    }

    /// <summary>Nearest of the 127 magnitudes; halfway between two the even code, as IEEE rounding has it.</summary>
    private static float[] NearestOf(Matrix m)
    {
        var codes = new byte[127];
        for (var i = 0; i < codes.Length; i++) codes[i] = (byte)i;
        var grid = new float[codes.Length];
        TensorDecoder.Decode(DType.F8_E4M3, codes, grid);
        return Array.ConvertAll(m.Data, v => MathF.CopySign(Nearest(grid, Math.Abs(v)), v));
    }

    private static float Nearest(float[] grid, float magnitude)
    {
        var at = Array.BinarySearch(grid, magnitude);
        if (at >= 0) return magnitude;
        at = ~at;
        if (at == grid.Length) return grid[^1];
        var (below, above) = (magnitude - grid[at - 1], grid[at] - magnitude);
        if (below == above) return (at & 1) == 0 ? grid[at] : grid[at - 1];
        return below < above ? grid[at - 1] : grid[at];
    }
}
