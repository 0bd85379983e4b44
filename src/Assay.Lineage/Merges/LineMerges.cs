namespace Assay.Lineage;

/// <summary>Finds models that lie between two others: x = (1-t) p + t q, straight (linear) or along the arc (spherical).</summary>
internal static class LineMerges
{
    private const double MaxResidual = 0.15;
    private const double LeastShare = 0.1;

    /// <summary>A model between two.</summary>
    /// <param name="Child">Index of the model.</param>
    /// <param name="P">Index of one parent.</param>
    /// <param name="Q">Index of the other.</param>
    /// <param name="T">Share of the second parent.</param>
    /// <param name="Residual">What the fit leaves, squared, over the squared distance to the nearest model.</param>
    internal readonly record struct Fit(int Child, int P, int Q, double T, double Residual);

    /// <summary>All merges, the best fits first; no model explains its own parent.</summary>
    public static List<Fit> Find(FamilySpace space, IReadOnlySet<int> candidates)
    {
        var fits = new List<Fit>();
        foreach (var fit in candidates.Select(x => Best(space, x, candidates)).OfType<Fit>().Where(f => f.Residual < MaxResidual).OrderBy(f => f.Residual))
        {
            if (!fits.Exists(f => f.P == fit.Child || f.Q == fit.Child)) fits.Add(fit);
        }

        return fits;
    }

    private static Fit? Best(FamilySpace space, int x, IReadOnlySet<int> candidates)
    {
        var nearest = candidates.Where(i => i != x && space.Squared(i, x) > 0).Select(i => space.Squared(i, x)).DefaultIfEmpty(0).Min();
        if (nearest == 0) return null;
        Fit? best = null;
        foreach (var p in candidates)
        {
            foreach (var q in candidates)
            {
                if (p >= q || p == x || q == x || space.Squared(p, q) == 0) continue;
                var t = (space.Squared(x, p) + space.Squared(p, q) - space.Squared(x, q)) / (2 * space.Squared(p, q));
                var residual = (space.Squared(x, p) - (t * t * space.Squared(p, q))) / nearest;
                if (t is > LeastShare and < 1 - LeastShare && (best is null || residual < best.Value.Residual)) best = new Fit(x, p, q, t, residual);
            }
        }

        return best;
    }

    /// <summary>
    /// Whether the merge follows the arc: on it both shares together exceed 1 by an amount that the angle between the parents gives, on the straight line they do not.
    /// </summary>
    /// <returns>About 0 for linear, about 1 for spherical.</returns>
    public static double Arc(FamilySpace space, Fit fit)
    {
        var exact = Distances.Exact([.. space.Models]);
        double measured = 0, expected = 0;
        foreach (var role in space.Roles)
        {
            var x = Distances.Vector(space.Models[fit.Child], role, exact);
            var p = Distances.Vector(space.Models[fit.P], role, exact);
            var q = Distances.Vector(space.Models[fit.Q], role, exact);
            var (pp, qq, pq) = (Dot(p, p), Dot(q, q), Dot(p, q));
            var determinant = (pp * qq) - (pq * pq);
            if (pp == 0 || qq == 0 || determinant <= 1e-9 * pp * qq) continue;
            var (xp, xq) = (Dot(x, p), Dot(x, q));
            var a = ((xp * qq) - (xq * pq)) / determinant;
            var b = ((xq * pp) - (xp * pq)) / determinant;
            var angle = Math.Acos(Math.Clamp(pq / Math.Sqrt(pp * qq), -1, 1));
            var excess = ((Math.Sin((1 - fit.T) * angle) + Math.Sin(fit.T * angle)) / Math.Sin(angle)) - 1;
            measured += (a + b - 1) * excess * pp;
            expected += excess * excess * pp;
        }

        return expected == 0 ? 0 : measured / expected;
    }

    public static IEnumerable<EdgeDraft> Edges(FamilySpace space, Fit fit)
    {
        var arc = Arc(space, fit);
        var relation = arc > 0.5 ? Relation.MergeSlerp : Relation.MergeLinear;
        var (child, p, q) = (space.Models[fit.Child], space.Models[fit.P], space.Models[fit.Q]);
        var because = new Sentence("lineage-merge.line", ("first", p.Id), ("share", Sentence.Number(1 - fit.T, "0.00")), ("second", q.Id), ("other", Sentence.Number(fit.T, "0.00")), ("residual", Sentence.Number(fit.Residual, "0.000")));
        var form = new Sentence("lineage-merge.arc", ("arc", Sentence.Number(arc, "0.00")));
        return new[] { p, q }.Select(parent => new EdgeDraft(parent, child, relation, Math.Clamp(1 - fit.Residual, 0.5, 0.99), because) { More = [form] });
    }

    private static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += (double)x[i] * y[i];
        return sum;
    }
}
