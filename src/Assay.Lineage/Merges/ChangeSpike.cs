namespace Assay.Lineage;

/// <summary>
/// Whether many coordinates of a model carry the same multiple of another's change: the ratio of the two changes then has a spike, whose place is the
/// multiple. It needs no equal bits, so that weights, rescaling and rounding of a merge do not hide it. Only changes well above the rounding of the model are looked at.
/// </summary>
internal static class ChangeSpike
{
    /// <summary>Changes smaller than so many rounding errors say nothing.</summary>
    public const float Informative = 8;

    private const int LeastCoordinates = 200;
    private const double LeastShare = 0.08;
    private const double LeastContrast = 3;
    private const double Step = 0.05;
    private const int Bins = 100;
    private static readonly double First = Math.Log(0.08);

    /// <summary>The multiple of the change from <paramref name="b"/> to <paramref name="p"/>; null where there is none.</summary>
    public static double? Find(ReadOnlySpan<float> x, ReadOnlySpan<float> b, ReadOnlySpan<float> p, ReadOnlySpan<float> errors)
    {
        var histogram = new int[Bins];
        var ratios = new List<float>();
        var looked = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (u, d) = (x[i] - b[i], p[i] - b[i]);
            if (Math.Abs(d) <= Informative * errors[i]) continue;
            looked++;
            var ratio = u / d;
            if (ratio <= 0 || Math.Abs(u) <= errors[i] || BinOf(ratio) is not (>= 0 and < Bins and var bin)) continue;
            histogram[bin]++;
            ratios.Add(ratio);
        }

        if (looked < LeastCoordinates) return null;
        var best = Enumerable.Range(1, Bins - 2).MaxBy(i => histogram[i - 1] + histogram[i] + histogram[i + 1]);
        var peak = histogram[best - 1] + histogram[best] + histogram[best + 1];
        if (peak < LeastShare * looked || peak < LeastContrast * Around(histogram, best)) return null;
        return Median(ratios.FindAll(r => Math.Abs(BinOf(r) - best) <= 1));
    }

    /// <summary>Median; NaN of nothing.</summary>
    public static double Median(List<float> values)
    {
        if (values.Count == 0) return double.NaN;
        values.Sort();
        return values[values.Count / 2];
    }

    private static int BinOf(float ratio) => (int)Math.Floor((Math.Log(ratio) - First) / Step);

    /// <summary>What three bins near the peak would hold without it.</summary>
    private static double Around(int[] histogram, int peak)
    {
        var near = Enumerable.Range(peak - 8, 17).Where(i => i >= 0 && i < Bins && Math.Abs(i - peak) > 2).ToList();
        return 3.0 * near.Sum(i => histogram[i]) / near.Count;
    }
}
