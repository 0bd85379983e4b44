namespace Assay.Lineage;

/// <summary>What the three tests say of one pair.</summary>
internal sealed record PairEvidence(ModelView A, ModelView B)
{
    public IdentityTest.Outcome Identity { get; init; }

    /// <summary>ln p of the deciding test; null where none could be run.</summary>
    public double? LogP { get; init; }

    /// <summary>Which test decided.</summary>
    public string Test { get; init; } = "none";

    public bool Related { get; init; }

    /// <summary>Whether hidden units are not in the same order although the models are related: units or basis are rearranged, as far as the aligned test could look.</summary>
    public bool Rearranged { get; init; }

    /// <summary>Distance of matched units after alignment; null where it was not needed.</summary>
    public double? AlignedDistance { get; init; }

    /// <summary>What the deciding test rests on; null where none was run.</summary>
    public Sentence? Rests { get; init; }

    public IReadOnlyList<string> Run { get; init; } = [];

    public IReadOnlyList<(string Test, Sentence Why)> NotRun { get; init; } = [];
}

/// <summary>Runs the tests on a pair, the cheap ones first; the aligned test only where the others see nothing.</summary>
/// <param name="limits">Bounds.</param>
/// <param name="comparisons">Number of pairs in the whole comparison, which the threshold is corrected for.</param>
internal sealed class PairTests(LineageLimits limits, int comparisons)
{
    private const double Level = 1e-6;

    private double Threshold => Math.Log(Level / Math.Max(1, comparisons));

    public PairEvidence Run(ModelView a, ModelView b)
    {
        if (a.Sketch.IsAdapter || b.Sketch.IsAdapter) return Adapter(a, b);
        var identity = IdentityTest.Run(a, b);
        var order = HashedOrderTest.Run(a, b);
        var run = new List<string> { "identity" };
        var notRun = new List<(string Test, Sentence Why)>();
        if (order.LogP is null) notRun.Add(("order", order.Why));
        else run.Add("order");
        var evidence = new PairEvidence(a, b) { Identity = identity, LogP = order.LogP, Rests = order.Why, Run = run, NotRun = notRun };
        if (identity.Equal > 0)
        {
            var shared = evidence with { Test = "identity", Related = true };
            return identity.AllEqual || !(order.LayersLogP > Threshold) ? shared : UnitsRearranged(shared, run, notRun);
        }

        if (order.LogP < Threshold && !(order.LayersLogP > Threshold)) return evidence with { Test = "order", Related = true };
        if (order.LogP < Threshold) return UnitsRearranged(evidence with { Test = "order", Related = true }, run, notRun);
        return Aligned(evidence, run, notRun);
    }

    /// <summary>The residual stream keeps its order but the hidden units do not: either they were rearranged, or they were trained anew.</summary>
    private PairEvidence UnitsRearranged(PairEvidence evidence, List<string> run, List<(string Test, Sentence Why)> notRun)
    {
        if (AlignedTest.WhyNot(evidence.A, evidence.B, limits) is { } why)
        {
            notRun.Add(("aligned", why));
            return evidence with { Rearranged = true };
        }

        var aligned = AlignedTest.Run(evidence.A, evidence.B, limits);
        run.Add("aligned");
        return aligned.LogP < Threshold ? evidence with { Rearranged = true, AlignedDistance = aligned.Distance } : evidence;
    }

    private PairEvidence Aligned(PairEvidence evidence, List<string> run, List<(string Test, Sentence Why)> notRun)
    {
        if (AlignedTest.WhyNot(evidence.A, evidence.B, limits) is { } why)
        {
            notRun.Add(("aligned", why));
            return evidence;
        }

        var aligned = AlignedTest.Run(evidence.A, evidence.B, limits);
        run.Add("aligned");
        if (!(aligned.LogP < Threshold)) return evidence;
        return evidence with { LogP = aligned.LogP, Test = "aligned", Related = true, Rearranged = true, AlignedDistance = aligned.Distance, Rests = aligned.Why };
    }

    private static PairEvidence Adapter(ModelView a, ModelView b)
    {
        var both = a.Sketch.IsAdapter && b.Sketch.IsAdapter;
        var identity = both ? IdentityTest.Run(a, b) : default;
        var why = new Sentence("lineage-test.adapter");
        return new PairEvidence(a, b)
        {
            Identity = identity,
            Related = identity.Equal > 0,
            Test = identity.Equal > 0 ? "identity" : "none",
            Run = both ? ["identity"] : [],
            NotRun = [("order", why), ("aligned", why)],
        };
    }
}
