namespace Assay.Lineage;

/// <summary>Rank statistics.</summary>
internal static class Ranks
{
    /// <summary>Spearman's correlation of values with their index; 0 for fewer than 8 values or where all are equal.</summary>
    public static double AgainstIndex(IReadOnlyList<double> values)
    {
        var n = values.Count;
        if (n < 8) return 0;
        var order = Enumerable.Range(0, n).OrderBy(i => values[i]).ThenBy(i => i).ToArray();
        if (values[order[0]] == values[order[^1]]) return 0;
        double squares = 0;
        for (var rank = 0; rank < n; rank++) squares += (double)(order[rank] - rank) * (order[rank] - rank);
        return 1 - (6 * squares / ((double)n * ((double)n * n - 1)));
    }
}
