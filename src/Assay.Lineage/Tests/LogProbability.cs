namespace Assay.Lineage;

/// <summary>Logarithms of probabilities, natural unless said otherwise.</summary>
public static class LogProbability
{
    /// <summary>ln n!.</summary>
    public static double Factorial(int n)
    {
        double sum = 0;
        if (n < 256)
        {
            for (var i = 2; i <= n; i++) sum += Math.Log(i);
            return sum;
        }

        double x = n + 1.0;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }

    /// <summary>ln of the binomial coefficient.</summary>
    public static double Choose(int n, int k) => Factorial(n) - Factorial(k) - Factorial(n - k);

    /// <summary>
    /// Fisher's combination of independent p-values: the probability that a chi-square with 2k degrees of freedom exceeds -2 sum ln p,
    /// in closed form ln(e^-x sum over i below k of x^i / i!) with x = -sum ln p.
    /// </summary>
    /// <param name="logP">ln p of each test.</param>
    public static double Fisher(IReadOnlyCollection<double> logP)
    {
        if (logP.Count == 0) return 0;
        var x = -logP.Sum();
        if (x <= 0) return 0;
        var terms = new double[logP.Count];
        for (var i = 0; i < terms.Length; i++) terms[i] = (i * Math.Log(x)) - Factorial(i);
        var greatest = terms.Max();
        return Math.Min(0, -x + greatest + Math.Log(terms.Sum(t => Math.Exp(t - greatest))));
    }

    /// <summary>Bonferroni: ln of a p-value that was the best of so many tried.</summary>
    public static double BestOf(double logP, int tried) => Math.Min(0, logP + Math.Log(Math.Max(1, tried)));

    /// <summary>From natural to decimal.</summary>
    public static double ToLog10(double logP) => logP / Math.Log(10);
}
