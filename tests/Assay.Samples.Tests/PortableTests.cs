using CsCheck;
using Minnow.Numerics;

namespace Assay.Samples;

/// <summary>The functions of our own agree with those of the platform, but for the last digits.</summary>
public sealed class PortableTests
{
    [Fact]
    public void Exp_agrees_with_the_platform() =>
        Gen.Double[-600, 600].Sample(x => Assert.InRange(Portable.Exp(x) / Math.Exp(x), 1 - 1e-14, 1 + 1e-14));

    [Fact]
    public void Log_agrees_with_the_platform() =>
        Gen.Double[-300, 300].Select(e => Math.Pow(10, e)).Sample(x => Assert.InRange(Portable.Log(x) - Math.Log(x), -1e-13 * (1 + Math.Abs(Math.Log(x))), 1e-13 * (1 + Math.Abs(Math.Log(x)))));

    [Fact]
    public void Tanh_agrees_with_the_platform() =>
        Gen.Single[-40, 40].Sample(x => Assert.InRange(Portable.Tanh(x) - MathF.Tanh(x), -2e-7f, 2e-7f));

    [Theory]
    [InlineData(0, 0x3FF0000000000000)]
    [InlineData(1, 0x4005BF0A8B14576A)]
    [InlineData(-700.5, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    public void Exp_has_these_bits(double x, long bits) => Assert.Equal(bits, BitConverter.DoubleToInt64Bits(Portable.Exp(x)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Log_refuses_what_has_none(double x) => Assert.Throws<ArgumentOutOfRangeException>(() => Portable.Log(x));

    [Fact]
    public void Generator_gives_the_sequence_of_its_authors()
    {
        var random = new SplitMix64(1234567); // reference values of the public-domain C program
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], Enumerable.Range(0, 3).Select(_ => random.Next()));
    }
}
