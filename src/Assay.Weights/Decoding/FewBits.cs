namespace Assay.Weights.Decoding;

/// <summary>
/// GGUF types of one, two and four bits that came last: Q1_0 and Q2_0 have one scale and codes lowest bits first; NVFP4 has a scale of 8 bits for each
/// 16 elements, whose first half lies in the low nibbles. Source: block layouts of ggml (ggml-common.h, types 40 to 42).
/// </summary>
internal static class FewBits
{
    private const int Group = 16;

    /// <summary>Decodes one block.</summary>
    public static void Decode(DType type, ReadOnlySpan<byte> block, Span<float> values)
    {
        if (type == DType.NVFP4) Scaled4(block[..4], block[4..], values);
        else if (type == DType.Q1_0) Signs(SmallBlocks.ScaleOf(block), block[2..], values);
        else Ternary(SmallBlocks.ScaleOf(block), block[2..], values);
    }

    private static void Signs(float scale, ReadOnlySpan<byte> bits, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (bits[i / 8] >> (i % 8) & 1) == 0 ? -scale : scale;
    }

    private static void Ternary(float scale, ReadOnlySpan<byte> codes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = scale * ((codes[i / 4] >> (i % 4 * 2) & 3) - 1);
    }

    private static void Scaled4(ReadOnlySpan<byte> scales, ReadOnlySpan<byte> codes, Span<float> values)
    {
        for (var group = 0; group < scales.Length; group++)
        {
            var scale = Scale(scales[group]);
            for (var i = 0; i < Group / 2; i++)
            {
                var pair = codes[(group * Group / 2) + i];
                values[(group * Group) + i] = scale * SmallFloats.E2M1[pair & 0xF];
                values[(group * Group) + (Group / 2) + i] = scale * SmallFloats.E2M1[pair >> 4];
            }
        }
    }

    /// <summary>E4M3 without a sign. As ggml has it, what would be no number is 0, and 480 with the bit that no scale uses.</summary>
    private static float Scale(byte code) => code switch { 0x7F => 0, 0xFF => 480, _ => SmallFloats.E4M3[code & 0x7F] };
}
