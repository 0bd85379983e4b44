namespace Assay.Lineage;

/// <summary>Rank statistics.</summary>
internal static class Ranks
{
    /// <summary>Most values that are ranked: enough for a standard deviation of 0.016.</summary>
    private const int Most = 1 << 12;

    /// <summary>Spearman's correlation of values with their index; 0 for fewer than 8 values or where all are equal. Of many values evenly spaced ones are taken.</summary>
    public static double AgainstIndex(ReadOnlySpan<double> values)
    {
        var step = (values.Length + Most - 1) / Most;
        if (values.Length < 8) return 0;
        var keys = new double[(values.Length + step - 1) / step];
        var order = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++) (keys[i], order[i]) = (values[i * step], i);
        Array.Sort(keys, order);
        if (keys[0] == keys[^1]) return 0;
        SortTies(keys, order);
        double squares = 0;
        for (var rank = 0; rank < order.Length; rank++) squares += (double)(order[rank] - rank) * (order[rank] - rank);
        var n = (double)order.Length;
        return 1 - (6 * squares / (n * ((n * n) - 1)));
    }

    /// <summary>Equal values keep their order.</summary>
    private static void SortTies(double[] keys, int[] order)
    {
        for (var first = 0; first < keys.Length;)
        {
            var next = first + 1;
            while (next < keys.Length && keys[next] == keys[first]) next++;
            if (next - first > 1) Array.Sort(order, first, next - first);
            first = next;
        }
    }
}
