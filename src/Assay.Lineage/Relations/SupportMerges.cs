using System.Globalization;

namespace Assay.Lineage;

/// <summary>
/// Finds merges that add parts of the changes of two parents to a common base (TIES, DARE): each coordinate is that of the base, or carries a fixed multiple of the change of
/// one parent, or of both. TIES keeps the greatest changes of each parent; DARE keeps some at random and scales them up.
/// </summary>
internal static class SupportMerges
{
    private const double LeastOfBase = 0.03;
    private const double MagnitudeRatio = 1.4;
    private const int MostBases = 4;
    private const int MostNeighbours = 48;

    /// <summary>All merges, the best explained first; no model explains its own parent.</summary>
    /// <param name="space">The models.</param>
    /// <param name="children">Models that may be merges.</param>
    /// <param name="parents">Models that may be bases or parents.</param>
    public static List<(int Child, SupportFit Fit)> Find(FamilySpace space, IReadOnlySet<int> children, IReadOnlySet<int> parents)
    {
        var found = new SupportFit?[space.Count];
        Parallel.ForEach(children, x => found[x] = Best(space, x, parents));
        var fits = new List<(int Child, SupportFit Fit)>();
        foreach (var (child, fit) in found.Select((f, x) => (Child: x, Fit: f)).Where(f => f.Fit is not null).Select(f => (f.Child, f.Fit!.Value)).OrderByDescending(f => f.Value.Explained))
        {
            if (!fits.Exists(f => f.Fit.P == child || f.Fit.Q == child || f.Fit.Base == child)) fits.Add((child, fit));
        }

        return fits;
    }

    private static SupportFit? Best(FamilySpace space, int x, IReadOnlySet<int> parents)
    {
        var near = parents.Where(i => i != x && space.Squared(i, x) > 0).OrderBy(i => space.Squared(i, x)).Take(MostNeighbours).ToList();
        var errors = SupportFit.Errors(space.Sample(x), StorageForm.MantissaBits(space.Models[x]));
        var bases = near.Select(b => (Model: b, Share: Equal(space.Sample(x), space.Sample(b)))).Where(b => b.Share >= LeastOfBase).OrderByDescending(b => b.Share).Take(MostBases).Select(b => b.Model).ToList();
        SupportFit? best = null;
        foreach (var b in bases)
        {
            var supported = near.Where(p => p != b).Select(p => (Model: p, Multiple: ChangeSpike.Find(space.Sample(x), space.Sample(b), space.Sample(p), errors))).Where(p => p.Multiple is not null).Select(p => (p.Model, p.Multiple!.Value)).ToList();
            for (var i = 0; i < supported.Count; i++)
            {
                for (var j = i + 1; j < supported.Count; j++)
                {
                    if (SupportFit.Of(space, x, b, supported[i], supported[j], errors) is { } fit && (best is null || fit.Explained > best.Value.Explained)) best = fit;
                }
            }
        }

        return best;
    }

    private static double Equal(float[] x, float[] b)
    {
        var equal = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] == b[i]) equal++;
        }

        return x.Length == 0 ? 0 : equal / (double)x.Length;
    }

    public static IEnumerable<EdgeDraft> Edges(FamilySpace space, int index, SupportFit fit)
    {
        var relation = fit.Ratio > MagnitudeRatio ? Relation.MergeTies : Relation.MergeDare;
        var (child, b, p, q) = (space.Models[index], space.Models[fit.Base], space.Models[fit.P], space.Models[fit.Q]);
        var because = string.Create(CultureInfo.InvariantCulture, $"{fit.Explained:P1} of the coordinates that {p.Id} or {q.Id} changed are those of {b.Id} plus nothing, {fit.First:0.00} times the change of {p.Id}, {fit.Second:0.00} times that of {q.Id}, or both");
        var form = string.Create(CultureInfo.InvariantCulture, $"kept changes are {fit.Ratio:0.0} times as great as dropped ones (near 1: dropped at random)");
        return new[] { p, q }.Select(parent => new EdgeDraft(parent, child, relation, Math.Clamp(fit.Explained, 0.5, 0.99), because) { More = [form] });
    }
}
