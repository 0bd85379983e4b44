namespace Assay.Lineage;

/// <summary>
/// Models that differ so little that distances cannot order them. The one whose exact values the other relatives keep stands for all: merged adapters and
/// sparse merges keep most coordinates of their true parent bit for bit. It names the hub of the family and proves nothing of a single edge.
/// </summary>
internal sealed class NearCopies
{
    private const double Near = 0.003;
    private readonly FamilySpace _space;

    public NearCopies(FamilySpace space, IReadOnlyList<int> nodes)
    {
        _space = space;
        var edges = from a in nodes from b in nodes where a < b && space.Relative(a, b) < Near select (a, b);
        Groups = [.. SpanningTree.Components(nodes, [.. edges]).Select(Ranked)];
    }

    /// <summary>Groups of near copies, the representative first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups { get; }

    private List<int> Ranked(List<int> group) => group.Count == 1 ? group : [.. group.OrderByDescending(g => group.Sum(other => Votes(g, other))).ThenBy(g => _space.Lengths[g])];

    /// <summary>Coordinates that relatives have in common with one but not the other, minus the reverse.</summary>
    private long Votes(int a, int b)
    {
        if (a == b) return 0;
        long votes = 0;
        var (x, y) = (_space.Sample(a), _space.Sample(b));
        var differ = Enumerable.Range(0, x.Length).Where(i => x[i] != y[i]).ToArray();
        for (var r = 0; r < _space.Count; r++)
        {
            if (r == a || r == b) continue;
            var relative = _space.Sample(r);
            foreach (var i in differ) votes += (relative[i] == x[i] ? 1 : 0) - (relative[i] == y[i] ? 1 : 0);
        }

        return votes;
    }
}
