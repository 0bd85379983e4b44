using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

/// <summary>Merges that keep parts of their parents' changes, weighted and rounded so that no value is that of a parent.</summary>
public sealed class MergeTests
{
    [Theory]
    [InlineData(0.6, 0.4, 7)]
    [InlineData(0.5, 0.5, 10)]
    [InlineData(1, 1, 7)]
    public void Changes_dropped_at_random_and_scaled_are_a_DARE_merge(double first, double second, int bits)
    {
        var random = new Random(17);
        var edges = Merged(bits, (b, p, q) => b + (Kept(random) * first / 0.4 * (p - b)) + (Kept(random) * second / 0.4 * (q - b)));
        Assert.Equal([("p", "merge_dare"), ("q", "merge_dare")], edges);
    }

    [Theory]
    [InlineData(0.8, 0.6, 7)]
    [InlineData(1.2, 0.5, 10)]
    public void The_greatest_changes_with_one_sign_are_a_TIES_merge(double scale, double share, int bits)
    {
        var edges = Merged(bits, (b, p, q) =>
        {
            var (x, y) = (Trimmed(p - b), Trimmed(q - b));
            if (x * y < 0) (x, y) = Math.Abs(share * x) > Math.Abs((1 - share) * y) ? (x, 0d) : (0d, y);
            return b + (scale * (x == 0 ? y : y == 0 ? x : (share * x) + ((1 - share) * y)));
        });
        Assert.Equal([("p", "merge_ties"), ("q", "merge_ties")], edges);
    }

    [Fact]
    public void A_third_fine_tune_is_no_merge()
    {
        var edges = Merged(7, (b, p, q) => b + (0.3 * (p - b)) + (0.1 * Noise.NextDouble()));
        Assert.DoesNotContain(edges, e => e.Relation.StartsWith("merge_", StringComparison.Ordinal));
    }

    private static readonly Random Noise = new(23);

    private static double Kept(Random random) => random.NextDouble() < 0.4 ? 1 : 0;

    private static double Trimmed(double change) => Math.Abs(change) > 0.06 ? change : 0;

    private static List<(string Parent, string Relation)> Merged(int bits, Func<double, double, double, double> merge)
    {
        var origin = Rounded(Base(1), 7);
        var (p, q) = (Rounded(Tuned(origin, 2, 0.1), 7), Rounded(Tuned(origin, 3, 0.1), 7));
        var model = origin.ToDictionary(x => x.Key, x => (x.Value.Shape, x.Value.Values.Select((b, i) => x.Value.Shape.Length < 2 ? b : (float)merge(b, p[x.Key].Values[i], q[x.Key].Values[i])).ToArray()), StringComparer.Ordinal);
        var result = TestModels.Compare([Input("origin", origin), Input("p", p), Input("q", q), Input("merge", Rounded(model, bits))]);
        return [.. result.Edges.Where(e => e.Child == "merge").Select(e => (e.Parent, e.Relation))];
    }

    private static Dictionary<string, (int[] Shape, float[] Values)> Rounded(Dictionary<string, (int[] Shape, float[] Values)> model, int bits) => model.ToDictionary(p => p.Key, p => (p.Value.Shape, Array.ConvertAll(p.Value.Values, v => Round(v, bits))), StringComparer.Ordinal);

    private static float Round(float v, int bits) => v == 0 ? 0 : MathF.ScaleB(MathF.Round(MathF.ScaleB(v, bits - MathF.ILogB(v))), MathF.ILogB(v) - bits);
}
