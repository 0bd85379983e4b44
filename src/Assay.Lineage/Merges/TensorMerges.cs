namespace Assay.Lineage;

/// <summary>
/// Finds merges whose weights differ from tensor to tensor, or do not add up to 1: spherical ones, chains of them, and those with a weight for each layer. Each tensor is fitted on its
/// own; down to rounding, as for the weighted sums of whole models.
/// </summary>
internal static class TensorMerges
{
    private const int MostMembers = 3;
    private const int MostNeighbours = 12;
    private const double LeastWeight = 0.05;
    private const double MostWeight = 1.02;
    private const double OfRounding = 1.35;
    private const double OfNearest = 0.1;
    private const double Gain = 0.9;
    private const double Spherical = 0.5;

    /// <summary>A model whose tensors are weighted sums of those of others.</summary>
    /// <param name="Child">Index of the model.</param>
    /// <param name="Members">Indices of its parents.</param>
    /// <param name="Weights">Mean weight of each.</param>
    /// <param name="Spread">How far weights differ between tensors, of the parent where they differ most.</param>
    /// <param name="Arc">About 0 where the sums are straight, about 1 where lengths are kept as on the sphere.</param>
    /// <param name="Residual">What the sums leave, squared.</param>
    internal sealed record Fit(int Child, int[] Members, double[] Weights, double Spread, double Arc, double Residual);

    public static List<Fit> Find(FamilySpace space, IReadOnlySet<int> candidates)
    {
        var found = new Fit?[space.Count];
        Parallel.ForEach(candidates, x => found[x] = Best(space, x, candidates, MostMembers));
        var fits = new List<Fit>();
        foreach (var fit in found.OfType<Fit>().OrderBy(f => f.Residual / space.Rounding(f.Child)).ThenBy(f => f.Child))
        {
            if (!fits.Exists(f => f.Members.Contains(fit.Child))) fits.Add(fit);
        }

        return fits;
    }

    /// <summary>Whether fewer models explain a weighted sum just as well when each tensor has weights of its own.</summary>
    public static bool NeedsFewer(FamilySpace space, AffineMerges.Fit sum, IReadOnlySet<int> candidates) =>
        sum.Members.Length > 2 && Best(space, sum.Child, candidates, Math.Min(MostMembers, sum.Members.Length - 1)) is not null;

    private static Fit? Best(FamilySpace space, int x, IReadOnlySet<int> candidates, int mostMembers)
    {
        var near = candidates.Where(i => i != x && space.Squared(i, x) > 0).OrderBy(i => space.Squared(i, x)).ThenBy(i => i).Take(MostNeighbours).ToArray();
        if (near.Length < 2) return null;
        var enough = Math.Min(OfRounding * space.Rounding(x), OfNearest * space.Squared(near[0], x));
        var products = Products(space, [.. near, x]);
        Fit? best = null;
        for (var k = 2; k <= Math.Min(mostMembers, near.Length); k++)
        {
            foreach (var members in AffineMerges.Subsets([.. Enumerable.Range(0, near.Length)], k))
            {
                if (Of(x, near, members, products, enough) is not { } fit) continue;
                if (best is null || fit.Residual < (k > best.Members.Length ? Gain : 1) * best.Residual) best = fit;
            }
        }

        return best;
    }

    private static Fit? Of(int x, int[] near, int[] members, List<double[,]> products, double enough)
    {
        double residual = 0, measured = 0, expected = 0, total = 0;
        var parts = new List<(double Weight, double[] Shares)>();
        var at = near.Length;
        foreach (var g in products)
        {
            var w = LinearSystem.SolveIndependent([.. members.Select(i => members.Select(j => g[i, j]).ToArray())], [.. members.Select(i => g[i, at])]);
            residual += Math.Max(0, g[at, at] - members.Select((m, i) => w[i] * g[m, at]).Sum());
            if (residual > enough) return null;
            if (Array.Exists(w, v => v == 0)) continue;
            parts.Add((g[at, at], w));
            total += g[at, at];
            var sum = w.Sum();
            var onSphere = members.Select((m, i) => w[i] / sum * Math.Sqrt(g[m, m])).Sum() / (Math.Sqrt(g[at, at]) / sum);
            measured += (sum - 1) * (onSphere - 1) * g[at, at];
            expected += (onSphere - 1) * (onSphere - 1) * g[at, at];
        }

        if (total == 0) return null;
        var mean = members.Select((_, i) => parts.Sum(p => p.Weight * p.Shares[i]) / total).ToArray();
        if (Array.Exists(mean, v => v is < LeastWeight or > MostWeight)) return null;
        var spread = members.Select((_, i) => Math.Sqrt(parts.Sum(p => p.Weight * Math.Pow(p.Shares[i] - mean[i], 2)) / total)).Max();
        return new Fit(x, [.. members.Select(m => near[m])], mean, spread, expected == 0 ? 0 : measured / expected, residual);
    }

    /// <summary>Inner products of these models, for each tensor.</summary>
    private static List<double[,]> Products(FamilySpace space, int[] models)
    {
        var exact = Distances.Exact([.. space.Models]);
        var all = new List<double[,]>();
        foreach (var role in space.Roles)
        {
            var g = new double[models.Length, models.Length];
            for (var i = 0; i < models.Length; i++)
            {
                for (var j = 0; j <= i; j++) g[i, j] = g[j, i] = Dot(Distances.Vector(space.Models[models[i]], role, exact), Distances.Vector(space.Models[models[j]], role, exact));
            }

            all.Add(g);
        }

        return all;
    }

    private static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += (double)x[i] * y[i];
        return sum;
    }

    public static IEnumerable<EdgeDraft> Edges(FamilySpace space, Fit fit)
    {
        var relation = fit.Arc > Spherical ? Relation.MergeSlerp : Relation.MergeLinear;
        var weights = string.Join(", ", fit.Members.Select((m, i) => $"{space.Models[m].Id} {Sentence.Number(fit.Weights[i], "0.000")}"));
        var because = new Sentence("lineage-merge.tensors", ("weights", weights), ("spread", Sentence.Number(fit.Spread, "0.000")), ("residual", Sentence.Number(Math.Sqrt(fit.Residual / space.Rounding(fit.Child)), "0.00")));
        var form = new Sentence("lineage-merge.arc", ("arc", Sentence.Number(fit.Arc, "0.00")));
        return fit.Members.Select(m => new EdgeDraft(space.Models[m], space.Models[fit.Child], relation, 0.95, because) { More = [form] });
    }
}
