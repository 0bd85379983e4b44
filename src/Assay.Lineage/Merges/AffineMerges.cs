namespace Assay.Lineage;

/// <summary>
/// Finds weighted sums of two to four models, with or without a common base: x = sum of w m with weights that add up to 1. Arithmetic leaves only the rounding of x as the
/// residual, which training never does; so what fits down to rounding is a merge whatever else is at hand. Of a set of models that depend on each other in this way
/// the child is the one with the greatest weight in the dependence: solved for another, the rounding of the child is blown up.
/// </summary>
internal static class AffineMerges
{
    private const int MostMembers = 5;
    private const int MostNeighbours = 12;
    private const double LeastWeight = 0.04;
    private const double MostWeight = 1.05;
    private const double OfRounding = 1.35;
    private const double OfNearest = 0.1;
    private const double Gain = 0.85;
    private const double Without = 0.7;
    private const double RightAngle = 0.35;
    private const double OfOthers = 0.3;
    private const double LeastCarried = 0.8;

    /// <summary>A model that is a weighted sum of others.</summary>
    /// <param name="Child">Index of the model.</param>
    /// <param name="Members">Indices of the others.</param>
    /// <param name="Weights">Their weights, which add up to 1.</param>
    /// <param name="Residual">What the sum leaves, squared.</param>
    internal sealed record Fit(int Child, int[] Members, double[] Weights, double Residual);

    /// <summary>All merges of this kind; no model explains its own parent. Once merges are known, the rest are looked at again among models that are none.</summary>
    public static List<Fit> Find(FamilySpace space, IReadOnlySet<int> candidates)
    {
        var first = Accepted(space, Among(space, candidates, candidates));
        var others = candidates.Except(first.Select(f => f.Child)).ToHashSet();
        var again = Among(space, candidates, others);
        foreach (var fit in first.Where(f => again[f.Child] is not { } better || better.Residual > f.Residual / Without)) again[fit.Child] = fit;
        return Accepted(space, again);
    }

    private static Fit?[] Among(FamilySpace space, IReadOnlySet<int> children, IReadOnlySet<int> parents)
    {
        var found = new Fit?[space.Count];
        Parallel.ForEach(children, x => found[x] = Best(space, x, parents));
        return found;
    }

    private static List<Fit> Accepted(FamilySpace space, Fit?[] found)
    {
        var fits = new List<Fit>();
        foreach (var fit in found.OfType<Fit>().OrderBy(f => f.Residual / space.Rounding(f.Child)).ThenBy(f => f.Child))
        {
            if (!fits.Exists(f => f.Members.Contains(fit.Child) && Reaches(fits, fit, f.Child))) fits.Add(fit);
        }

        return fits;
    }

    private static bool Reaches(List<Fit> fits, Fit from, int target) =>
        from.Members.Contains(target) || from.Members.Any(m => fits.Find(f => f.Child == m) is { } next && Reaches(fits, next, target));

    private static Fit? Best(FamilySpace space, int x, IReadOnlySet<int> candidates)
    {
        var near = candidates.Where(i => i != x && space.Squared(i, x) > 0).OrderBy(i => space.Squared(i, x)).ThenBy(i => i).Take(MostNeighbours).ToArray();
        if (near.Length < 2) return null;
        var enough = Math.Min(OfRounding * space.Rounding(x), OfNearest * space.Squared(near[0], x));
        Fit? best = null;
        for (var k = 2; k <= Math.Min(MostMembers, near.Length); k++)
        {
            foreach (var members in Subsets(near, k))
            {
                if (Solve(space.Squared, x, members) is not var (weights, residual) || residual > enough) continue;
                if (Array.Exists(weights, w => Math.Abs(w) is < LeastWeight or > MostWeight)) continue;
                if (best is null || residual < (members.Length > best.Members.Length ? Gain : 1) * best.Residual) best = new Fit(x, members, weights, residual);
            }
        }

        return best;
    }

    /// <summary>The weights of least residual, from squared distances alone; null where the members depend on each other.</summary>
    public static (double[] Weights, double Residual)? Solve(Func<int, int, double> squared, int x, int[] members)
    {
        var k = members.Length - 1;
        var last = members[k];
        var gram = new double[k][];
        var right = new double[k];
        for (var i = 0; i < k; i++)
        {
            gram[i] = [.. Enumerable.Range(0, k).Select(j => (squared(members[i], last) + squared(members[j], last) - squared(members[i], members[j])) / 2)];
            right[i] = (squared(x, last) + squared(members[i], last) - squared(x, members[i])) / 2;
        }

        if (LinearSystem.Solve(gram, right) is not { } w) return null;
        var residual = squared(x, last) - w.Zip(right, (a, b) => a * b).Sum();
        return ([.. w, 1 - w.Sum()], Math.Max(0, residual));
    }

    internal static IEnumerable<int[]> Subsets(int[] of, int size)
    {
        var at = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            yield return Array.ConvertAll(at, i => of[i]);
            var move = size - 1;
            while (move >= 0 && at[move] == of.Length - size + move) move--;
            if (move < 0) yield break;
            at[move]++;
            for (var i = move + 1; i < size; i++) at[i] = at[i - 1] + 1;
        }
    }

    /// <summary>The member that the others branch off from, to which the merge adds their changes: the only one with a negative weight, else one at which the changes of the others stand at right angles; -1 where there is none.</summary>
    private static int BaseOf(FamilySpace space, Fit fit)
    {
        if (fit.Members.Length < 3) return -1;
        var taken = fit.Members.Where((_, i) => fit.Weights[i] < 0).ToList();
        if (taken.Count == 1) return taken[0];
        foreach (var b in fit.Members)
        {
            var others = fit.Members.Where(m => m != b).ToArray();
            var outside = Enumerable.Range(0, space.Count).Where(m => m != fit.Child && !fit.Members.Contains(m));
            if (AtRightAngles(space, b, others) && !outside.Any(m => IsFartherBack(space, m, b, others) || LeavesBehind(space, m, b, others))) return b;
        }

        return -1;
    }

    private static bool AtRightAngles(FamilySpace space, int at, int[] others) => Subsets(others, 2).All(p => Math.Abs(Cosine(space, at, p[0], p[1])) < RightAngle);

    /// <summary>Whether the would-be base is itself but one of those that branch off from this model.</summary>
    private static bool IsFartherBack(FamilySpace space, int model, int b, int[] others) =>
        space.Squared(model, b) > OfOthers * others.Min(p => space.Squared(p, b)) && AtRightAngles(space, model, [b, .. others]);

    /// <summary>Whether the would-be base comes after this model, and one of the others does not carry the step between the two: then it is no descendant of the would-be base.</summary>
    private static bool LeavesBehind(FamilySpace space, int model, int b, int[] others) =>
        space.Growth(model, b) > 0 && others.Any(p => space.Inheritance(p, b, model).Share < LeastCarried);

    private static double Cosine(FamilySpace space, int at, int p, int q) =>
        (space.Squared(p, at) + space.Squared(q, at) - space.Squared(p, q)) / (2 * Math.Sqrt(space.Squared(p, at) * space.Squared(q, at)));

    public static IEnumerable<EdgeDraft> Edges(FamilySpace space, Fit fit)
    {
        var child = space.Models[fit.Child];
        var b = BaseOf(space, fit);
        var errors = Errors(space, fit);
        var weights = string.Join(", ", fit.Members.Select((m, i) => $"{space.Models[m].Id} {Sentence.Number(fit.Weights[i], "0.000")} ± {Sentence.Number(errors[i], "0.000")}"));
        var because = new Sentence("lineage-merge.sum", ("weights", weights), ("residual", Sentence.Number(Math.Sqrt(fit.Residual / space.Rounding(fit.Child)), "0.00")));
        var more = b < 0 ? new Sentence("lineage-merge.straight") : new Sentence("lineage-merge.task", ("base", space.Models[b].Id));
        return fit.Members.Where(m => m != b).Select(m => new EdgeDraft(space.Models[m], child, Relation.MergeLinear, 0.97, because) { More = [more] });
    }

    /// <summary>Standard errors of the weights: how far they move when one matrix after the other is left out (jackknife).</summary>
    private static double[] Errors(FamilySpace space, Fit fit)
    {
        var ids = fit.Members.Append(fit.Child).ToArray();
        var parts = space.ByTensor(ids);
        var total = parts.Aggregate(new double[ids.Length, ids.Length], Plus);
        var left = new List<double[]>();
        foreach (var part in parts)
        {
            if (Solve((i, j) => total[i, j] - part[i, j], ids.Length - 1, [.. Enumerable.Range(0, fit.Members.Length)]) is var (weights, _)) left.Add(weights);
        }

        return [.. fit.Weights.Select((_, i) => left.Count < 2 ? 0 : Math.Sqrt((left.Count - 1.0) / left.Count * left.Sum(w => Math.Pow(w[i] - left.Average(v => v[i]), 2))))];
    }

    private static double[,] Plus(double[,] a, double[,] b)
    {
        var sum = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++) sum[i, j] += b[i, j];
        }

        return sum;
    }
}
