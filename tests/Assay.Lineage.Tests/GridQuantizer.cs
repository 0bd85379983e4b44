using Assay.Weights;
using Assay.Weights.Decoding;

namespace Assay.Lineage.Tests;

/// <summary>Rounds rows to IQ2_XXS and IQ3_S the plain way: a scale from the largest value of 32, then for each group the nearest point of the grid.</summary>
internal static class GridQuantizer
{
    private const int Block = 256;

    private static readonly Lazy<float[][]> Grid2 = new(() => Points(DType.IQ2_XXS, 256, 8, 8));
    private static readonly Lazy<float[][]> Grid3 = new(() => Points(DType.IQ3_S, 256, 4, 1));

    public static byte[] Encode(DType type, float[] values) => [.. values.Chunk(Block).SelectMany(b => type == DType.IQ2_XXS ? Iq2Xxs(b) : Iq3S(b))];

    private static byte[] Iq2Xxs(float[] values)
    {
        var (block, scales) = Scaled(DType.IQ2_XXS, values, largest: 43f / 4, half: 0.5f, step: 1);
        for (var part = 0; part < 8; part++)
        {
            var word = (uint)scales[part].Code << 28;
            for (var lane = 0; lane < 4; lane++)
            {
                var group = values.AsSpan((part * 32) + (lane * 8), 8).ToArray();
                if (group.Count(v => v < 0) % 2 == 1) Flip(group);
                block[2 + (part * 8) + lane] = Nearest(Grid2.Value, group, scales[part].Value / 4);
                for (var i = 0; i < 7; i++) word |= group[i] < 0 ? 1u << ((7 * lane) + i) : 0;
            }

            BitConverter.GetBytes(word).CopyTo(block, 6 + (part * 8));
        }

        return block;
    }

    private static byte[] Iq3S(float[] values)
    {
        var (block, scales) = Scaled(DType.IQ3_S, values, largest: 15, half: 1, step: 2);
        for (var group = 0; group < 64; group++)
        {
            var own = values.AsSpan(group * 4, 4).ToArray();
            block[2 + group] = Nearest(Grid3.Value, own, scales[group / 8].Value);
            for (var i = 0; i < 4; i++) block[74 + (group / 2)] |= (byte)(own[i] < 0 ? 1 << ((group % 2 * 4) + i) : 0);
        }

        for (var part = 0; part < 8; part++) block[106 + (part / 2)] |= (byte)(scales[part].Code << (part % 2 * 4));
        return block;
    }

    /// <summary>A block with its scale, and of each 32 values the code of four bits and what it stands for.</summary>
    private static (byte[] Block, (int Code, float Value)[] Scales) Scaled(DType type, float[] values, float largest, float half, float step)
    {
        var wanted = values.Chunk(32).Select(p => p.Max(MathF.Abs) / largest).ToArray();
        var d = (Half)(wanted.Max() / (half + (15 * step)));
        var block = new byte[type.Block().Bytes];
        BitConverter.GetBytes(d).CopyTo(block, 0);
        return (block, [.. wanted.Select(w => Math.Clamp((int)MathF.Round(((w / (float)d) - half) / step), 0, 15)).Select(code => (code, (float)d * (half + (code * step))))]);
    }

    /// <summary>The number of minus signs has to be even: the smallest value gives way.</summary>
    private static void Flip(float[] group)
    {
        var smallest = Array.IndexOf(group, group.MinBy(MathF.Abs));
        group[smallest] = group[smallest] < 0 ? float.Epsilon : -float.Epsilon;
    }

    private static byte Nearest(float[][] grid, float[] group, float scale)
    {
        var (best, least) = (0, float.MaxValue);
        for (var index = 0; index < grid.Length; index++)
        {
            float error = 0;
            for (var i = 0; i < group.Length; i++) error += (MathF.Abs(group[i]) - (scale * grid[index][i])) * (MathF.Abs(group[i]) - (scale * grid[index][i]));
            if (error < least) (best, least) = (index, error);
        }

        return (byte)best;
    }

    /// <summary>The points that the indices of the first group stand for.</summary>
    private static float[][] Points(DType type, int count, int width, float unit)
    {
        var points = new float[count][];
        var values = new float[Block];
        for (var index = 0; index < count; index++)
        {
            var block = new byte[type.Block().Bytes];
            (block[1], block[2]) = (0x3C, (byte)index);
            TensorDecoder.Decode(type, block, values);
            points[index] = [.. values.Take(width).Select(v => v * unit)];
        }

        return points;
    }
}
