using Assay.Economics;

namespace Assay.FitServing;

/// <summary>Coordinate search over the logarithms of the constants.</summary>
internal static class Search
{
    public static ServingKnowledge Fit(IReadOnlyList<Sample> all, ServingKnowledge start, bool single, int rounds)
    {
        var samples = all.Where(s => s.Single == single && s.Mode != ServingMode.FirstToken).ToList();
        var groups = samples.GroupBy(s => (s.Model, s.Mode)).Select(g => g.ToList()).ToList();
        var x = ToVector(single ? start.SingleStream : start.Server);
        var best = Loss(groups, With(start, x, single));
        var step = 0.2;
        for (var round = 0; round < rounds && step > 0.004; round++)
        {
            var improved = false;
            for (var i = 0; i < x.Length; i++)
            {
                foreach (var direction in new[] { 1, -1 })
                {
                    var y = (double[])x.Clone();
                    y[i] *= Math.Exp(direction * step);
                    if (i is 0 or 1 or 2 or 6) y[i] = Math.Min(y[i], 0.98);
                    var loss = Loss(groups, With(start, y, single));
                    if (loss >= best - 1e-7) continue;
                    (best, x, improved) = (loss, y, true);
                    break;
                }
            }

            if (!improved) step /= 2;
        }

        return With(start, x, single);
    }

    private static double Loss(List<List<Sample>> groups, ServingKnowledge knowledge) =>
        groups.Sum(g => Math.Sqrt(g.Count) * g.Average(s => Math.Min(1.0, Math.Abs(s.LogError(knowledge))))) / groups.Sum(g => Math.Sqrt(g.Count));

    private static double[] ToVector(ServingConstants c) => [c.MemoryEfficiency, c.DecodeEfficiency, c.PrefillEfficiency, c.StepSeconds, c.LayerSeconds, c.LinkSeconds, c.LinkEfficiency, c.ExpertLayerSeconds];

    private static ServingKnowledge With(ServingKnowledge k, double[] x, bool single)
    {
        var constants = new ServingConstants(x[0], x[1], x[2], x[3], x[4], x[7], x[5], x[6]);
        return single ? k with { SingleStream = constants } : k with { Server = constants };
    }
}
