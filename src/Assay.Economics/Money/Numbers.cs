using System.Globalization;

namespace Assay.Economics;

/// <summary>Functions of probability that the account needs.</summary>
public static class Numbers
{
    private static readonly double[] A = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239];
    private static readonly double[] B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
    private static readonly double[] C = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
    private static readonly double[] D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
    private static readonly double[] Lanczos = [676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];

    /// <summary>Inverse of the normal distribution (P. Acklam's rational approximation, relative error below 1.2e-9).</summary>
    public static double NormalQuantile(double u)
    {
        const double Tail = 0.02425;
        u = Math.Clamp(u, 1e-15, 1 - 1e-15);
        if (u < Tail) return Outer(Math.Sqrt(-2 * Math.Log(u)));
        if (u > 1 - Tail) return -Outer(Math.Sqrt(-2 * Math.Log(1 - u)));
        var q = u - 0.5;
        var r = q * q;
        return Polynomial(A, r) * q / ((Polynomial(B, r) * r) + 1);
    }

    /// <summary>The normal distribution (Abramowitz and Stegun 26.2.17 of its tail, absolute error below 7.5e-8).</summary>
    public static double NormalShare(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z > 0 ? 1 - tail : tail;
    }

    /// <summary>Logarithm of the gamma function (Lanczos), for positive arguments.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x -= 1;
        var sum = 0.99999999999980993;
        for (var i = 0; i < Lanczos.Length; i++) sum += Lanczos[i] / (x + i + 1);
        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>Logarithm of the beta function.</summary>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>A number with up to four significant digits.</summary>
    public static string Text(double value) => Math.Abs(value) >= 10_000
        ? value.ToString("#,##0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    private static double Outer(double q) => Polynomial(C, q) / ((Polynomial(D, q) * q) + 1);

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var c in coefficients) sum = (sum * x) + c;
        return sum;
    }
}

/// <summary>Quantiles of a beta distribution, tabulated once at even steps of the normal deviate and interpolated.</summary>
internal sealed class BetaQuantiles
{
    private const double Reach = 5.2;
    private const double Step = 0.04;
    private const int Halvings = 48;
    private readonly double[] _values;

    public BetaQuantiles(double a, double b)
    {
        var log = Numbers.LogBeta(a, b);
        _values = new double[(int)Math.Round(2 * Reach / Step) + 1];
        var low = 0.0;
        for (var i = 0; i < _values.Length; i++) _values[i] = low = Find(a, b, log, Numbers.NormalShare(-Reach + (i * Step)), low);
    }

    public double At(double u)
    {
        var place = Math.Clamp((Numbers.NormalQuantile(u) + Reach) / Step, 0, _values.Length - 1.000001);
        var below = (int)place;
        return _values[below] + ((place - below) * (_values[below + 1] - _values[below]));
    }

    private static double Find(double a, double b, double log, double share, double low)
    {
        var high = 1.0;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Share(a, b, log, middle) < share) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>Regularized incomplete beta function by its continued fraction (Lentz).</summary>
    private static double Share(double a, double b, double log, double x)
    {
        if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
        var front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - log);
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-30;
        double c = 1, d = 1 / Guard(1 - ((a + b) * x / (a + 1))), h = d;
        for (var m = 1; m <= 300; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Guard(1 + (even * d));
            c = Guard(1 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Guard(1 + (odd * d));
            c = Guard(1 + (odd / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-12) break;
        }

        return h;

        static double Guard(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }
}
