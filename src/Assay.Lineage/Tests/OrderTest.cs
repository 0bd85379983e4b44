namespace Assay.Lineage;

/// <summary>
/// The exact order test. If two models were initialized independently and trained by a rule that does not care for the labels of hidden units, then the labels
/// of one model's units are uniformly random given everything else. Matched units that keep their label, or their order, are then improbable,
/// with bounds that hold for any number of units.
/// </summary>
public static class OrderTest
{
    /// <summary>What the matching of two sets of units shows.</summary>
    /// <param name="Matched">Units that are mutual nearest neighbors.</param>
    /// <param name="Fixed">Of these, units with the same label.</param>
    /// <param name="Increasing">Length of the longest run of matches in the same order.</param>
    /// <param name="LogP">ln p.</param>
    public readonly record struct Outcome(int Matched, int Fixed, int Increasing, double LogP);

    /// <summary>Tests a matching.</summary>
    /// <param name="partners">For each unit of the first model, in order, the label of its match in the second, or -1.</param>
    /// <param name="n">Number of units of the second model.</param>
    public static Outcome Run(ReadOnlySpan<int> partners, int n)
    {
        var matched = 0;
        var fixedPoints = 0;
        for (var i = 0; i < partners.Length; i++)
        {
            if (partners[i] < 0) continue;
            matched++;
            if (partners[i] == i) fixedPoints++;
        }

        var increasing = LongestIncreasing(partners);
        var best = Math.Min(FixedPoints(matched, fixedPoints, n), Increasing(matched, increasing));
        return new Outcome(matched, fixedPoints, increasing, LogProbability.BestOf(best, 2));
    }

    /// <summary>ln of the bound on k of m matches having the same label of n: C(m,k) (n-k)!/n!.</summary>
    public static double FixedPoints(int m, int k, int n) =>
        k == 0 ? 0 : Math.Min(0, LogProbability.Choose(m, k) + LogProbability.Factorial(n - k) - LogProbability.Factorial(n));

    /// <summary>ln of the bound on an increasing subsequence of length k among m: C(m,k)/k!.</summary>
    public static double Increasing(int m, int k) => k == 0 ? 0 : Math.Min(0, LogProbability.Choose(m, k) - LogProbability.Factorial(k));

    private static int LongestIncreasing(ReadOnlySpan<int> partners)
    {
        var tails = new int[partners.Length];
        var length = 0;
        foreach (var p in partners)
        {
            if (p < 0) continue;
            var at = Array.BinarySearch(tails, 0, length, p);
            if (at < 0) at = ~at;
            tails[at] = p;
            if (at == length) length++;
        }

        return length;
    }
}
