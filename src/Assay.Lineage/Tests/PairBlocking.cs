namespace Assay.Lineage;

/// <summary>
/// Which pairs are worth a test. Few models are compared all with all; of many, pairs whose unit hashes agree in bands of 12 bits more often than chance lets
/// them. Related models agree in most bands, strangers in one of 4,096. Models whose units were rearranged cannot be found so: the result says how many pairs were left out.
/// </summary>
internal static class PairBlocking
{
    private const int BandUnits = 16;
    private const int BandBits = 12;
    private const int MaxLayers = 8;
    private const int LeastAgreements = 2;
    private const int MaxBucket = 2048;

    /// <summary>Pairs to test, in order of the models.</summary>
    public static List<(ModelView A, ModelView B)> Pairs(IReadOnlyList<ModelView> models, LineageLimits limits)
    {
        var pairs = new List<(ModelView A, ModelView B)>();
        if (models.Count > limits.MaxAllPairs) return [.. Agreeing(models).OrderBy(p => p.A).ThenBy(p => p.B).Select(p => (models[p.A], models[p.B]))];
        for (var i = 0; i < models.Count; i++)
        {
            for (var j = i + 1; j < models.Count; j++) pairs.Add((models[i], models[j]));
        }

        return pairs;
    }

    private static IEnumerable<(int A, int B)> Agreeing(IReadOnlyList<ModelView> models)
    {
        var buckets = new Dictionary<(TensorRole Role, int Width, int Band), List<int>>();
        for (var m = 0; m < models.Count; m++)
        {
            foreach (var band in Bands(models[m]))
            {
                if (!buckets.TryGetValue(band, out var bucket)) buckets.Add(band, bucket = []);
                if (bucket.Count < MaxBucket) bucket.Add(m);
            }
        }

        var agreements = new Dictionary<(int A, int B), int>();
        foreach (var bucket in buckets.Values.Where(b => b.Count > 1))
        {
            for (var i = 0; i < bucket.Count; i++)
            {
                for (var j = i + 1; j < bucket.Count; j++) agreements[(bucket[i], bucket[j])] = agreements.GetValueOrDefault((bucket[i], bucket[j])) + 1;
            }
        }

        return agreements.Where(a => a.Value >= LeastAgreements).Select(a => a.Key);
    }

    /// <summary>One band a unit: its label and 12 of its bits.</summary>
    private static IEnumerable<(TensorRole Role, int Width, int Band)> Bands(ModelView model)
    {
        foreach (var units in model.Sketch.Units.Where(u => u.Role.Layer < MaxLayers))
        {
            for (var u = 0; u < Math.Min(BandUnits, units.Count); u++)
                yield return (units.Role, units.Role.Slot == Slots.Embed ? 0 : units.Width, (u << BandBits) | (int)(units.Bits[2 * u] & ((1 << BandBits) - 1)));
        }
    }
}
