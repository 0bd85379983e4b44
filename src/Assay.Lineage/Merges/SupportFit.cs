namespace Assay.Lineage;

/// <summary>How well one model is a base plus multiples of the changes of others, each coordinate with none, some or all of them.</summary>
/// <param name="Base">Index of the common base.</param>
/// <param name="Parents">Indices of the parents.</param>
/// <param name="Multiples">Multiple of the change of each.</param>
/// <param name="Explained">Share of coordinates explained, of those on which a change is well above rounding.</param>
/// <param name="Ratio">Mean change of kept coordinates over that of dropped ones; 1 where it cannot be told.</param>
internal sealed record SupportFit(int Base, int[] Parents, double[] Multiples, double Explained, double Ratio)
{
    private const double LeastExplained = 0.9;
    private const double LeastGain = 0.03;
    private const double LeastBase = 0.02;
    private const double LeastOfEach = 0.03;
    private const double LeastOverControl = 5;
    private const int LeastCoordinates = 500;

    /// <summary>Rounding error of values that are stored with so many mantissa bits, with room for that of the multiples.</summary>
    public static float[] Errors(float[] x, int bits) => Array.ConvertAll(x, v => 0.75f * MathF.ScaleB(1, (v == 0 ? -14 : Math.Max(MathF.ILogB(v), bits == 10 ? -14 : -126)) - bits));

    /// <summary>The fit; null where coordinates stay unexplained, or fewer parents explain them as well.</summary>
    public static SupportFit? Of(FamilySpace space, int child, int origin, (int Model, double Multiple)[] parents, float[] errors)
    {
        var counts = new SupportCounts(space.Sample(child), space.Sample(origin), [.. parents.Select(p => space.Sample(p.Model))], [.. parents.Select(p => p.Multiple)], errors);
        var n = (double)counts.Informative;
        if (n < LeastCoordinates || counts.Zero < LeastBase * n) return null;
        for (var p = 0; p < parents.Length; p++)
        {
            var without = (counts.Explained - counts.Needs(p)) / n;
            if (counts.Only(p) < LeastOfEach * n || counts.Explained / n < without + LeastGain) return null;
        }

        if (counts.Explained < LeastExplained * n || counts.Explained - counts.Zero < LeastOverControl * counts.Control || counts.Ratio is not { } ratio) return null;
        return new SupportFit(origin, [.. parents.Select(p => p.Model)], [.. parents.Select(p => p.Multiple)], counts.Explained / n, ratio);
    }
}
