using Assay.Weights.Decoding;
using CsCheck;

namespace Assay.Weights.Tests;

/// <summary>Values decoded from blocks, against a quantizer of our own and against values worked out by hand.</summary>
public sealed class DecoderTests
{
    private static readonly Gen<float[]> Row = Gen.Float[-4, 4].Array[64];

    [Fact]
    public void Q8_0_round_trips() => Row.Sample(row => Near(row, DType.Q8_0, Quantizer.Q8_0(row), largest => largest / 127 * 0.502f + (largest * 0.001f)));

    [Fact]
    public void Q4_0_round_trips() => Row.Sample(row => Near(row, DType.Q4_0, Quantizer.Q4_0(row), largest => largest / 8 * 1.01f));

    [Fact]
    public void Q4_1_round_trips() => Row.Sample(row => Near(row, DType.Q4_1, Quantizer.Q4_1(row), largest => 2 * largest / 15 * 0.52f + (largest * 0.003f)));

    [Fact]
    public void Q5_0_round_trips() => Row.Sample(row => Near(row, DType.Q5_0, Quantizer.Q5_0(row), largest => largest / 16 * 1.01f));

    [Fact]
    public void Float_halves_and_bytes_round_trip() => Gen.Float.Array[37].Sample(values =>
    {
        var halves = new float[37];
        TensorDecoder.Decode(DType.F16, [.. values.SelectMany(v => BitConverter.GetBytes((Half)v))], halves);
        var brain = new float[37];
        TensorDecoder.Decode(DType.BF16, [.. values.SelectMany(v => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(v) >> 16)))], brain);
        var swapped = new float[37];
        TensorDecoder.Decode(DType.F32, [.. values.SelectMany(v => BitConverter.GetBytes(v).Reverse())], swapped, bigEndian: true);
        return halves.SequenceEqual(values.Select(v => (float)(Half)v))
            && brain.SequenceEqual(values.Select(v => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(v) & 0xFFFF0000)))
            && swapped.SequenceEqual(values);
    });

    [Fact]
    public void One_and_two_bits_have_a_scale_before_the_codes()
    {
        byte[] half = [0x00, 0x3E];
        var signs = new float[128];
        TensorDecoder.Decode(DType.Q1_0, [.. half, 0b0000_0101, .. new byte[15]], signs);
        Assert.Equal([1.5f, -1.5f, 1.5f, -1.5f], signs[..4]);
        Assert.All(signs[3..], v => Assert.Equal(-1.5f, v));
        var ternary = new float[64];
        TensorDecoder.Decode(DType.Q2_0, [.. half, 0b11_10_01_00, .. Enumerable.Repeat((byte)0b01_01_01_01, 15)], ternary);
        Assert.Equal([-1.5f, 0, 1.5f, 3f, 0], ternary[..5]);
    }

    [Fact]
    public void Nvfp4_has_a_scale_for_each_16_and_their_halves_in_the_nibbles()
    {
        var values = new float[64];
        TensorDecoder.Decode(DType.NVFP4, [0x38, 0x40, 0xFF, 0x7F, 0xF7, .. new byte[7], 0x21, .. new byte[7], 0x11, .. Enumerable.Repeat((byte)0x77, 15)], values);
        Assert.Equal((6f, -6f), (values[0], values[8]));
        Assert.Equal((2 * 0.5f, 2 * 1f), (values[16], values[24]));
        Assert.Equal((480 * 0.5f, 480 * 6f), (values[32], values[33]));
        Assert.All(values[48..], v => Assert.Equal(0, v));
    }

    [Theory]
    [InlineData(DType.F6_E2M3, new float[] { 7.5f, -7.5f, 0.125f, 1f }, new[] { 31, 63, 1, 8 })]
    [InlineData(DType.F6_E3M2, new float[] { 28f, -28f, 0.0625f, 1f }, new[] { 31, 63, 1, 12 })]
    public void Floats_of_six_bits_lie_lowest_bits_first(DType type, float[] expected, int[] codes)
    {
        var bits = codes[0] | (codes[1] << 6) | (codes[2] << 12) | (codes[3] << 18);
        var values = new float[4];
        TensorDecoder.Decode(type, [(byte)(bits & 0xFF), (byte)((bits >> 8) & 0xFF), (byte)(bits >> 16)], values);
        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData(DType.F8_E4M3, 0x7E, 448f)]
    [InlineData(DType.F8_E4M3, 0xFF, float.NaN)]
    [InlineData(DType.F8_E4M3, 0x01, 0.001953125f)]
    [InlineData(DType.F8_E5M2, 0x7B, 57344f)]
    [InlineData(DType.F8_E5M2, 0xFC, float.NegativeInfinity)]
    [InlineData(DType.F8_E4M3FNUZ, 0x7F, 240f)]
    [InlineData(DType.F8_E4M3FNUZ, 0x80, float.NaN)]
    [InlineData(DType.F8_E5M2FNUZ, 0x7F, 57344f)]
    [InlineData(DType.F8_E8M0, 0x80, 2f)]
    [InlineData(DType.I8, 0xFE, -2f)]
    public void Single_bytes(DType type, int code, float expected)
    {
        var value = new float[1];
        TensorDecoder.Decode(type, [(byte)code], value);
        Assert.Equal(expected, value[0]);
    }

    [Theory]
    [InlineData(DType.F4, 0xA1, 0.5f, -1f)]
    [InlineData(DType.I4, 0x8F, -1f, -8f)]
    [InlineData(DType.U4, 0x8F, 15f, 8f)]
    public void Nibbles(DType type, int code, float low, float high)
    {
        var values = new float[2];
        TensorDecoder.Decode(type, [(byte)code], values);
        Assert.Equal([low, high], values);
    }

    [Theory]
    [InlineData(DType.Q2_K)]
    [InlineData(DType.Q3_K)]
    [InlineData(DType.Q4_K)]
    [InlineData(DType.Q5_K)]
    [InlineData(DType.Q6_K)]
    [InlineData(DType.IQ4_XS)]
    [InlineData(DType.TQ1_0)]
    [InlineData(DType.TQ2_0)]
    public void Super_blocks_match_the_published_loops(DType type) => Gen.Byte.Array[type.Block().Bytes].Sample(block =>
    {
        Quantizer.TameScales(type, block);
        var values = new float[256];
        TensorDecoder.Decode(type, block, values);
        var expected = SequentialDecoder.Decode(type, block);
        for (var i = 0; i < 256; i++) Assert.Equal(expected[i], values[i], MathF.Abs(expected[i]) * 1e-5f + 1e-6f);
    });

    private static void Near(float[] row, DType type, byte[] blocks, Func<float, float> tolerance)
    {
        var values = new float[row.Length];
        TensorDecoder.Decode(type, blocks, values);
        for (var block = 0; block < row.Length; block += 32)
        {
            var largest = row.Skip(block).Take(32).Max(MathF.Abs);
            for (var i = block; i < block + 32; i++) Assert.InRange(MathF.Abs(row[i] - values[i]), 0, tolerance(largest) + 1e-6f);
        }
    }
}
