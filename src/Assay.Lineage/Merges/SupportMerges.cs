namespace Assay.Lineage;

/// <summary>
/// Finds merges that add parts of the changes of two to four parents to a common base (TIES, DARE): each coordinate is that of the base, or carries a fixed multiple of the change of
/// some of the parents. TIES keeps the greatest changes of each parent; DARE keeps some at random and scales them up.
/// </summary>
internal static class SupportMerges
{
    private const double LeastOfBase = 0.03;
    private const double MagnitudeRatio = 1.4;
    private const double GainOfOneMore = 0.02;
    private const int MostBases = 4;
    private const int MostParents = 4;
    private const int MostSupported = 7;
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
        foreach (var (fit, child) in found.Select((f, x) => (Fit: f, Child: x)).Where(f => f.Fit is not null).OrderByDescending(f => f.Fit!.Explained))
        {
            if (!fits.Exists(f => f.Fit.Parents.Contains(child) || f.Fit.Base == child)) fits.Add((child, fit!));
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
            var supported = near.Where(p => p != b).Select(p => (Model: p, Multiple: ChangeSpike.Find(space.Sample(x), space.Sample(b), space.Sample(p), errors))).Where(p => p.Multiple is not null).Select(p => (p.Model, p.Multiple!.Value)).Take(MostSupported).ToArray();
            for (var k = 2; k <= Math.Min(MostParents, supported.Length); k++)
            {
                foreach (var set in AffineMerges.Subsets([.. Enumerable.Range(0, supported.Length)], k))
                {
                    if (SupportFit.Of(space, x, b, Array.ConvertAll(set, i => supported[i]), errors) is { } fit && (best is null || fit.Explained > best.Explained + (k > best.Parents.Length ? GainOfOneMore : 0))) best = fit;
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
        var child = space.Models[index];
        var multiples = string.Join(", ", fit.Parents.Select((p, i) => $"{space.Models[p].Id} {Sentence.Number(fit.Multiples[i], "0.00")}"));
        var because = new Sentence("lineage-merge.support", ("explained", Sentence.Number(fit.Explained, "P1")), ("base", space.Models[fit.Base].Id), ("multiples", multiples));
        var form = new Sentence("lineage-merge.kept", ("ratio", Sentence.Number(fit.Ratio, "0.0")));
        return fit.Parents.Select(p => new EdgeDraft(space.Models[p], child, relation, Math.Clamp(fit.Explained, 0.5, 0.99), because) { More = [form] });
    }
}
