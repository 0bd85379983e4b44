using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Assay.Weights.Decoding;

/// <summary>
/// GGUF types of 256 elements in a block whose codes are indices of points in a grid: IQ1, IQ2 and IQ3. A block is 32 groups of 8 elements, four of
/// which share a part; the layouts stand in knowledge/weights/gguf-grids.txt.
/// </summary>
internal static class GridBlocks
{
    private const int Groups = 32;
    private const int Width = 8;
    private const float Shift = 1f / 8;

    /// <summary>Whether the type is one of these.</summary>
    public static bool Holds(DType type) =>
        type is DType.IQ1_S or DType.IQ1_M or DType.IQ2_XXS or DType.IQ2_XS or DType.IQ2_S or DType.IQ3_XXS or DType.IQ3_S;

    public static void Decode(DType type, ReadOnlySpan<byte> block, Span<float> values)
    {
        for (var group = 0; group < Groups; group++)
        {
            var (part, lane) = (group / 4, group % 4);
            var to = values.Slice(group * Width, Width);
            switch (type)
            {
                case DType.IQ2_XXS:
                    var word = BinaryPrimitives.ReadUInt32LittleEndian(block[(6 + (8 * part))..]);
                    Signed(Eight(Grids.Iq2Xxs, block[2 + (8 * part) + lane]), Scale2(block, (int)(word >> 28)), EvenSigns(word >> (7 * lane)), to);
                    break;
                case DType.IQ2_XS:
                    var code = BinaryPrimitives.ReadUInt16LittleEndian(block[(2 + (2 * group))..]);
                    Signed(Eight(Grids.Iq2Xs, code & 511), Scale2(block, Nibble(block[66..], group / 2)), EvenSigns((uint)code >> 9), to);
                    break;
                case DType.IQ2_S:
                    var high = (block[66 + part] >> (2 * lane)) & 3;
                    Signed(Eight(Grids.Iq2S, block[2 + group] | (high << 8)), Scale2(block, Nibble(block[74..], group / 2)), block[34 + group], to);
                    break;
                case DType.IQ3_XXS:
                    var signs = BinaryPrimitives.ReadUInt32LittleEndian(block[(66 + (4 * part))..]);
                    Signed(TwoOfFour(Grids.Iq3Xxs, block[2 + (2 * group)], block[3 + (2 * group)]), Scale2(block, (int)(signs >> 28)) * 2, EvenSigns(signs >> (7 * lane)), to);
                    break;
                case DType.IQ3_S:
                    var ninth = block[66 + part] >> (2 * lane);
                    var points = TwoOfFour(Grids.Iq3S, block[2 + (2 * group)] | ((ninth & 1) << 8), block[3 + (2 * group)] | ((ninth & 2) << 7));
                    Signed(points, OddScale(SmallBlocks.ScaleOf(block), Nibble(block[106..], part)), block[74 + group], to);
                    break;
                case DType.IQ1_S:
                    var shared = BinaryPrimitives.ReadUInt16LittleEndian(block[(34 + (2 * part))..]);
                    Shifted(block[2 + group] | (((shared >> (3 * lane)) & 7) << 8), OddScale(SmallBlocks.ScaleOf(block), (shared >> 12) & 7), shared >> 15 == 1, to);
                    break;
                default:
                    var nibble = Nibble(block[32..], group);
                    var scales = BinaryPrimitives.ReadUInt16LittleEndian(block[(48 + (part / 2 * 2))..]);
                    Shifted(block[group] | ((nibble & 7) << 8), OddScale(QuarteredScale(block[48..]), (scales >> ((6 * (part % 2)) + (3 * (lane / 2)))) & 7), nibble >= 8, to);
                    break;
            }
        }
    }

    private static int Nibble(ReadOnlySpan<byte> bytes, int index) => (bytes[index / 2] >> (index % 2 * 4)) & 0xF;

    /// <summary>The scale of the types of two bits, from four bits a part.</summary>
    private static float Scale2(ReadOnlySpan<byte> block, int scale) => SmallBlocks.ScaleOf(block) * (scale + 0.5f) * 0.25f;

    private static float OddScale(float scale, int factor) => scale * ((2 * factor) + 1);

    /// <summary>A binary16 of which the highest four bits of four words hold a quarter each.</summary>
    private static float QuarteredScale(ReadOnlySpan<byte> words) =>
        (float)BitConverter.UInt16BitsToHalf((ushort)((words[1] >> 4) | (words[3] & 0xF0) | ((words[5] & 0xF0) << 4) | ((words[7] & 0xF0) << 8)));

    /// <summary>Seven signs are stored; the eighth makes the number of minus signs even.</summary>
    private static int EvenSigns(uint stored)
    {
        var seven = stored & 0x7F;
        return (int)(seven | ((uint)(BitOperations.PopCount(seven) & 1) << 7));
    }

    private static Vector256<float> Eight(float[] grid, int index) => Vector256.Create(grid.AsSpan(index * Width, Width));

    private static Vector256<float> TwoOfFour(float[] grid, int first, int second) =>
        Vector256.Create(Vector128.Create(grid.AsSpan(first * 4, 4)), Vector128.Create(grid.AsSpan(second * 4, 4)));

    private static void Signed(Vector256<float> point, float scale, int signs, Span<float> values)
    {
        var bits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        var minus = Vector256.Equals(Vector256.Create(signs) & bits, bits) & Vector256.Create(int.MinValue);
        ((point * scale).AsInt32() ^ minus).AsSingle().CopyTo(values);
    }

    private static void Shifted(int index, float scale, bool down, Span<float> values) =>
        ((Eight(Grids.Iq1, index) + Vector256.Create(down ? -Shift : Shift)) * scale).CopyTo(values);
}
