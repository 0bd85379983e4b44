using System.Buffers.Binary;

namespace Assay.Weights.Decoding;

/// <summary>GGUF types with blocks of 256 elements: the K-quants, IQ4_XS and the ternary types.</summary>
internal static class SuperBlocks
{
    public static void Decode(DType type, ReadOnlySpan<byte> block, Span<float> values)
    {
        switch (type)
        {
            case DType.Q2_K:
                Q2(block, values);
                break;
            case DType.Q3_K:
                Q3(block, values);
                break;
            case DType.Q4_K:
                Q45(block, values, fifthBits: default, codes: block[16..]);
                break;
            case DType.Q5_K:
                Q45(block, values, block.Slice(16, 32), block[48..]);
                break;
            case DType.Q6_K:
                Q6(block, values);
                break;
            case DType.Q8_K:
                var scale = BinaryPrimitives.ReadSingleLittleEndian(block);
                for (var i = 0; i < 256; i++) values[i] = scale * unchecked((sbyte)block[4 + i]);
                break;
            case DType.IQ4_XS:
                NonLinear4(block, values);
                break;
            case DType.TQ1_0:
                Ternary1(block, values);
                break;
            default:
                Ternary2(block, values);
                break;
        }
    }

    // scales[16] (low nibble: scale, high nibble: minimum), codes[64], d, dmin
    private static void Q2(ReadOnlySpan<byte> block, Span<float> values)
    {
        var (scale, minimum) = (SmallBlocks.ScaleOf(block[80..]), SmallBlocks.ScaleOf(block[82..]));
        for (var i = 0; i < 256; i++)
        {
            var code = (block[16 + (i / 128 * 32) + (i % 32)] >> (i % 128 / 32 * 2)) & 3;
            var scales = block[i / 16];
            values[i] = (scale * (scales & 0xF) * code) - (minimum * (scales >> 4));
        }
    }

    // high bits[32], codes[64], scales[12] (16 values of 6 bits), d
    private static void Q3(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = SmallBlocks.ScaleOf(block[108..]);
        var packed = block.Slice(96, 12);
        for (var i = 0; i < 256; i++)
        {
            var code = (block[32 + (i / 128 * 32) + (i % 32)] >> (i % 128 / 32 * 2)) & 3;
            if ((block[i % 32] & (1 << (i / 32))) == 0) code -= 4;
            var group = i / 16;
            var low = group < 8 ? packed[group] & 0xF : packed[group - 8] >> 4;
            var high = (packed[8 + (group % 4)] >> (group / 4 * 2)) & 3;
            values[i] = scale * ((low | (high << 4)) - 32) * code;
        }
    }

    // d, dmin, scales[12] (8 scales and 8 minima of 6 bits), [high bits[32]], codes[128]
    private static void Q45(ReadOnlySpan<byte> block, Span<float> values, ReadOnlySpan<byte> fifthBits, ReadOnlySpan<byte> codes)
    {
        var (scale, minimum) = (SmallBlocks.ScaleOf(block), SmallBlocks.ScaleOf(block[2..]));
        for (var group = 0; group < 8; group++)
        {
            var (s, m) = ScaleAndMinimum(block.Slice(4, 12), group);
            var (d, min) = (scale * s, minimum * m);
            for (var i = 0; i < 32; i++)
            {
                var pair = codes[(group / 2 * 32) + i];
                var code = group % 2 == 0 ? pair & 0xF : pair >> 4;
                if (!fifthBits.IsEmpty) code |= ((fifthBits[i] >> group) & 1) << 4;
                values[(group * 32) + i] = (d * code) - min;
            }
        }
    }

    private static (int Scale, int Minimum) ScaleAndMinimum(ReadOnlySpan<byte> packed, int group) => group < 4
        ? (packed[group] & 63, packed[group + 4] & 63)
        : ((packed[group + 4] & 0xF) | (packed[group - 4] >> 6 << 4), (packed[group + 4] >> 4) | (packed[group] >> 6 << 4));

    // low nibbles[128], high pairs[64], scales[16], d
    private static void Q6(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = SmallBlocks.ScaleOf(block[208..]);
        for (var i = 0; i < 256; i++)
        {
            var (half, quarter, lane) = (i / 128, i % 128 / 32, i % 32);
            var nibbles = block[(half * 64) + (quarter % 2 * 32) + lane];
            var low = quarter < 2 ? nibbles & 0xF : nibbles >> 4;
            var high = (block[128 + (half * 32) + lane] >> (quarter * 2)) & 3;
            values[i] = scale * unchecked((sbyte)block[192 + (i / 16)]) * ((low | (high << 4)) - 32);
        }
    }

    // d, high scale bits, low scale nibbles[4], codes[128]
    private static void NonLinear4(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = SmallBlocks.ScaleOf(block);
        var highScales = BinaryPrimitives.ReadUInt16LittleEndian(block[2..]);
        for (var group = 0; group < 8; group++)
        {
            var low = (block[4 + (group / 2)] >> (group % 2 * 4)) & 0xF;
            var d = scale * ((low | (((highScales >> (group * 2)) & 3) << 4)) - 32);
            for (var i = 0; i < 16; i++)
            {
                var pair = block[8 + (group * 16) + i];
                values[(group * 32) + i] = d * SmallBlocks.NonLinear[pair & 0xF];
                values[(group * 32) + 16 + i] = d * SmallBlocks.NonLinear[pair >> 4];
            }
        }
    }

    // five base-3 digits a byte: 32 and 16 bytes of five digits, 4 bytes of four digits, d
    private static void Ternary1(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = SmallBlocks.ScaleOf(block[52..]);
        var at = Digits(block[..32], 5, scale, values);
        at += Digits(block.Slice(32, 16), 5, scale, values[at..]);
        Digits(block.Slice(48, 4), 4, scale, values[at..]);
    }

    private static int Digits(ReadOnlySpan<byte> bytes, int digits, float scale, Span<float> values)
    {
        var (at, power) = (0, 1);
        for (var digit = 0; digit < digits; digit++, power *= 3)
        {
            foreach (var b in bytes) values[at++] = scale * ((((b * power) & 0xFF) * 3 >> 8) - 1);
        }

        return at;
    }

    // codes[64] of 2 bits, d
    private static void Ternary2(ReadOnlySpan<byte> block, Span<float> values)
    {
        var scale = SmallBlocks.ScaleOf(block[64..]);
        for (var i = 0; i < 256; i++) values[i] = scale * (((block[(i / 128 * 32) + (i % 32)] >> (i % 128 / 32 * 2)) & 3) - 1);
    }
}
