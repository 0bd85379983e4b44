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
        var classes = Components.Of(models, from i in Enumerable.Range(0, models.Count) from j in Enumerable.Range(0, i) where Between(models[j], models[i]) is { Related: true, Rearranged: false } select (models[j], models[i]))
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
        Sentence[] open = directionOpen ? [new Sentence("lineage-edge.rearranged-open")] : [];
        var because = new Sentence("lineage-edge.rearranged", ("distance", Sentence.Number(near[0].Distance!.Value, "0.0000")));
        return new EdgeDraft(parent, child, Relation.Permuted, directionOpen ? 0.5 : ties.Count == 1 ? 0.9 : 0.7, because) { Tie = [.. ties.Skip(1).Take(MostTies)], More = open };
    }
}

/// <summary>Connected components.</summary>
internal static class Components
{
    /// <summary>Components in order of their first model, each in the order given.</summary>
    /// <param name="models">The models.</param>
    /// <param name="links">Pairs of them that belong together.</param>
    public static List<List<ModelView>> Of(IReadOnlyList<ModelView> models, IEnumerable<(ModelView A, ModelView B)> links)
    {
        var index = models.Select((m, i) => (m, i)).ToDictionary(p => p.m, p => p.i);
        var root = Enumerable.Range(0, models.Count).ToArray();
        foreach (var (a, b) in links)
        {
            if (!index.TryGetValue(a, out var i) || !index.TryGetValue(b, out var j)) continue;
            var (x, y) = (Find(root, i), Find(root, j));
            root[Math.Max(x, y)] = Math.Min(x, y);
        }

        return [.. models.GroupBy(m => Find(root, index[m])).OrderBy(g => g.Key).Select(g => g.ToList())];
    }

    private static int Find(int[] root, int at)
    {
        while (root[at] != at) at = root[at] = root[root[at]];
        return at;
    }
}
