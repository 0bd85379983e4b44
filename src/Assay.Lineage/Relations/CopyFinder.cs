using Assay.Weights;

namespace Assay.Lineage;

/// <summary>Finds copies: the same values in other files, the same values in a coarser type, and the same values with many set to zero.</summary>
internal static class CopyFinder
{
    private const double Reproduced = 0.999;
    private const double NearlyEqual = 3e-4;
    private const double ManyZeros = 0.3;
    private const double TieOfShares = 2e-4;
    private const int MostTies = 4;

    /// <summary>Whether a model is stored more coarsely than in 16-bit floats.</summary>
    public static bool IsCoarse(ModelView model) => StorageForm.CoarseOf(model) is not null;

    /// <summary>Whether many weights of the model were set to zero.</summary>
    public static bool IsPruned(ModelView model) => StorageForm.ZeroShare(model) > ManyZeros;

    /// <summary>The edge of a coarse copy: the candidate whose rounded values it has, else the nearest.</summary>
    public static EdgeDraft? Coarse(ModelView copy, IReadOnlyList<ModelView> candidates)
    {
        var type = (StorageForm.CoarseOf(copy) ?? StorageForm.Of(copy)).Name();
        var shares = candidates.Select(c => (Model: c, Share: Requantizer.Share(copy, c))).Where(s => s.Share is not null).OrderByDescending(s => s.Share).ToList();
        if (shares.Count > 0 && shares[0].Share >= Reproduced)
        {
            var best = shares[0];
            var tie = shares.Skip(1).Where(s => s.Share == best.Share).Select(s => s.Model).Take(MostTies).ToList();
            return new EdgeDraft(best.Model, copy, Relation.Quantized, tie.Count == 0 ? 0.99 : 0.7, new Sentence("lineage-edge.rounded", ("parent", best.Model.Id), ("type", type), ("share", Sentence.Number(best.Share!.Value, "P2")))) { Tie = tie };
        }

        var near = candidates.Select(c => (Model: c, Distance: Distances.Relative(copy, c))).Where(d => d.Distance is not null).OrderBy(d => d.Distance).ToList();
        if (near.Count == 0) return null;
        var nearest = near[0];
        var ties = near.Skip(1).Where(d => Distances.Relative(d.Model, nearest.Model) < 0.25 * nearest.Distance).Select(d => d.Model).Take(MostTies).ToList();
        return new EdgeDraft(nearest.Model, copy, Relation.Quantized, ties.Count == 0 ? 0.9 : 0.6, new Sentence("lineage-edge.stored", ("type", type), ("distance", Sentence.Number(nearest.Distance!.Value, "0.0000")), ("parent", nearest.Model.Id))) { Tie = ties };
    }

    /// <summary>The edge of a copy in another 16-bit or 32-bit type; null where the model is none.</summary>
    public static EdgeDraft? Recast(ModelView model, IReadOnlyList<ModelView> others)
    {
        var type = StorageForm.Of(model);
        if (type is not (DType.F16 or DType.BF16)) return null;
        var wider = others.Where(o => IsSourceOf(StorageForm.Of(o), o, type, model)).ToList();
        var best = wider.Select(o => (Model: o, Share: Requantizer.Share(model, o) ?? (Distances.Relative(model, o) < NearlyEqual ? 1 : 0))).Where(s => s.Share >= 0.9999).OrderByDescending(s => s.Share).ToList();
        if (best.Count == 0) return null;
        var because = new Sentence("lineage-edge.converted", ("parent", best[0].Model.Id), ("from", StorageForm.Of(best[0].Model).Name()), ("type", type.Name()), ("share", Sentence.Number(best[0].Share, "P2")));
        return new EdgeDraft(best[0].Model, model, Relation.Quantized, 0.99, because) { Tie = [.. best.Skip(1).Where(s => s.Share == best[0].Share).Select(s => s.Model).Take(MostTies)] };
    }

    private static bool IsSourceOf(DType source, ModelView from, DType copy, ModelView to) =>
        (source is DType.F32 or DType.F64 && StorageForm.MantissaBits(from) > StorageForm.MantissaBits(to)) || (source == DType.BF16 && copy == DType.F16);

    /// <summary>The edge of a pruned model: the candidate whose values the survivors have.</summary>
    public static EdgeDraft? Pruned(ModelView model, IReadOnlyList<ModelView> candidates)
    {
        var shares = candidates.Select(c => (Model: c, Share: Surviving(model, c))).OrderByDescending(s => s.Share).ToList();
        if (shares.Count == 0) return null;
        var zeros = StorageForm.ZeroShare(model);
        var tie = shares.Skip(1).Where(s => shares[0].Share - s.Share < TieOfShares).Select(s => s.Model).Take(MostTies).ToList();
        var because = new Sentence("lineage-edge.zeros", ("zeros", Sentence.Number(zeros, "P0")), ("share", Sentence.Number(Math.Max(0, shares[0].Share), "P2")), ("parent", shares[0].Model.Id));
        return new EdgeDraft(shares[0].Model, model, Relation.Pruned, shares[0].Share > 0.5 && tie.Count == 0 ? 0.95 : 0.6, because) { Tie = tie };
    }

    /// <summary>Share of the values other than zero that both have alike; where none are alike, how near they are.</summary>
    private static double Surviving(ModelView model, ModelView candidate)
    {
        var exact = Distances.Exact(model, candidate);
        long equal = 0, survivors = 0;
        double error = 0, length = 0;
        foreach (var role in Distances.Common(model, candidate).Where(r => model.Tensor(r)!.Rows > 1))
        {
            var x = exact ? model.Values![role].Data : model.Tensor(role)!.Samples;
            var y = exact ? candidate.Values![role].Data : candidate.Tensor(role)!.Samples;
            for (var i = 0; i < x.Length; i++)
            {
                if (x[i] == 0) continue;
                survivors++;
                if (x[i] == y[i]) equal++;
                error += (x[i] - (double)y[i]) * (x[i] - (double)y[i]);
                length += (double)x[i] * x[i];
            }
        }

        if (survivors == 0) return 0;
        return equal > survivors / 100 ? equal / (double)survivors : -error / Math.Max(length, 1e-30);
    }
}
