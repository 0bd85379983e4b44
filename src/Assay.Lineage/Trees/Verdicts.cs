using Assay.Core;

namespace Assay.Lineage;

/// <summary>Compares what is declared with what was measured. It says what the weights show, never what somebody did.</summary>
internal sealed class Verdicts(IReadOnlyList<ModelView> models, IReadOnlyList<EdgeDraft> drafts, Func<ModelView, ModelView, PairEvidence?> between)
{
    private const double Certain = -12;
    private readonly ILookup<ModelView, EdgeDraft> _edges = drafts.ToLookup(d => d.Child);

    /// <summary>An edge with its finding.</summary>
    public LineageEdge Edge(EdgeDraft draft)
    {
        var evidence = new List<string> { draft.Because };
        evidence.AddRange(draft.More);
        if (Shared(draft) is { } shared) evidence.Add(shared);
        if (draft.Tie.Count > 0) evidence.Add($"cannot be told from: {string.Join(", ", draft.Tie.Select(t => t.Id))}");
        var declared = Declared(draft, out var because);
        if (because.Length > 0) evidence.Add(because);
        return new LineageEdge
        {
            Parent = draft.Parent.Id,
            Child = draft.Child.Id,
            Relation = draft.Relation,
            Confidence = draft.Confidence,
            Tie = draft.Tie.Count == 0 ? [] : [.. draft.Tie.Prepend(draft.Parent).Select(t => t.Id).Order(StringComparer.Ordinal)],
            Declared = declared,
            Evidence = evidence,
        };
    }

    /// <summary>Every declaration of every model with its finding.</summary>
    public IEnumerable<LineageDeclaration> Declarations() => models.SelectMany(m => m.Sketch.Declared.Select(d => Judge(m, d)));

    private string? Shared(EdgeDraft draft) =>
        between(draft.Parent, draft.Child) is { Related: true, LogP: { } logP, Test: not "none" } e && LogProbability.ToLog10(logP) < -6
            ? $"{draft.Child.Id} shares hidden-unit order with {draft.Parent.Id}; {(e.Rearranged ? "value like a probability" : "probability")} under independent initialisation <= 1e{Math.Ceiling(LogProbability.ToLog10(logP)):0}"
            : null;

    private string Declared(EdgeDraft draft, out string because)
    {
        var declared = draft.Child.Sketch.Declared;
        because = "";
        if (declared.Any(d => DeclaredParents.StandsFor(d.Parent, draft.Parent))) return "confirmed";
        if (declared.Any(d => d.Relation == "none"))
        {
            because = "the release says that it was trained from scratch";
            return "contradicted";
        }

        var named = models.Where(m => declared.Any(d => DeclaredParents.StandsFor(d.Parent, m))).ToList();
        if (named.Count == 0) return declared.Count == 0 ? "undeclared" : "none";
        if (named.Exists(n => draft.Tie.Contains(n)))
        {
            because = "the declared parent is one of those that cannot be told apart";
            return "confirmed";
        }

        if (named.Exists(n => Ancestors(draft.Child).Contains(n)))
        {
            because = $"the release declares an ancestor, {string.Join(", ", named.Select(n => n.Id))}";
            return "undeclared";
        }

        because = $"the release declares {string.Join(", ", named.Select(n => n.Id))}";
        return "contradicted";
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
        LineageDeclaration With(string finding, string because, ModelView? model = null) => new(child.Id, declared.Parent, declared.Relation, declared.Where, finding, because) { Model = model?.Id };
        if (declared.Relation == "none") return Scratch(child, With);
        if (models.FirstOrDefault(m => m != child && DeclaredParents.StandsFor(declared.Parent, m)) is not { } named) return With("unverifiable", $"{declared.Parent} is not among the models compared");
        if (_edges[child].Any(d => d.Parent == named || d.Tie.Contains(named))) return With("confirmed", "the measured parent is the declared one, or cannot be told from it", named);
        if (Ancestors(child).Contains(named)) return With("confirmed", "measured as an ancestor, with another model between", named);
        var pair = between(child, named);
        if (pair is null || pair.LogP is null) return With("unverifiable", "no test could be run on the pair", named);
        if (!pair.Related) return With("contradicted", $"shares no hidden-unit order with {named.Id}: independent in the weights by every test that was run", named);
        return With("contradicted", $"related to {named.Id}, but measured as a descendant of {string.Join(", ", _edges[child].Select(d => d.Parent.Id).DefaultIfEmpty("none of the models"))}", named);
    }

    private LineageDeclaration Scratch(ModelView child, Func<string, string, ModelView?, LineageDeclaration> with)
    {
        var parent = _edges[child].FirstOrDefault(d => between(d.Parent, child) is { LogP: { } p } && LogProbability.ToLog10(p) < Certain);
        return parent is null
            ? with("unverifiable", "no ancestor was found among the models compared", null)
            : with("contradicted", $"shares hidden-unit order with {parent.Parent.Id}; probability under independent initialisation <= 1e{Math.Ceiling(LogProbability.ToLog10(between(parent.Parent, child)!.LogP!.Value)):0}", parent.Parent);
    }
}
