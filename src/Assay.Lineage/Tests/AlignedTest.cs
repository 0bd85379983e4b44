namespace Assay.Lineage;

/// <summary>
/// The aligned test: the embeddings of shared tokens (or patches and positions) give the rotation between two residual streams; after it, hidden units are matched once by their gate
/// rows and once by their up rows. In a derived model both matchings agree whatever was permuted, rotated or rescaled. Its value is like a probability: the
/// bound is that of the order test, calibrated on independent models, not proven.
/// </summary>
internal static class AlignedTest
{
    private const double LeastAgreement = 0.05;

    /// <summary>What the test shows.</summary>
    /// <param name="LogP">ln of the p-like value; null where it was not run.</param>
    /// <param name="Why">Why it was not run; else what it rests on.</param>
    /// <param name="Distance">Mean of 1 - cosine squared over matched units, 0 for the same units rearranged; null without matches.</param>
    /// <param name="Agreement">Share of units on which both matchings agree, mean of the layers.</param>
    internal readonly record struct Outcome(double? LogP, Sentence Why, double? Distance, double Agreement);

    public static Sentence? WhyNot(ModelView a, ModelView b, LineageLimits limits)
    {
        if (!a.IsLanguage || !b.IsLanguage || Anchors.Width(a) == 0 || Anchors.Width(b) == 0) return new Sentence("lineage-test.needs-embeddings");
        if (Anchors.Width(a) != Anchors.Width(b)) return new Sentence("lineage-test.widths-differ");
        if (a.Values is null || b.Values is null) return new Sentence("lineage-test.needs-weights");
        if (Anchors.Width(a) > limits.MaxAlignedWidth) return new Sentence("lineage-test.too-wide", ("width", Sentence.Count(limits.MaxAlignedWidth)));
        return Math.Max(a.FeedForward, b.FeedForward) > limits.MaxAlignedUnits ? new Sentence("lineage-test.too-many-units", ("units", Sentence.Count(limits.MaxAlignedUnits))) : null;
    }

    public static Outcome Run(ModelView a, ModelView b, LineageLimits limits)
    {
        var (ofA, ofB) = Anchors.Of(a, b);
        var rotation = Procrustes.Rotation(ofA, ofB);
        var turn = rotation.Transposed();
        var used = Spread(a.Layers, limits.MaxAlignedLayers).Select(l => a.Layers == b.Layers ? Layer(a, l, b, l, turn) : AnyLayer(a, l, b, turn)).OfType<LayerMatch>().ToList();
        if (used.Count == 0) return new Outcome(null, new Sentence("lineage-test.no-layers"), null, 0);
        var agreeing = used.Count(m => m.Agreement > LeastAgreement);
        var logP = 3 * agreeing >= used.Count ? LogProbability.Fisher([.. used.Select(m => m.LogP)]) : 0;
        var matched = used.Where(m => m.Agreement > LeastAgreement).ToList();
        return new Outcome(logP, new Sentence("lineage-test.aligned", ("layers", Sentence.Count(used.Count))), matched.Count == 0 ? null : matched.Average(m => m.Distance), used.Average(m => m.Agreement));
    }

    private static IEnumerable<int> Spread(int layers, int most) => layers <= most ? Enumerable.Range(0, layers) : Enumerable.Range(0, most).Select(i => i * (layers - 1) / (most - 1));

    /// <summary>Where the depths differ: the layer of the other model that agrees best, corrected for their number.</summary>
    private static LayerMatch? AnyLayer(ModelView a, int la, ModelView b, Matrix turn)
    {
        var tried = Enumerable.Range(0, b.Layers).Select(lb => Layer(a, la, b, lb, turn)).OfType<LayerMatch>().ToList();
        return tried.Count == 0 ? null : tried.MinBy(m => m.LogP)! with { LogP = LogProbability.BestOf(tried.Min(m => m.LogP), tried.Count) };
    }

    private static LayerMatch? Layer(ModelView a, int la, ModelView b, int lb, Matrix turn)
    {
        var (gateA, upA) = Pair(a, la);
        var (gateB, upB) = Pair(b, lb);
        if (gateA is null || upA is null || gateB is null || upB is null || gateA.Columns != turn.Rows || upA.Columns != turn.Rows) return null;
        gateA = gateA.TimesTransposed(turn).UnitRows();
        upA = upA.TimesTransposed(turn).UnitRows();
        gateB = gateB.UnitRows();
        upB = upB.UnitRows();
        var byGate = Matching.ByMagnitude(gateA, gateB);
        var byUp = Matching.ByMagnitude(upA, upB);
        var matched = 0;
        var agreed = 0;
        double distance = 0;
        for (var i = 0; i < byGate.Length; i++)
        {
            if (byGate[i] < 0 || byUp[i] < 0) continue;
            matched++;
            if (byGate[i] != byUp[i]) continue;
            agreed++;
            distance += OneMinusSquare(gateA.Row(i), gateB.Row(byGate[i])) + OneMinusSquare(upA.Row(i), upB.Row(byUp[i]));
        }

        var n = Math.Min(gateA.Rows, gateB.Rows);
        return new LayerMatch(OrderTest.FixedPoints(matched, agreed, Math.Max(gateA.Rows, gateB.Rows)), agreed / (double)n, agreed == 0 ? 1 : distance / (2 * agreed));
    }

    private static double OneMinusSquare(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double dot = 0;
        for (var i = 0; i < x.Length; i++) dot += (double)x[i] * y[i];
        return Math.Max(0, 1 - (dot * dot));
    }

    /// <summary>Two independent views of the hidden units in the residual basis: gate and up rows, or up rows and down columns where there is no gate. Units of all experts of a layer are one set.</summary>
    private static (Matrix? First, Matrix? Second) Pair(ModelView model, int layer)
    {
        var blocks = model.Values!.Keys.Where(r => r.Layer == layer && r.IsUp).Order(TensorRole.Order).ToList();
        if (blocks.Count == 0) return (null, null);
        var gated = blocks.TrueForAll(r => model.Values.ContainsKey(r.Beside(Slots.Gate)));
        if (!gated && !blocks.TrueForAll(r => model.Values.ContainsKey(r.Beside(Slots.Down)))) return (null, null);
        var up = Matrix.Stack([.. blocks.Select(r => Folded(model, r))]);
        return gated ? (Matrix.Stack([.. blocks.Select(r => Folded(model, r.Beside(Slots.Gate)))]), up) : (up, Matrix.Stack([.. blocks.Select(r => model.Values[r.Beside(Slots.Down)].Transposed())]));
    }

    private static Matrix Folded(ModelView model, TensorRole role)
    {
        var rows = model.Values![role];
        return model.Values.TryGetValue(new TensorRole(role.Layer, Slots.FfnNorm), out var gain) && gain.Data.Length == rows.Columns ? rows.ScaleColumns(gain.Data) : rows;
    }

    private sealed record LayerMatch(double LogP, double Agreement, double Distance);
}
