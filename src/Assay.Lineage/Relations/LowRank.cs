namespace Assay.Lineage;

/// <summary>Whether one model is another plus changes of low rank in some of its matrices: a merged LoRA.</summary>
internal static class LowRank
{
    private const int MaxRank = 16;
    private const double Gap = 8;

    /// <summary>Of smaller matrices every change is of low rank.</summary>
    private const int LeastRoom = 8;

    /// <summary>A sketch is random: the gap of a few matrices may close by chance, while changes of full rank show a gap in next to none.</summary>
    private const int ClearToUnclear = 3;

    /// <summary>What the differences show.</summary>
    /// <param name="Rank">The rank that most changed matrices have.</param>
    /// <param name="Changed">Changed matrices.</param>
    /// <param name="Untouched">Matrices with the same values.</param>
    /// <param name="Slots">Slots of the changed matrices, in order.</param>
    internal sealed record Outcome(int Rank, int Changed, int Untouched, IReadOnlyList<string> Slots);

    /// <summary>The rank of the differences, or null where they are not of low rank. It is the same in both directions.</summary>
    public static Outcome? Find(ModelView a, ModelView b)
    {
        var ranks = new List<int>();
        var slots = new SortedSet<string>(StringComparer.Ordinal);
        var untouched = 0;
        var unclear = 0;
        foreach (var role in Distances.Common(a, b))
        {
            var (x, y) = (a.Tensor(role)!, b.Tensor(role)!);
            if (x.ValueHash == y.ValueHash)
            {
                untouched += x.Rows > 1 ? 1 : 0;
                continue;
            }

            var most = Math.Min(MaxRank, Math.Min(x.Rows, x.Columns) / 2);
            if (most < LeastRoom) return null;
            slots.Add(role.Slot);
            if (RankOf(x.Sketch, y.Sketch, most) is { } rank) ranks.Add(rank);
            else if (most < MaxRank) return null;
            else unclear++;
        }

        return ranks.Count == 0 || untouched == 0 || ranks.Count < ClearToUnclear * unclear ? null : new Outcome(ranks.GroupBy(r => r).MaxBy(g => g.Count())!.Key, ranks.Count + unclear, untouched, [.. slots]);
    }

    private static int? RankOf(float[] x, float[] y, int most)
    {
        var difference = new Matrix(SketchHash.Side, SketchHash.Side);
        for (var i = 0; i < x.Length; i++) difference.Data[i] = x[i] - y[i];
        var s = Procrustes.SingularValues(difference);
        if (s[0] == 0) return null;
        var best = Enumerable.Range(1, most).MaxBy(r => s[r - 1] / Math.Max(s[r], s[0] * 1e-9));
        return s[best - 1] >= Gap * s[best] ? best : null;
    }
}
