namespace Minnow.Numerics;

/// <summary>
/// exp, log and tanh from the four basic operations alone, so that every machine and every compiler gives the same bits:
/// the functions of a platform's mathematics library differ in the last digit. Each product is rounded by an explicit cast
/// before it is added, which forbids a fused multiply-add.
/// </summary>
public static class Portable
{
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double OneOverLn2 = 1.44269504088896338700;
    private const double SquareRootOfTwo = 1.41421356237309504880;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const int Terms = 13;

    private static ReadOnlySpan<double> InverseFactorials =>
    [
        1, 1, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880,
        1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800,
    ];

    /// <summary>e to the power of <paramref name="x"/>; 0 below -700, the value at 700 above 700. Relative error below 1e-15.</summary>
    public static double Exp(double x)
    {
        if (x < -700) return 0;
        if (x > 700) x = 700;
        var k = (int)Math.Floor((double)(x * OneOverLn2) + 0.5);
        var r = (double)(x - (double)(k * Ln2High)) - (double)(k * Ln2Low);
        var square = (double)(r * r);
        double even = 0, odd = 0;
        for (var n = InverseFactorials.Length - 2; n >= 0; n -= 2) // Taylor series, even and odd powers apart: two short chains instead of a long one
        {
            even = InverseFactorials[n] + (double)(square * even);
            odd = InverseFactorials[n + 1] + (double)(square * odd);
        }

        var sum = even + (double)(r * odd);
        return (double)(sum * PowerOfTwo(k));
    }

    /// <summary>Natural logarithm of a positive, normal number. Relative error below 1e-14.</summary>
    public static double Log(double x)
    {
        if (!(x >= SmallestNormal) || double.IsInfinity(x)) throw new ArgumentOutOfRangeException(nameof(x), "the logarithm is defined here for positive, normal numbers");
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> MantissaBits) - ExponentBias;
        var mantissa = BitConverter.Int64BitsToDouble((bits & ((1L << MantissaBits) - 1)) | ((long)ExponentBias << MantissaBits));
        if (mantissa > SquareRootOfTwo)
        {
            mantissa /= 2;
            exponent++;
        }

        var z = (mantissa - 1) / (mantissa + 1); // log m = 2 artanh z, |z| < 0.172
        var square = (double)(z * z);
        var sum = 0.0;
        for (var n = (2 * Terms) - 1; n >= 1; n -= 2) sum = (1.0 / n) + (double)(square * sum);
        return (double)((double)(exponent * Ln2High) + (double)(exponent * Ln2Low)) + (double)((double)(2 * z) * sum);
    }

    /// <summary>Logarithm to the base 2 of a positive, normal number.</summary>
    public static double Log2(double x) => (double)(Log(x) * OneOverLn2);

    /// <summary>Hyperbolic tangent, from <see cref="Exp"/>; rounded to single precision.</summary>
    public static float Tanh(float x)
    {
        var t = Exp((double)(2 * Math.Abs((double)x)));
        var y = 1.0 - (2.0 / (t + 1.0));
        return (float)(x < 0 ? -y : y);
    }

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + ExponentBias) << MantissaBits);
}
