using System.Globalization;

namespace Assay.Lineage;

/// <summary>
/// Finds merges that keep values of single parents (TIES, DARE): each coordinate is that of a common base, of one parent, of their mean or of the sum of both changes.
/// TIES keeps the greatest changes of each parent; DARE keeps some at random.
/// </summary>
internal static class SupportMerges
{
    private const double LeastSupport = 0.2;
    private const double LeastExplained = 0.9;
    private const double LeastGain = 0.03;
    private const double Rounding = 1.0 / 480;
    private const double MagnitudeRatio = 1.5;

    /// <summary>A merge.</summary>
    /// <param name="Child">Index of the model.</param>
    /// <param name="Base">Index of the common base.</param>
    /// <param name="P">Index of one parent.</param>
    /// <param name="Q">Index of the other.</param>
    /// <param name="Explained">Share of coordinates explained, of those on which base and parents are not all equal.</param>
    /// <param name="Ratio">Mean change of kept coordinates over that of dropped ones.</param>
    internal readonly record struct Fit(int Child, int Base, int P, int Q, double Explained, double Ratio);

    /// <summary>All merges, the best explained first; no model explains its own parent.</summary>
    /// <param name="space">The models.</param>
    /// <param name="children">Models that may be merges.</param>
    /// <param name="parents">Models that may be bases or parents.</param>
    public static List<Fit> Find(FamilySpace space, IReadOnlySet<int> children, IReadOnlySet<int> parents)
    {
        var found = new Fit?[space.Count];
        Parallel.ForEach(children, x => found[x] = Best(space, x, parents));
        var fits = new List<Fit>();
        foreach (var fit in found.OfType<Fit>().OrderByDescending(f => f.Explained))
        {
            if (!fits.Exists(f => f.P == fit.Child || f.Q == fit.Child || f.Base == fit.Child)) fits.Add(fit);
        }

        return fits;
    }

    private static Fit? Best(FamilySpace space, int x, IReadOnlySet<int> parents)
    {
        Fit? best = null;
        foreach (var b in parents.Where(i => i != x))
        {
            var supported = parents.Where(p => p != x && p != b && Support(space.Sample(x), space.Sample(b), space.Sample(p)) > LeastSupport).ToList();
            for (var i = 0; i < supported.Count; i++)
            {
                for (var j = i + 1; j < supported.Count; j++)
                {
                    if (Explain(space, x, b, supported[i], supported[j]) is { } fit && (best is null || fit.Explained > best.Value.Explained)) best = fit;
                }
            }
        }

        return best;
    }

    /// <summary>Share of coordinates with the parent's value, of those on which parent and base differ.</summary>
    private static double Support(float[] x, float[] b, float[] p)
    {
        int kept = 0, differ = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (p[i] == b[i]) continue;
            differ++;
            if (x[i] == p[i]) kept++;
        }

        return differ < 200 ? 0 : kept / (double)differ;
    }

    private static Fit? Explain(FamilySpace space, int child, int origin, int first, int second)
    {
        var (x, b, p, q) = (space.Sample(child), space.Sample(origin), space.Sample(first), space.Sample(second));
        int informative = 0, explained = 0, byBase = 0, byFirst = 0, bySecond = 0, kept = 0, dropped = 0;
        double keptChange = 0, droppedChange = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (b[i] == p[i] && b[i] == q[i]) continue;
            informative++;
            var (isBase, isFirst, isSecond) = (x[i] == b[i], x[i] == p[i], x[i] == q[i]);
            if (isBase) byBase++;
            if (isBase || isFirst) byFirst++;
            if (isBase || isSecond) bySecond++;
            if (isBase || isFirst || isSecond || Mixed(x[i], b[i], p[i], q[i])) explained++;
            Count(x[i], b[i], p[i], ref kept, ref keptChange, ref dropped, ref droppedChange);
            Count(x[i], b[i], q[i], ref kept, ref keptChange, ref dropped, ref droppedChange);
        }

        if (informative < 500 || kept < 100 || dropped < 100) return null;
        var share = explained / (double)informative;
        if (share < LeastExplained || share < (Math.Max(byFirst, bySecond) / (double)informative) + LeastGain || byBase == 0) return null;
        return new Fit(child, origin, first, second, share, keptChange / kept / (droppedChange / dropped));
    }

    private static void Count(float x, float b, float p, ref int kept, ref double keptChange, ref int dropped, ref double droppedChange)
    {
        if (p == b) return;
        if (x == p)
        {
            kept++;
            keptChange += Math.Abs(p - b);
        }
        else if (x == b)
        {
            dropped++;
            droppedChange += Math.Abs(p - b);
        }
    }

    private static bool Mixed(float x, float b, float p, float q)
    {
        var tolerance = Rounding * Math.Abs(x);
        return p != b && q != b && (Math.Abs(x - ((p + q) / 2)) <= tolerance || Math.Abs(x - (p + q - b)) <= tolerance);
    }

    public static IEnumerable<EdgeDraft> Edges(FamilySpace space, Fit fit)
    {
        var relation = fit.Ratio > MagnitudeRatio ? Relation.MergeTies : Relation.MergeDare;
        var (child, b, p, q) = (space.Models[fit.Child], space.Models[fit.Base], space.Models[fit.P], space.Models[fit.Q]);
        var because = string.Create(CultureInfo.InvariantCulture, $"{fit.Explained:P1} of the coordinates on which {b.Id}, {p.Id} and {q.Id} differ have the value of one of them, their mean or the sum of both changes");
        var form = string.Create(CultureInfo.InvariantCulture, $"kept changes are {fit.Ratio:0.0} times as great as dropped ones (near 1: dropped at random)");
        return new[] { p, q }.Select(parent => new EdgeDraft(parent, child, relation, Math.Clamp(fit.Explained, 0.5, 0.99), because) { More = [form] });
    }
}
