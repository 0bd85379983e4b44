using Assay.Core;

namespace Assay.Lineage;

/// <summary>Puts the evidence of a pair into the words of the contract.</summary>
/// <param name="edges">Edges of all trees.</param>
/// <param name="sameInit">Pairs that share an initialization.</param>
/// <param name="messages">The sentences.</param>
internal sealed class PairResults(IReadOnlyList<EdgeDraft> edges, IReadOnlyList<(ModelView A, ModelView B)> sameInit, MessageCatalog messages)
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
            TestsNotRun = [.. e.NotRun.Select(t => new TestNotRun(t.Test, t.Why.In(messages)))],
            Log10P = e.LogP is { } p ? Math.Round(LogProbability.ToLog10(p), 3) : null,
            Test = e.Test,
            Distance = distance is { } d ? Math.Round(d, 6) : null,
            Relation = related ? Relate(e, edge) : null,
            Note = Note(e, related, edge).In(messages),
        };
    }

    private string Relate(PairEvidence e, EdgeDraft? edge)
    {
        if (e.Identity.AllEqual && edge?.Relation != Relation.Quantized) return Relation.Identical;
        if (edge is not null) return edge.Relation;
        if (sameInit.Any(s => (s.A == e.A && s.B == e.B) || (s.A == e.B && s.B == e.A))) return Relation.SameInit;
        return e is { Rearranged: true, AlignedDistance: not null } ? Relation.Permuted : Relation.Unknown;
    }

    private Sentence Note(PairEvidence e, bool related, EdgeDraft? edge)
    {
        var rests = e.Rests?.In(messages) ?? "";
        if (e.Identity.AllEqual) return e.Identity.Complete ? new Sentence("lineage-pair.equal") : new Sentence("lineage-pair.part-equal", ("tensors", Sentence.Count(e.Identity.Common)));
        if (e is { Rearranged: true, AlignedDistance: null }) return new Sentence("lineage-pair.rearranged-open", ("rests", rests));
        if (e.Rearranged) return new Sentence("lineage-pair.rearranged", ("rests", rests));
        if (!related) return new Sentence(e.LogP is null ? "lineage-pair.no-test" : e.Run.Contains("aligned") ? "lineage-pair.independent" : "lineage-pair.not-looked");
        if (edge is not null && e.Test == "none") return edge.Because;
        (string, string)[] some = [("equal", Sentence.Count(e.Identity.Equal)), ("common", Sentence.Count(e.Identity.Common)), ("rests", rests), ("power", e.LogP is { } p ? Sentence.Power(p) : "")];
        return new Sentence((e.Identity.Equal > 0 ? "lineage-pair.equal-and-" : "lineage-pair.") + (e.LogP is null ? "shared" : "shared-p"), some);
    }
}
