using System.Globalization;

namespace Assay.Lineage;

/// <summary>Assembles the tree of one family: index-aligned classes, rearranged copies and adapters.</summary>
internal sealed class FamilyTree
{
    private const double TieFactor = 1.25;
    private const int MostTies = 4;

    private readonly Dictionary<(ModelView, ModelView), PairEvidence> _evidence;
    private readonly List<EdgeDraft> _edges = [];
    private readonly List<(ModelView A, ModelView B)> _sameInit = [];

    public FamilyTree(IReadOnlyList<ModelView> models, Dictionary<(ModelView, ModelView), PairEvidence> evidence)
    {
        _evidence = evidence;
        var classes = Components.Of(models, (a, b) => Between(a, b) is { Related: true, Rearranged: false })
            .Select(c => new AlignedClass(c)).OrderByDescending(c => c.Models.Count).ThenBy(c => c.Models[0].Id, StringComparer.Ordinal).ToList();
        foreach (var one in classes)
        {
            _edges.AddRange(one.Edges);
            _sameInit.AddRange(one.SameInit);
        }

        Core = classes[0].Core;
        foreach (var other in classes.Skip(1))
        {
            if (Rearranged(other, classes[0], classes.Count(c => c.Models.Count == classes[0].Models.Count) > 1) is { } edge) _edges.Add(edge);
        }
    }

    public IReadOnlyList<EdgeDraft> Edges => _edges;

    public IReadOnlyList<(ModelView A, ModelView B)> SameInit => _sameInit;

    /// <summary>Models that an adapter can belong to.</summary>
    public IReadOnlyList<ModelView> Core { get; }

    private PairEvidence? Between(ModelView a, ModelView b) => _evidence.GetValueOrDefault((a, b)) ?? _evidence.GetValueOrDefault((b, a));

    private EdgeDraft? Rearranged(AlignedClass other, AlignedClass main, bool directionOpen)
    {
        var child = other.Root;
        var near = main.Core.Select(c => (Model: c, Distance: Between(child, c)?.AlignedDistance)).Where(d => d.Distance is not null).OrderBy(d => d.Distance).ToList();
        if (near.Count == 0) return null;
        var ties = near.Where(d => d.Distance <= TieFactor * near[0].Distance).Select(d => d.Model).OrderByDescending(main.Degree).ToList();
        var parent = ties[0];
        var direction = directionOpen ? "; nothing says which of the two was rearranged" : "";
        var because = string.Create(CultureInfo.InvariantCulture, $"the same hidden units in another order or basis: {near[0].Distance:0.0000} of the squared length differs after alignment{direction}");
        return new EdgeDraft(parent, child, Relation.Permuted, directionOpen ? 0.5 : ties.Count == 1 ? 0.9 : 0.7, because) { Tie = [.. ties.Skip(1).Take(MostTies)] };
    }
}

/// <summary>Connected components.</summary>
internal static class Components
{
    /// <summary>Components in order of their first model, each in the order given.</summary>
    public static List<List<ModelView>> Of(IReadOnlyList<ModelView> models, Func<ModelView, ModelView, bool> linked)
    {
        var components = new List<List<ModelView>>();
        var left = new List<ModelView>(models);
        while (left.Count > 0)
        {
            var component = new HashSet<ModelView> { left[0] };
            var todo = new Queue<ModelView>(component);
            while (todo.TryDequeue(out var a))
            {
                foreach (var b in left.Where(m => !component.Contains(m) && linked(a, m)).ToList())
                {
                    component.Add(b);
                    todo.Enqueue(b);
                }
            }

            components.Add([.. left.Where(component.Contains)]);
            left.RemoveAll(component.Contains);
        }

        return components;
    }
}
