namespace Assay.Lineage;

/// <summary>The exact order test on unit hashes of two models: all it needs is in the sketch.</summary>
internal static class HashedOrderTest
{
    /// <summary>What the test shows.</summary>
    /// <param name="LogP">ln p, corrected for all that was tried; null where it could not be run.</param>
    /// <param name="Why">Why it was not run; else what it rests on.</param>
    /// <param name="LayersLogP">ln p of the hidden units alone; null where they could not be compared.</param>
    internal readonly record struct Outcome(double? LogP, Sentence Why, double? LayersLogP = null);

    public static Outcome Run(ModelView a, ModelView b)
    {
        if (a.IsLanguage && b.IsLanguage) return Language(a, b);
        return a.IsLanguage || b.IsLanguage ? new Outcome(null, new Sentence("lineage-test.no-common-unit")) : ByShape(a, b);
    }

    private static Outcome Language(ModelView a, ModelView b)
    {
        var tests = new List<(double LogP, Sentence Why)>();
        var layers = a.Layers == b.Layers ? Aligned(a, b) : AnyLayer(a, b);
        if (layers.Count > 0) tests.Add((LogProbability.Fisher(layers), new Sentence("lineage-test.hidden-units", ("layers", Sentence.Count(layers.Count)))));
        var embed = new TensorRole(-1, Slots.Embed);
        if (Compare(a.Units(embed), b.Units(embed)) is { } residual) tests.Add((residual, new Sentence("lineage-test.residual")));
        var patch = new TensorRole(-1, Slots.Patch);
        if (Compare(a.Units(patch), b.Units(patch)) is { } pixels) tests.Add((pixels, new Sentence("lineage-test.residual")));
        if (tests.Count == 0) return new Outcome(null, new Sentence("lineage-test.no-width"));
        var best = tests.MinBy(t => t.LogP);
        return new Outcome(LogProbability.BestOf(best.LogP, tests.Count), best.Why, layers.Count > 0 ? LogProbability.Fisher(layers) : null);
    }

    private static List<double> Aligned(ModelView a, ModelView b) =>
        [.. Enumerable.Range(0, a.Layers).Select(l => Layer(a, l, b, l)).OfType<double>()];

    /// <summary>
    /// One layer against one of another model. Experts may be copies of one block, so that tests of them are not independent: the best, corrected for their number.
    /// </summary>
    public static double? Layer(ModelView a, int la, ModelView b, int lb)
    {
        var (x, y) = (a.Hidden(la).ToList(), b.Hidden(lb).ToList());
        var tried = (x.Count == y.Count ? x.Zip(y) : x.SelectMany(_ => y, (u, v) => (First: u, Second: v))).Select(p => Compare(p.First, p.Second)).OfType<double>().ToList();
        return tried.Count == 0 ? null : LogProbability.BestOf(tried.Min(), tried.Count);
    }

    /// <summary>Each layer of the shallower model against all of the other: the best, corrected for their number.</summary>
    private static List<double> AnyLayer(ModelView a, ModelView b)
    {
        var (shallow, deep) = a.Layers <= b.Layers ? (a, b) : (b, a);
        var best = new List<double>();
        for (var i = 0; i < shallow.Layers; i++)
        {
            var tried = new List<double>();
            for (var j = 0; j < deep.Layers; j++)
            {
                if (Layer(shallow, i, deep, j) is { } logP) tried.Add(logP);
            }

            if (tried.Count > 0) best.Add(LogProbability.BestOf(tried.Min(), tried.Count));
        }

        return best;
    }

    /// <summary>Networks without known names: every tensor against all of its shape, the best corrected for their number.</summary>
    private static Outcome ByShape(ModelView a, ModelView b)
    {
        var (small, large) = a.Sketch.Units.Count <= b.Sketch.Units.Count ? (a, b) : (b, a);
        var best = new List<double>();
        var seen = new HashSet<UInt128>();
        foreach (var units in small.Sketch.Units)
        {
            if (!seen.Add(small.Tensor(units.Role)!.ValueHash)) continue;
            var tried = large.Sketch.Units.Where(u => SameShape(small, units, large, u)).Select(u => Compare(units, u)).OfType<double>().ToList();
            if (tried.Count > 0) best.Add(LogProbability.BestOf(tried.Min(), tried.Count));
        }

        return best.Count == 0
            ? new Outcome(null, new Sentence("lineage-test.no-shape"))
            : new Outcome(LogProbability.Fisher(best), new Sentence("lineage-test.tensors", ("tensors", Sentence.Count(best.Count))));
    }

    private static bool SameShape(ModelView a, UnitHashes x, ModelView b, UnitHashes y) =>
        a.Tensor(x.Role) is { } s && b.Tensor(y.Role) is { } t && (s.Rows == t.Rows || x.Role == y.Role) && s.Columns == t.Columns && x.Width == y.Width;

    private static double? Compare(UnitHashes? a, UnitHashes? b)
    {
        if (a is null || b is null || (a.Sorted && b.Sorted)) return null;
        if (a.Width != b.Width && a.Role.Slot != Slots.Embed) return null;
        return OrderTest.Run(Matching.ByHash(a, b), b.Count).LogP;
    }
}
