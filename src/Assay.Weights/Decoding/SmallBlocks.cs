using System.Buffers.Binary;

namespace Assay.Weights.Decoding;

/// <summary>GGUF types with blocks of 32 elements. A block holds the low nibbles of the first half and the high nibbles of the second half together.</summary>
internal static class SmallBlocks
{
    /// <summary>The 16 levels of IQ4_NL and IQ4_XS.</summary>
    public static ReadOnlySpan<sbyte> NonLinear => [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

    public static void Decode(DType type, ReadOnlySpan<byte> block, Span<float> values)
    {
        switch (type)
        {
            case DType.Q4_0:
                Nibbles(block[2..], values, ScaleOf(block), offset: -8, minimum: 0);
                break;
            case DType.Q4_1:
                Nibbles(block[4..], values, ScaleOf(block), offset: 0, ScaleOf(block[2..]));
                break;
            case DType.Q5_0:
                FiveBits(block[2..], values, ScaleOf(block), offset: -16, minimum: 0);
                break;
            case DType.Q5_1:
                FiveBits(block[4..], values, ScaleOf(block), offset: 0, ScaleOf(block[2..]));
                break;
            case DType.Q8_0:
                SignedBytes(block[2..], values, ScaleOf(block));
                break;
            case DType.Q8_1:
                SignedBytes(block[4..], values, ScaleOf(block));
                break;
            case DType.IQ4_NL:
                var scale = ScaleOf(block);
                for (var i = 0; i < 16; i++)
                {
                    values[i] = scale * NonLinear[block[2 + i] & 0xF];
                    values[i + 16] = scale * NonLinear[block[2 + i] >> 4];
                }

                break;
            default:
                MicroScaled(block, values);
                break;
        }
    }

    /// <summary>The binary16 at the start of a span.</summary>
    public static float ScaleOf(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    private static void Nibbles(ReadOnlySpan<byte> codes, Span<float> values, float scale, int offset, float minimum)
    {
        for (var i = 0; i < 16; i++)
        {
            values[i] = (((codes[i] & 0xF) + offset) * scale) + minimum;
            values[i + 16] = (((codes[i] >> 4) + offset) * scale) + minimum;
        }
    }

    private static void FiveBits(ReadOnlySpan<byte> bytes, Span<float> values, float scale, int offset, float minimum)
    {
        var fifth = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var codes = bytes[4..];
        for (var i = 0; i < 16; i++)
        {
            var low = (codes[i] & 0xF) | (int)(((fifth >> i) & 1) << 4);
            var high = (codes[i] >> 4) | (int)(((fifth >> (i + 16)) & 1) << 4);
            values[i] = ((low + offset) * scale) + minimum;
            values[i + 16] = ((high + offset) * scale) + minimum;
        }
    }

    private static void SignedBytes(ReadOnlySpan<byte> codes, Span<float> values, float scale)
    {
        for (var i = 0; i < 32; i++) values[i] = unchecked((sbyte)codes[i]) * scale;
    }

    private static void MicroScaled(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = SmallFloats.E8M0[block[0]];
        for (var i = 0; i < 16; i++)
        {
            values[i] = scale * SmallFloats.E2M1[block[1 + i] & 0xF];
            values[i + 16] = scale * SmallFloats.E2M1[block[1 + i] >> 4];
        }
    }
}
