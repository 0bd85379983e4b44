using Minnow.Data;
using Minnow.Numerics;

namespace Minnow.Evaluation;

/// <summary>
/// Counts of n characters in a row, smoothed by the next shorter count (Witten and Bell):
/// <c>p_n(c) = (count + kinds * p_{n-1}(c)) / (total + kinds)</c>, where <c>kinds</c> is how many different characters followed; p_0 is uniform.
/// </summary>
public sealed class NgramBaseline
{
    private readonly int order;
    private readonly int vocabulary;
    private readonly Dictionary<string, int[]>[] counts;

    /// <summary>Counts the training split.</summary>
    /// <param name="order">1 for single characters, 2 for pairs, and so on.</param>
    /// <param name="vocabulary">Number of tokens.</param>
    /// <param name="train">Training split.</param>
    public NgramBaseline(int order, int vocabulary, Examples train)
    {
        this.order = order;
        this.vocabulary = vocabulary;
        counts = [.. Enumerable.Range(0, order).Select(_ => new Dictionary<string, int[]>(StringComparer.Ordinal))];
        var context = new int[order];
        for (var at = 0; at < train.Count; at++)
        {
            Fill(train, at, context);
            for (var length = 0; length < order; length++)
            {
                var key = Key(context, length);
                if (!counts[length].TryGetValue(key, out var row)) counts[length][key] = row = new int[vocabulary];
                row[train.Target(at)]++;
            }
        }
    }

    /// <summary>Mean number of bits the baseline needs for a character of the text.</summary>
    public double BitsPerCharacter(Examples text)
    {
        var bits = 0.0;
        var context = new int[order];
        for (var at = 0; at < text.Count; at++)
        {
            Fill(text, at, context);
            bits -= Portable.Log2(Probability(context, text.Target(at)));
        }

        return bits / text.Count;
    }

    private double Probability(int[] context, int target)
    {
        var p = 1.0 / vocabulary;
        for (var length = 0; length < order; length++)
        {
            if (!counts[length].TryGetValue(Key(context, length), out var row)) break;
            var kinds = row.Count(c => c > 0);
            p = (row[target] + (double)(kinds * p)) / (row.Sum() + kinds);
        }

        return p;
    }

    private void Fill(Examples text, int at, int[] context)
    {
        for (var back = 1; back < order; back++) context[back - 1] = text.Before(at, back);
    }

    private static string Key(int[] context, int length) => string.Concat(context.Take(length).Select(id => (char)id));
}
