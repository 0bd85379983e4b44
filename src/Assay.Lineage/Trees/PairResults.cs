using System.Globalization;
using Assay.Core;

namespace Assay.Lineage;

/// <summary>Puts the evidence of a pair into the words of the contract.</summary>
/// <param name="edges">Edges of all trees.</param>
/// <param name="sameInit">Pairs that share an initialization.</param>
internal sealed class PairResults(IReadOnlyList<EdgeDraft> edges, IReadOnlyList<(ModelView A, ModelView B)> sameInit)
{
    private readonly ILookup<(ModelView, ModelView), EdgeDraft> _edges = edges.ToLookup(d => (d.Parent, d.Child));

    public LineagePair Of(PairEvidence e)
    {
        var edge = _edges[(e.A, e.B)].Concat(_edges[(e.B, e.A)]).FirstOrDefault();
        var related = e.Related || edge is not null;
        double? distance = e.Identity.AllEqual ? 0 : e.Rearranged || e.A.Sketch.IsAdapter != e.B.Sketch.IsAdapter ? null : Distances.Relative(e.A, e.B);
        return new LineagePair
        {
            A = e.A.Id,
            B = e.B.Id,
            Related = related,
            TestsRun = e.Run,
            TestsNotRun = e.NotRun,
            Log10P = e.LogP is { } p ? Math.Round(LogProbability.ToLog10(p), 3) : null,
            Test = e.Test,
            Distance = distance is { } d ? Math.Round(d, 6) : null,
            Relation = related ? Relate(e, edge) : null,
            Note = Note(e, related, edge),
        };
    }

    private string Relate(PairEvidence e, EdgeDraft? edge)
    {
        if (e.Identity.AllEqual && edge?.Relation != Relation.Quantized) return Relation.Identical;
        if (edge is not null) return edge.Relation;
        if (sameInit.Any(s => (s.A == e.A && s.B == e.B) || (s.A == e.B && s.B == e.A))) return Relation.SameInit;
        return e is { Rearranged: true, AlignedDistance: not null } ? Relation.Permuted : Relation.Unknown;
    }

    private static string Note(PairEvidence e, bool related, EdgeDraft? edge)
    {
        if (e.Identity.AllEqual) return e.Identity.Complete ? "all values are equal" : $"all {e.Identity.Common} tensors of the smaller one have the values of tensors of the other";
        if (e is { Rearranged: true, AlignedDistance: null }) return $"related ({e.Rests}), but the hidden units lie in another order or were trained anew; the aligned test, which could tell, was not run";
        if (e.Rearranged) return $"{e.Rests}: the same units in another order or basis";
        if (!related) return e.LogP is null ? "no test could be run" : Unrelated(e);
        if (edge is not null && e.Test == "none") return edge.Because;
        var log10 = e.LogP is { } p ? string.Create(CultureInfo.InvariantCulture, $"; probability under independent initialisation <= 1e{Math.Ceiling(LogProbability.ToLog10(p)):0}") : "";
        var equal = e.Identity.Equal > 0 ? $"{e.Identity.Equal} of {e.Identity.Common} tensors have equal values; " : "";
        return $"{equal}shares hidden-unit order ({e.Rests}){log10}: a common ancestor or a common initialisation";
    }

    private static string Unrelated(PairEvidence e) => e.Run.Contains("aligned")
        ? "independent in the weights by every test; a model trained on the other's outputs from a new initialisation would look the same"
        : "no shared order of units with index-aligned layers; rearranged units were not looked for";
}
