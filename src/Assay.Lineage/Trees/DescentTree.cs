namespace Assay.Lineage;

/// <summary>
/// The tree of index-aligned models of one shape. Training updates are nearly at right angles to each other, so squared distance is additive along a tree: its minimum
/// spanning tree is the tree of descent. The root is where lengths grow outward.
/// </summary>
internal sealed class DescentTree
{
    private const double SameInitDistance = 0.4;
    private const double ChildGrowth = 0.8;
    /// <summary>Less than this share of a change is not what a descendant carries.</summary>
    public const double ClearlyLess = 0.8;

    private const double LeastInherited = 0.95;
    private const double MostInherited = 1.1;
    private const double MostSpread = 0.15;
    private const double FarTraining = 0.15;
    private const double LeastPart = 0.45;
    private const double MostPart = 0.85;
    private const double MostPartSpread = 0.14;
    private const double TieShare = 0.10;
    private const int MostTies = 4;

    private readonly FamilySpace _space;
    private readonly Direction _direction;
    private readonly Runs _runs;
    private readonly NearCopies _copies;
    private readonly Dictionary<int, int> _parents = [];
    private readonly Dictionary<int, int> _degree;

    public DescentTree(FamilySpace space, IReadOnlyList<int> nodes)
    {
        _space = space;
        _runs = new Runs(space);
        _direction = new Direction(space, _runs);
        _copies = new NearCopies(space, nodes);
        var hubs = _copies.Groups.Select(g => g[0]).Order().ToList();
        var edges = SpanningTree.Minimum(hubs, space.Squared);
        var kept = edges.Where(e => !IsSameInit(e.A, e.B)).ToList();
        SameInit = [.. edges.Except(kept)];
        _degree = hubs.ToDictionary(h => h, h => kept.Count(e => e.A == h || e.B == h));
        foreach (var tree in SpanningTree.Components(hubs, kept))
        {
            var own = kept.Where(e => tree.Contains(e.A)).ToList();
            var root = tree.OrderByDescending(r => Score(r, own)).ThenByDescending(r => _degree[r]).First();
            Roots.Add(root);
            foreach (var (child, parent) in SpanningTree.Orient(root, own)) _parents[child] = parent;
        }
    }

    /// <summary>Roots of the trees, by index.</summary>
    public List<int> Roots { get; } = [];

    /// <summary>Pairs that share an initialization or a far ancestor, where nothing says who came first.</summary>
    public List<(int A, int B)> SameInit { get; }

    /// <summary>How central a model is: edges of the spanning tree.</summary>
    public int Degree(int node) => _degree.GetValueOrDefault(node);

    /// <summary>A child's update is at right angles to its parent, so that growth is about 1; far models that both moved away from a common point show less.</summary>
    private bool IsSameInit(int a, int b) => _space.Relative(a, b) > SameInitDistance && Math.Abs(_space.Growth(a, b)) < ChildGrowth;

    private double Score(int root, List<(int A, int B)> edges) => SpanningTree.Orient(root, edges).Sum(e => _direction.Vote(e.Value, e.Key));

    public IEnumerable<EdgeDraft> Edges()
    {
        foreach (var child in _parents.Keys.Order()) yield return Edge(child);
        foreach (var group in _copies.Groups)
        {
            foreach (var copy in group.Skip(1)) yield return Copy(group, copy);
        }
    }

    private EdgeDraft Copy(IReadOnlyList<int> group, int copy)
    {
        var others = group.Skip(1).Where(g => g != copy).Take(MostTies).Select(g => _space.Models[g]).ToList();
        var (parent, child) = (_space.Models[group[0]], _space.Models[copy]);
        var because = new Sentence("lineage-edge.near-copy", ("distance", Sentence.Number(_space.Relative(group[0], copy), "0.0000")), ("parent", parent.Id));
        return new EdgeDraft(parent, child, Relation.Finetune, 0.6, because) { Tie = others };
    }

    private EdgeDraft Edge(int child)
    {
        var nearest = _parents[child];
        if (_runs.Before(child) is { } run && !Descends(run.Before, child)) return LaterPoint(child, run.Before, run.Basis);
        if (LowRankParent(child) is { } lora) return Lora(child, lora.Parent, lora.Found);
        var ties = Ties(child, nearest);
        var parent = ties.OrderByDescending(Degree).ThenBy(t => _space.Squared(t, child)).First();
        var carries = new List<Sentence>();
        var earlier = new List<int>();
        for (var later = parent; earlier.Count < MostTies && _parents.TryGetValue(later, out var before); later = before)
        {
            var (inherited, spread) = _space.Inheritance(child, later, before);
            carries.Add(new Sentence("lineage-edge.carries-evenly", ("share", Sentence.Number(inherited, "0.00")), ("spread", Sentence.Number(spread, "0.00")), ("before", _space.Models[before].Id), ("later", _space.Models[later].Id)));
            if (IsCarried(inherited, spread)) break;
            earlier.Add(before);
            if (inherited < ClearlyLess || Degree(before) > Degree(parent)) parent = before;
        }

        ties = [.. ties.Union(earlier)];
        var relative = _space.Relative(parent, child);
        var because = new Sentence("lineage-edge.nearest", ("distance", Sentence.Number(relative, "0.000")));
        var halves = PartlyCarried(child, parent, ties);
        if (earlier.Count > 0 && parent != earlier[0]) halves.AddRange(PartlyCarried(child, earlier[0], [.. ties, .. halves.Select(h => h.Model)]));
        ties = [.. ties.Union(halves.Select(h => h.Model))];
        var rest = WithCopies(ties).Where(t => t != parent).OrderByDescending(t => halves.Exists(h => h.Model == t)).ThenByDescending(earlier.Contains).ThenBy(t => _space.Squared(t, child)).Take(MostTies).Select(t => _space.Models[t]).ToList();
        return new EdgeDraft(_space.Models[parent], _space.Models[child], relative < FarTraining ? Relation.Finetune : Relation.Continued, rest.Count > 0 ? 0.6 : Math.Abs(_direction.Vote(parent, child)) < Direction.Weak ? 0.5 : 0.8, because) { Tie = rest, More = [.. _direction.Describe(parent, child), .. carries, .. halves.Select(h => h.Said), .. OpenRun(parent, relative)] };
    }

    private EdgeDraft LaterPoint(int child, int before, Runs.Basis basis)
    {
        var (parent, later) = (_space.Models[before], _space.Models[child]);
        var steps = new[] { ("earlier", Sentence.Count(_runs.RunOf(before)!.Step)), ("later", Sentence.Count(_runs.RunOf(child)!.Step)), ("parent", parent.Id) };
        var because = new Sentence(basis == Runs.Basis.Log ? "lineage-edge.run-log" : "lineage-edge.run-names", steps);
        var distance = new Sentence("lineage-edge.nearest-of-run", ("distance", Sentence.Number(_space.Relative(before, child), "0.000")));
        return new EdgeDraft(parent, later, Relation.Checkpoint, basis == Runs.Basis.Log ? 0.95 : 0.8, because) { More = [distance, .. _direction.Describe(before, child)] };
    }

    /// <summary>Weights alone cannot tell continued training from a later point of the same run.</summary>
    private IEnumerable<Sentence> OpenRun(int parent, double relative) =>
        relative >= FarTraining || _runs.RunOf(parent) is not null ? [new Sentence("lineage-edge.run-open")] : [];

    /// <summary>Models of whose change from the parent a model carries one share in all matrices alike, as a merge with a model that is not at hand does.</summary>
    private List<(int Model, Sentence Said)> PartlyCarried(int child, int parent, List<int> known)
    {
        var found = new List<(int, Sentence)>();
        foreach (var other in _degree.Keys.Order().Where(q => q != child && q != parent && !known.Contains(q) && !Descends(q, child)))
        {
            var (share, spread) = _space.Inheritance(child, other, parent);
            if (share is < LeastPart or > MostPart || spread > MostPartSpread) continue;
            found.Add((other, new Sentence("lineage-edge.part", ("share", Sentence.Number(share, "0.00")), ("spread", Sentence.Number(spread, "0.00")), ("before", _space.Models[parent].Id), ("later", _space.Models[other].Id))));
        }

        return found;
    }

    private EdgeDraft Lora(int child, int parent, LowRank.Outcome found)
    {
        var because = new Sentence("lineage-edge.low-rank", ("parent", _space.Models[parent].Id), ("rank", Sentence.Count(found.Rank)), ("changed", Sentence.Count(found.Changed)), ("slots", string.Join(", ", found.Slots)), ("untouched", Sentence.Count(found.Untouched)));
        return new EdgeDraft(_space.Models[parent], _space.Models[child], Relation.LoraMerged, 0.95, because);
    }

    private (int Parent, LowRank.Outcome Found)? LowRankParent(int child)
    {
        var found = _copies.Groups.SelectMany(g => g).Where(q => q != child && !Descends(q, child))
            .Select(q => (Parent: q, Found: LowRank.Find(_space.Models[q], _space.Models[child]))).Where(f => f.Found is not null).ToList();
        return found.Count == 0 ? null : found.OrderByDescending(f => f.Found!.Untouched).ThenBy(f => _space.Squared(f.Parent, child)).Select(f => ((int, LowRank.Outcome)?)(f.Parent, f.Found!)).First();
    }

    /// <summary>Models so near to the nearest relative, compared with the child, that none can be told to be the parent.</summary>
    private List<int> Ties(int child, int nearest) =>
        [.. _degree.Keys.Where(q => q == nearest || (q != child && !Descends(q, child) && _space.Squared(q, nearest) < TieShare * _space.Squared(child, nearest))).Order()];

    private IEnumerable<int> WithCopies(IEnumerable<int> hubs) => hubs.SelectMany(h => _copies.Groups.First(g => g[0] == h));

    /// <summary>Whether a change is carried as a descendant carries it: the whole, up to what further training along or against it adds, and alike in all matrices; else a sibling trained on the same data looks the same.</summary>
    public static bool IsCarried(double share, double spread) => share is >= LeastInherited and <= MostInherited && spread <= MostSpread;

    private bool Descends(int node, int ancestor)
    {
        if (_copies.Groups.FirstOrDefault(g => g.Contains(node)) is { } group) node = group[0];
        for (var steps = 0; steps <= _parents.Count; steps++)
        {
            if (node == ancestor) return true;
            if (!_parents.TryGetValue(node, out var parent)) return false;
            node = parent;
        }

        return true;
    }
}
