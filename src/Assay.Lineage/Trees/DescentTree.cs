using System.Globalization;

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

    /// <summary>A descendant carries the whole change, up to what further training along or against it adds; outside of this a sibling trained on the same data looks the same.</summary>
    public const double LeastInherited = 0.95;

    /// <summary>The other end.</summary>
    public const double MostInherited = 1.1;

    private const double MostSpread = 0.15;
    private const double FarTraining = 0.15;
    private const double TieShare = 0.10;
    private const int MostTies = 4;

    private readonly FamilySpace _space;
    private readonly Direction _direction;
    private readonly NearCopies _copies;
    private readonly Dictionary<int, int> _parents = [];
    private readonly Dictionary<int, int> _degree;

    public DescentTree(FamilySpace space, IReadOnlyList<int> nodes)
    {
        _space = space;
        _direction = new Direction(space);
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
        var because = string.Create(CultureInfo.InvariantCulture, $"nearly the same weights (relative distance {_space.Relative(group[0], copy):0.0000}); the other relatives share more exact values with {parent.Id}");
        return new EdgeDraft(parent, child, Relation.Finetune, 0.6, because) { Tie = others };
    }

    private EdgeDraft Edge(int child)
    {
        var nearest = _parents[child];
        if (LowRankParent(child) is { } lora) return Lora(child, lora.Parent, lora.Found);
        var ties = Ties(child, nearest);
        var parent = ties.OrderByDescending(Degree).ThenBy(t => _space.Squared(t, child)).First();
        var carries = new List<string>();
        var earlier = new List<int>();
        for (var later = parent; earlier.Count < MostTies && _parents.TryGetValue(later, out var before); later = before)
        {
            var (inherited, spread) = _space.Inheritance(child, later, before);
            carries.Add(string.Create(CultureInfo.InvariantCulture, $"carries {inherited:0.00} (by matrix within {spread:0.00}) of the change from {_space.Models[before].Id} to {_space.Models[later].Id} (about 1 for a descendant; less, or more, also for a sibling trained on the same data)"));
            if (inherited is >= LeastInherited and <= MostInherited && spread <= MostSpread) break;
            earlier.Add(before);
            if (inherited < ClearlyLess || Degree(before) > Degree(parent)) parent = before;
        }

        ties = [.. ties.Union(earlier)];
        var relative = _space.Relative(parent, child);
        var because = string.Create(CultureInfo.InvariantCulture, $"nearest relative at a relative distance of {relative:0.000}; {_direction.Describe(parent, child)}");
        var rest = WithCopies(ties).Where(t => t != parent).OrderByDescending(earlier.Contains).ThenBy(t => _space.Squared(t, child)).Take(MostTies).Select(t => _space.Models[t]).ToList();
        return new EdgeDraft(_space.Models[parent], _space.Models[child], relative < FarTraining ? Relation.Finetune : Relation.Continued, rest.Count > 0 ? 0.6 : Math.Abs(_direction.Vote(parent, child)) < Direction.Weak ? 0.5 : 0.8, because) { Tie = rest, More = carries };
    }

    private EdgeDraft Lora(int child, int parent, LowRank.Outcome found)
    {
        var because = $"differs from {_space.Models[parent].Id} by rank {found.Rank} in {found.Changed} matrices ({string.Join(", ", found.Slots)}); {found.Untouched} matrices have the same values";
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
