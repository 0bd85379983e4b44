namespace Assay.Lineage;

/// <summary>
/// The aligned test: the embeddings of shared tokens (or patches and positions) give the rotation between two residual streams; after it, hidden units are matched once by their gate
/// rows and once by their up rows. In a derived model both matchings agree whatever was permuted, rotated or rescaled. Its value is like a probability: the
/// bound is that of the order test, calibrated on independent models, not proven.
/// </summary>
internal static class AlignedTest
{
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
        if (IsWhole(a, b, limits) || SampledAlignedTest.CanRun(a, b)) return null;
        if (a.Values is null || b.Values is null) return new Sentence("lineage-test.needs-weights");
        if (Anchors.Width(a) > limits.MaxAlignedWidth) return new Sentence("lineage-test.too-wide", ("width", Sentence.Count(limits.MaxAlignedWidth)));
        return new Sentence("lineage-test.too-many-units", ("units", Sentence.Count(limits.MaxAlignedUnits)));
    }

    public static Outcome Run(ModelView a, ModelView b, LineageLimits limits)
    {
        if (!IsWhole(a, b, limits)) return SampledAlignedTest.Run(a, b);
        var (ofA, ofB) = Anchors.Of(a, b);
        var rotation = Procrustes.Rotation(ofA, ofB);
        var turn = rotation.Transposed();
        return UnitAgreement.Combine([.. Spread(a.Layers, limits.MaxAlignedLayers).Select(l => a.Layers == b.Layers ? Layer(a, l, b, l, turn) : AnyLayer(a, l, b, turn)).OfType<UnitAgreement>()], "lineage-test.aligned");
    }

    /// <summary>So many layers, spread evenly.</summary>
    public static IEnumerable<int> Spread(int layers, int most) => layers <= most ? Enumerable.Range(0, layers) : Enumerable.Range(0, most).Select(i => i * (layers - 1) / (most - 1));

    /// <summary>Whether all units can be compared after a rotation.</summary>
    private static bool IsWhole(ModelView a, ModelView b, LineageLimits limits) =>
        a.Values is not null && b.Values is not null && Anchors.Width(a) <= limits.MaxAlignedWidth && Math.Max(a.FeedForward, b.FeedForward) <= limits.MaxAlignedUnits;

    /// <summary>Where the depths differ: the layer of the other model that agrees best, corrected for their number.</summary>
    private static UnitAgreement? AnyLayer(ModelView a, int la, ModelView b, Matrix turn) =>
        UnitAgreement.Best([.. Enumerable.Range(0, b.Layers).Select(lb => Layer(a, la, b, lb, turn)).OfType<UnitAgreement>()]);

    private static UnitAgreement? Layer(ModelView a, int la, ModelView b, int lb, Matrix turn)
    {
        var (gateA, upA) = Pair(a, la);
        var (gateB, upB) = Pair(b, lb);
        if (gateA is null || upA is null || gateB is null || upB is null || gateA.Columns != turn.Rows || upA.Columns != turn.Rows) return null;
        return UnitAgreement.Of(gateA.TimesTransposed(turn).UnitRows(), upA.TimesTransposed(turn).UnitRows(), gateB.UnitRows(), upB.UnitRows());
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
        return Gain(model, role.Layer) is { } gain && gain.Data.Length == rows.Columns ? rows.ScaleColumns(Gains.Of(gain.Data)) : rows;
    }

    /// <summary>Gains of the normalization that the block reads: its own, else the only one of a layer whose parts lie side by side.</summary>
    private static Matrix? Gain(ModelView model, int layer) => model.Values!.GetValueOrDefault(new TensorRole(layer, Slots.FfnNorm)) ?? model.Values!.GetValueOrDefault(new TensorRole(layer, Slots.Norm));
}
