namespace Assay.Lineage;

/// <summary>
/// The aligned test on a sample, for models that are too wide for a rotation to be computed or too large to be held: the longest units of a few layers along a frame of shared tokens,
/// matched once by each of two weight vectors. Independent models agree on as many as chance lets them; derived ones on most that both samples hold.
/// </summary>
internal static class SampledAlignedTest
{
    private const int Layers = 4;

    /// <summary>Whether both models have what it needs: weights, tokens enough, a known feed-forward block.</summary>
    public static bool CanRun(ModelView a, ModelView b) => a.Sampled is { } x && b.Sampled is { } y && TokenFrame.Reach(x.Tokens, y.Tokens) > 0;

    public static AlignedTest.Outcome Run(ModelView a, ModelView b)
    {
        var reach = TokenFrame.Reach(a.Sampled!.Tokens, b.Sampled!.Tokens);
        var used = Used(a, b).Select(la => Layer(a, b, la, reach)).OfType<UnitAgreement>().ToList();
        return UnitAgreement.Combine(used, "lineage-test.aligned-sample");
    }

    /// <summary>Spread over models of one depth; the first ones of others, which dropping and repeating of layers leaves in place.</summary>
    private static IEnumerable<int> Used(ModelView a, ModelView b) => a.Layers == b.Layers ? AlignedTest.Spread(a.Layers, Layers) : Enumerable.Range(0, Math.Min(Layers, a.Layers));

    private static UnitAgreement? Layer(ModelView a, ModelView b, int la, int reach)
    {
        var others = a.Layers == b.Layers ? [la] : Enumerable.Range(0, Math.Min(Layers, b.Layers)).ToList();
        var tried = others.Select(lb => a.Sampled!.Of(la, reach) is { } x && b.Sampled!.Of(lb, reach) is { } y ? UnitAgreement.Of(x.First, x.Second, y.First, y.Second) : null).OfType<UnitAgreement>().ToList();
        return UnitAgreement.Best(tried);
    }
}
