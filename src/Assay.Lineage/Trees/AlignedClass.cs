namespace Assay.Lineage;

/// <summary>Models of a family whose units lie in the same order: copies are set aside, merges explained, the rest hung into a tree, and the copies attached to it.</summary>
internal sealed class AlignedClass
{
    private const double TieShare = 0.10;
    private const double Equal = 1e-3;
    private const int MostTies = 4;

    private readonly List<EdgeDraft> _edges = [];
    private readonly List<ModelView> _core;
    private readonly List<ModelView> _main;
    private readonly FamilySpace _space;
    private readonly DescentTree _tree;

    public AlignedClass(IReadOnlyList<ModelView> models)
    {
        Models = models;
        var distinct = WithoutDoubles(models);
        var coarse = distinct.Where(CopyFinder.IsCoarse).ToList();
        var pruned = distinct.Except(coarse).Where(CopyFinder.IsPruned).ToList();
        var rest = distinct.Except(coarse).Except(pruned).ToList();
        var recasts = rest.Select(m => CopyFinder.Recast(m, [.. rest.Where(o => o != m)])).OfType<EdgeDraft>().ToList();
        _core = [.. rest.Except(recasts.Select(e => e.Child))];
        var byShape = _core.GroupBy(StructuralFinder.Shape).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Vocabulary).ThenByDescending(g => g.Key.FeedForward).ToList();
        _main = byShape.Count == 0 ? [] : [.. byShape[0]];
        _space = new FamilySpace(_main);
        var put = LayerMerges.Find(rest.FindAll(m => !recasts.Exists(e => e.Child == m)));
        _edges.AddRange(put.SelectMany(LayerMerges.Edges));
        var children = put.Select(f => f.Child).ToHashSet();
        var merges = Merges(children);
        _tree = new DescentTree(_space, [.. Enumerable.Range(0, _main.Count).Where(i => !merges.Contains(i))]);
        _edges.AddRange(_tree.Edges());
        _edges.AddRange(byShape.Skip(1).SelectMany(g => g).Where(m => !children.Contains(m)).Select(Structural).OfType<EdgeDraft>());
        _edges.AddRange(recasts);
        _edges.AddRange(pruned.Select(m => CopyFinder.Pruned(m, Parents(m))).OfType<EdgeDraft>());
        _edges.AddRange(coarse.Select(m => CopyFinder.Coarse(m, Parents(m))).OfType<EdgeDraft>());
    }

    public IReadOnlyList<ModelView> Models { get; }

    public IReadOnlyList<EdgeDraft> Edges => _edges;

    /// <summary>Models that others can descend from.</summary>
    public IReadOnlyList<ModelView> Core => _core;

    public IEnumerable<(ModelView A, ModelView B)> SameInit => _tree.SameInit.Select(p => (_space.Models[p.A], _space.Models[p.B]));

    /// <summary>The model that all others of the class descend from, or the first.</summary>
    public ModelView Root => _tree.Roots.Count > 0 ? _space.Models[_tree.Roots[0]] : Models[0];

    /// <summary>How central a model is.</summary>
    public int Degree(ModelView model) => _main.IndexOf(model) is >= 0 and var i ? _tree.Degree(i) : -1;

    private List<ModelView> Parents(ModelView child) => [.. _core.Where(m => m != child && StructuralFinder.Shape(m) == StructuralFinder.Shape(child))];

    /// <summary>Of models with the same values one stays: one that names none of the others as its parent, else the first.</summary>
    private List<ModelView> WithoutDoubles(IReadOnlyList<ModelView> models)
    {
        var distinct = new List<ModelView>();
        foreach (var group in Groups(models))
        {
            var first = group.OrderByDescending(m => IsOriginalType(m, group)).ThenBy(m => DeclaredParents.NamesOneOf(m, group)).ThenBy(m => m.Id, StringComparer.Ordinal).First();
            distinct.Add(first);
            foreach (var copy in group.Where(m => m != first).OrderBy(m => m.Id, StringComparer.Ordinal))
            {
                var recast = StorageForm.Of(copy) != StorageForm.Of(first) && StorageForm.Of(copy) == Weights.DType.F16;
                var because = new Sentence("lineage-edge.copy", ("parent", first.Id));
                var which = new Sentence(DeclaredParents.NamesOneOf(copy, [first]) ? "lineage-edge.copy-declared" : "lineage-edge.copy-open");
                _edges.Add(new EdgeDraft(first, copy, recast ? Relation.Quantized : Relation.Identical, 0.95, because) { Tie = [.. group.Where(m => m != first && m != copy).Take(MostTies)], More = [which] });
            }
        }

        return [.. distinct.OrderBy(m => m.Id, StringComparer.Ordinal)];
    }

    private static bool IsOriginalType(ModelView model, IReadOnlyList<ModelView> group) =>
        StorageForm.Of(model) != Weights.DType.F16 || group.All(g => StorageForm.Of(g) == Weights.DType.F16);

    private static List<List<ModelView>> Groups(IReadOnlyList<ModelView> models)
    {
        var groups = new List<List<ModelView>>();
        foreach (var model in models)
        {
            if (groups.Find(g => IdentityTest.Run(g[0], model).Complete) is { } group) group.Add(model);
            else groups.Add([model]);
        }

        return groups;
    }

    /// <summary>Indices of all merges, those of whole layers too: sums that fit down to rounding first, then such as fit nearly, then sums of parts.</summary>
    private HashSet<int> Merges(HashSet<ModelView> put)
    {
        var all = Enumerable.Range(0, _main.Count).Where(i => !put.Contains(_main[i])).ToHashSet();
        var merges = Enumerable.Range(0, _main.Count).Except(all).ToHashSet();
        var sums = AffineMerges.Find(_space, all).FindAll(f => !TensorMerges.NeedsFewer(_space, f, all));
        _edges.AddRange(sums.SelectMany(f => AffineMerges.Edges(_space, f)));
        merges.UnionWith(sums.Select(f => f.Child));
        var used = sums.SelectMany(f => f.Members).ToHashSet();
        var byTensor = TensorMerges.Find(_space, all.Except(merges).ToHashSet()).FindAll(f => !used.Contains(f.Child));
        _edges.AddRange(byTensor.SelectMany(f => TensorMerges.Edges(_space, f)));
        merges.UnionWith(byTensor.Select(f => f.Child));
        used.UnionWith(byTensor.SelectMany(f => f.Members));
        var lines = LineMerges.Find(_space, all.Except(merges).ToHashSet()).FindAll(f => !used.Contains(f.Child));
        _edges.AddRange(lines.SelectMany(f => LineMerges.Edges(_space, f)));
        merges.UnionWith(lines.Select(f => f.Child));
        var parents = all.Except(merges).ToHashSet();
        foreach (var (child, fit) in SupportMerges.Find(_space, parents, parents))
        {
            _edges.AddRange(SupportMerges.Edges(_space, child, fit));
            merges.Add(child);
        }

        return merges;
    }

    private EdgeDraft? Structural(ModelView child)
    {
        var fits = _main.Select(p => (Parent: p, Map: StructuralFinder.LayerMap(child, p))).Select(f => (f.Parent, f.Map, D: StructuralFinder.Distance(child, f.Parent, f.Map)))
            .Where(f => f.D.Length > 0).OrderBy(f => f.D.Squared / f.D.Length).ToList();
        if (fits.Count == 0 || StructuralFinder.RelationOf(child, fits[0].Parent) is not { } relation) return null;
        var nearest = fits[0];
        var tie = fits.Where(f => f.Parent == nearest.Parent || f.D.Squared / f.D.Length <= (1 + Equal) * nearest.D.Squared / nearest.D.Length || TieDistance(nearest.Parent, f.Parent) < TieShare * nearest.D.Squared / nearest.D.Length).ToList();
        var parent = tie.OrderByDescending(f => Degree(f.Parent)).First();
        var carries = new List<Sentence>();
        var earlier = new List<(ModelView Parent, int[] Map, (double Squared, double Length) D)>();
        for (var later = parent; earlier.Count < MostTies && ParentOf(later.Parent) is { } before; later = earlier[^1])
        {
            var (inherited, spread) = StructuralFinder.Inheritance(child, later.Parent, before, later.Map);
            if (double.IsNaN(inherited)) break;
            carries.Add(new Sentence("lineage-edge.carries-evenly", ("share", Sentence.Number(inherited, "0.00")), ("spread", Sentence.Number(spread, "0.00")), ("before", before.Id), ("later", later.Parent.Id)));
            if (DescentTree.IsCarried(inherited, spread) || fits.FindIndex(f => f.Parent == before) is not (>= 0 and var at)) break;
            earlier.Add(fits[at]);
            if (inherited < DescentTree.ClearlyLess || Degree(before) > Degree(parent.Parent)) parent = fits[at];
        }

        tie = [.. earlier, .. tie.Where(f => !earlier.Exists(e => e.Parent == f.Parent))];
        var because = StructuralFinder.Describe(child, parent.Parent, parent.Map);
        var distance = new Sentence("lineage-edge.same-shape", ("distance", Sentence.Number(Math.Sqrt(parent.D.Squared / parent.D.Length), "0.000")));
        var rest = tie.Where(f => f.Parent != parent.Parent).Select(f => f.Parent).Take(MostTies).ToList();
        return new EdgeDraft(parent.Parent, child, relation, rest.Count == 0 ? 0.9 : 0.7, because) { Tie = rest, More = [distance, .. carries] };
    }

    private ModelView? ParentOf(ModelView model) => _edges.Find(e => e.Child == model && _main.Contains(e.Parent))?.Parent;

    private double TieDistance(ModelView a, ModelView b) => Math.Pow(_space.Relative(_main.IndexOf(a), _main.IndexOf(b)), 2);
}
