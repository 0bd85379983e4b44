using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Weights.Decoding;

namespace Assay.Weights.Tests;

/// <summary>IQ1, IQ2 and IQ3: blocks put together by hand from the layout, and random blocks with what ggml's decoder gives for them.</summary>
public sealed class GridBlockTests
{
    private static readonly byte[] One = [0x00, 0x3C];

    public static TheoryData<string> Measured =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "blocks", "grid-blocks.txt")).Where(l => !l.StartsWith('#'))];

    [Theory]
    [MemberData(nameof(Measured))]
    public void A_random_block_gives_the_values_that_ggml_gives(string line)
    {
        var fields = line.Split(' ');
        var values = Decode(Enum.Parse<DType>(fields[0]), Convert.FromHexString(fields[1]));
        Assert.Equal(fields[2..6].Select(f => float.Parse(f, CultureInfo.InvariantCulture)), values[..4]);
        Assert.Equal(fields[6], Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan()))));
    }

    [Fact]
    public void Iq2_xxs_has_the_scale_of_32_values_in_the_highest_bits_and_makes_the_number_of_minus_signs_even()
    {
        var signs = BitConverter.GetBytes((3u << 28) | 0b0000001u | (0b1100000u << 7));
        var values = Decode(DType.IQ2_XXS, [.. One, 0, 1, 0, 0, .. signs, .. new byte[56]]);
        const float s = 3.5f / 4;
        Assert.Equal([-8 * s, 8 * s, 8 * s, 8 * s, 8 * s, 8 * s, 8 * s, -8 * s], values[..8]);
        Assert.Equal([43 * s, 8 * s, 8 * s, 8 * s, 8 * s, -8 * s, -8 * s, 8 * s], values[8..16]);
        Assert.All(values[32..], v => Assert.Equal(8 * 0.125f, v));
    }

    [Fact]
    public void Iq2_xs_has_a_scale_for_each_16_values_and_nine_bits_of_index()
    {
        var values = Decode(DType.IQ2_XS, [.. One, .. BitConverter.GetBytes((ushort)(1 | (0b1000000 << 9))), .. new byte[62], 0x20, .. new byte[7]]);
        Assert.Equal([43 * 0.125f, 1, 1, 1, 1, 1, -1, -1], values[..8]);
        Assert.All(values[8..16], v => Assert.Equal(1, v));
        Assert.All(values[16..32], v => Assert.Equal(8 * 2.5f / 4, v));
    }

    [Fact]
    public void Iq2_s_has_eight_signs_of_its_own_and_two_high_bits_of_index()
    {
        var block = new byte[82];
        One.CopyTo(block, 0);
        (block[2], block[34], block[74]) = (1, 0b10000001, 0x01);
        var values = Decode(DType.IQ2_S, block);
        Assert.Equal([-43 * 1.5f / 4, 3, 3, 3, 3, 3, 3, -3], values[..8]);
        block[66] = 0b0000_0011;
        Assert.NotEqual(values[..8], Decode(DType.IQ2_S, block)[..8]);
        Assert.Equal(values[8..], Decode(DType.IQ2_S, block)[8..]);
    }

    [Fact]
    public void Iq3_xxs_puts_two_points_of_four_side_by_side()
    {
        var values = Decode(DType.IQ3_XXS, [.. One, 0, 1, .. new byte[62], .. BitConverter.GetBytes((1u << 28) | 0b0010000u), .. new byte[28]]);
        const float s = 1.5f / 2;
        Assert.Equal([4 * s, 4 * s, 4 * s, 4 * s], values[..4]);
        Assert.Equal([-20 * s, 4 * s, 4 * s, -4 * s], values[4..8]);
        Assert.All(values[32..], v => Assert.Equal(4 * 0.25f, v));
    }

    [Fact]
    public void Iq3_s_has_odd_scales_and_a_ninth_bit_of_index()
    {
        var block = new byte[110];
        One.CopyTo(block, 0);
        (block[2], block[74], block[106]) = (1, 0b0000_1000, 0x52);
        var values = Decode(DType.IQ3_S, block);
        Assert.Equal([3 * 5, 5, 5, -5, 5, 5, 5, 5], values[..8]);
        Assert.All(values[32..64], v => Assert.Equal(11, v));
        Assert.All(values[64..], v => Assert.Equal(1, v));
        block[66] = 0b0000_0010;
        Assert.Equal(values[..4], Decode(DType.IQ3_S, block)[..4]);
        Assert.NotEqual(values[4..8], Decode(DType.IQ3_S, block)[4..8]);
    }

    [Fact]
    public void Iq1_s_shifts_its_ternary_points_by_an_eighth_up_or_down()
    {
        var block = new byte[50];
        One.CopyTo(block, 0);
        BitConverter.GetBytes((ushort)(0x8000 | (2 << 12))).CopyTo(block, 36);
        var values = Decode(DType.IQ1_S, block);
        Assert.All(values[..32], v => Assert.Equal(-1 + 0.125f, v));
        Assert.All(values[32..64], v => Assert.Equal(5 * (-1 - 0.125f), v));
    }

    [Fact]
    public void Iq1_m_gathers_its_scale_from_four_words_and_has_a_scale_for_each_16_values()
    {
        var block = new byte[56];
        (block[53], block[55], block[48], block[32]) = (0xC0, 0x30, 0b0000_1000, 0x80);
        var values = Decode(DType.IQ1_M, block);
        Assert.All(values[..8], v => Assert.Equal(-1 + 0.125f, v));
        Assert.All(values[8..16], v => Assert.Equal(-1 - 0.125f, v));
        Assert.All(values[16..32], v => Assert.Equal(3 * (-1 + 0.125f), v));
        Assert.All(values[32..], v => Assert.Equal(-1 + 0.125f, v));
    }

    private static float[] Decode(DType type, byte[] block)
    {
        var values = new float[256];
        TensorDecoder.Decode(type, block, values);
        return values;
    }
}
