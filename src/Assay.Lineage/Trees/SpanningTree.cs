namespace Assay.Lineage;

/// <summary>Minimum spanning forest and its orientation.</summary>
internal static class SpanningTree
{
    /// <summary>Edges of the minimum spanning tree (Prim); ties go to the lower indices.</summary>
    public static List<(int A, int B)> Minimum(IReadOnlyList<int> nodes, Func<int, int, double> cost)
    {
        var edges = new List<(int, int)>();
        if (nodes.Count == 0) return edges;
        var left = nodes.Skip(1).ToList();
        var nearest = left.ToDictionary(n => n, n => (From: nodes[0], Cost: cost(nodes[0], n)));
        while (left.Count > 0)
        {
            var next = left.MinBy(n => nearest[n].Cost);
            edges.Add((nearest[next].From, next));
            left.Remove(next);
            foreach (var n in left)
            {
                var c = cost(next, n);
                if (c < nearest[n].Cost) nearest[n] = (next, c);
            }
        }

        return edges;
    }

    /// <summary>Components of the forest, each in order of the nodes.</summary>
    public static List<List<int>> Components(IReadOnlyList<int> nodes, IReadOnlyList<(int A, int B)> edges)
    {
        var component = nodes.ToDictionary(n => n, n => n);
        int Find(int n) => component[n] == n ? n : Find(component[n]);
        foreach (var (a, b) in edges)
        {
            var (x, y) = (Find(a), Find(b));
            if (x != y) component[Math.Max(x, y)] = Math.Min(x, y);
        }

        return [.. nodes.GroupBy(Find).OrderBy(g => g.Key).Select(g => g.Order().ToList())];
    }

    /// <summary>Parent of each node when the tree hangs from this root; the root has none.</summary>
    public static Dictionary<int, int> Orient(int root, IReadOnlyList<(int A, int B)> edges)
    {
        var parents = new Dictionary<int, int>();
        var todo = new Queue<int>([root]);
        while (todo.TryDequeue(out var n))
        {
            foreach (var (a, b) in edges)
            {
                var other = a == n ? b : b == n ? a : -1;
                if (other < 0 || other == root || parents.ContainsKey(other)) continue;
                parents[other] = n;
                todo.Enqueue(other);
            }
        }

        return parents;
    }
}
