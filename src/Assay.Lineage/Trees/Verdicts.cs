using Assay.Core;

namespace Assay.Lineage;

/// <summary>Compares what is declared with what was measured. It says what the weights show, never what somebody did.</summary>
internal sealed class Verdicts(IReadOnlyList<ModelView> models, IReadOnlyList<EdgeDraft> drafts, Func<ModelView, ModelView, PairEvidence?> between, MessageCatalog messages)
{
    private const double Certain = -12;
    private readonly ILookup<ModelView, EdgeDraft> _edges = drafts.ToLookup(d => d.Child);

    /// <summary>An edge with its finding.</summary>
    public LineageEdge Edge(EdgeDraft draft)
    {
        var evidence = new List<Sentence> { draft.Because };
        evidence.AddRange(draft.More);
        if (Shared(draft) is { } shared) evidence.Add(shared);
        if (draft.Tie.Count > 0) evidence.Add(new Sentence("lineage-edge.tie", ("models", Sentence.Names(draft.Tie))));
        var (declared, because) = Declared(draft);
        if (because is not null) evidence.Add(because);
        return new LineageEdge
        {
            Parent = draft.Parent.Id,
            Child = draft.Child.Id,
            Relation = draft.Relation,
            Confidence = draft.Confidence,
            Tie = draft.Tie.Count == 0 ? [] : [.. draft.Tie.Prepend(draft.Parent).Select(t => t.Id).Order(StringComparer.Ordinal)],
            Declared = declared,
            Evidence = evidence.ConvertAll(e => e.In(messages)),
        };
    }

    /// <summary>Every declaration of every model with its finding.</summary>
    public IEnumerable<LineageDeclaration> Declarations() => models.SelectMany(m => m.Sketch.Declared.Select(d => Judge(m, d)));

    private Sentence? Shared(EdgeDraft draft) =>
        between(draft.Parent, draft.Child) is { Related: true, LogP: { } logP, Test: not "none" } e && LogProbability.ToLog10(logP) < -6
            ? new Sentence(e.Rearranged ? "lineage-edge.shares-like" : "lineage-edge.shares", ("child", draft.Child.Id), ("parent", draft.Parent.Id), ("power", Sentence.Power(logP)))
            : null;

    private (string Finding, Sentence? Because) Declared(EdgeDraft draft)
    {
        var declared = draft.Child.Sketch.Declared;
        if (declared.Any(d => DeclaredParents.StandsFor(d.Parent, draft.Parent))) return ("confirmed", null);
        if (declared.Any(d => d.Relation == "none")) return ("contradicted", new Sentence("lineage-declared.edge-scratch"));
        var named = models.Where(m => declared.Any(d => DeclaredParents.StandsFor(d.Parent, m))).ToList();
        if (named.Count == 0) return (declared.Count == 0 ? "undeclared" : "none", null);
        if (named.Exists(n => draft.Tie.Contains(n))) return ("confirmed", new Sentence("lineage-declared.edge-tie"));
        return named.Exists(n => Ancestors(draft.Child).Contains(n))
            ? ("undeclared", new Sentence("lineage-declared.edge-ancestor", ("models", Sentence.Names(named))))
            : ("contradicted", new Sentence("lineage-declared.edge-other", ("models", Sentence.Names(named))));
    }

    private HashSet<ModelView> Ancestors(ModelView model)
    {
        var ancestors = new HashSet<ModelView>();
        var todo = new Queue<ModelView>([model]);
        while (todo.TryDequeue(out var m))
        {
            foreach (var parent in _edges[m].SelectMany(d => d.Tie.Prepend(d.Parent)))
            {
                if (ancestors.Add(parent)) todo.Enqueue(parent);
            }
        }

        return ancestors;
    }

    private LineageDeclaration Judge(ModelView child, Declaration declared)
    {
        LineageDeclaration With(string finding, Sentence because, ModelView? model = null) => new(child.Id, declared.Parent, declared.Relation, declared.Where, finding, because.In(messages)) { Model = model?.Id };
        if (declared.Relation == "none") return Scratch(child, With);
        if (models.FirstOrDefault(m => m != child && DeclaredParents.StandsFor(declared.Parent, m)) is not { } named) return With("unverifiable", new Sentence("lineage-declared.not-compared", ("parent", declared.Parent)));
        if (_edges[child].Any(d => d.Parent == named || d.Tie.Contains(named))) return With("confirmed", new Sentence("lineage-declared.same"), named);
        if (Ancestors(child).Contains(named)) return With("confirmed", new Sentence("lineage-declared.ancestor"), named);
        var pair = between(child, named);
        if (pair is null || pair.LogP is null) return With("unverifiable", new Sentence("lineage-declared.no-test"), named);
        if (!pair.Related) return With("contradicted", new Sentence("lineage-declared.independent", ("parent", named.Id)), named);
        var parents = _edges[child].Select(d => d.Parent).ToList();
        return With("contradicted", new Sentence(parents.Count == 0 ? "lineage-declared.no-edge" : "lineage-declared.other", ("parent", named.Id), ("measured", Sentence.Names(parents))), named);
    }

    private LineageDeclaration Scratch(ModelView child, Func<string, Sentence, ModelView?, LineageDeclaration> with)
    {
        var parent = _edges[child].FirstOrDefault(d => between(d.Parent, child) is { LogP: { } p } && LogProbability.ToLog10(p) < Certain);
        return parent is null
            ? with("unverifiable", new Sentence("lineage-declared.no-ancestor"), null)
            : with("contradicted", new Sentence("lineage-declared.scratch", ("parent", parent.Parent.Id), ("power", Sentence.Power(between(parent.Parent, child)!.LogP!.Value))), parent.Parent);
    }
}
