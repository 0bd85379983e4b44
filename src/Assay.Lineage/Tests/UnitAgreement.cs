using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>How far two matchings of the units of one layer agree, one made by each of two weight vectors of a unit.</summary>
/// <param name="LogP">ln of the bound on so many agreements.</param>
/// <param name="Share">Share of units on which both agree.</param>
/// <param name="Distance">Mean of 1 - cosine squared over these.</param>
internal sealed record UnitAgreement(double LogP, double Share, double Distance)
{
    private const double Least = 0.05;

    /// <summary>Matches units; all rows have unit length and lie in one basis.</summary>
    public static UnitAgreement Of(Matrix firstA, Matrix secondA, Matrix firstB, Matrix secondB)
    {
        var byFirst = Matching.ByMagnitude(firstA, firstB);
        var bySecond = Matching.ByMagnitude(secondA, secondB);
        var (matched, agreed) = (0, 0);
        double distance = 0;
        for (var i = 0; i < byFirst.Length; i++)
        {
            if (byFirst[i] < 0 || bySecond[i] < 0) continue;
            matched++;
            if (byFirst[i] != bySecond[i]) continue;
            agreed++;
            distance += OneMinusSquare(firstA.Row(i), firstB.Row(byFirst[i])) + OneMinusSquare(secondA.Row(i), secondB.Row(byFirst[i]));
        }

        var n = Math.Min(firstA.Rows, firstB.Rows);
        return new UnitAgreement(OrderTest.FixedPoints(matched, agreed, Math.Max(firstA.Rows, firstB.Rows)), agreed / (double)n, agreed == 0 ? 1 : distance / (2 * agreed));
    }

    /// <summary>The best of several, corrected for their number; null for none.</summary>
    public static UnitAgreement? Best(List<UnitAgreement> tried) => tried.Count == 0 ? null : tried.MinBy(m => m.LogP)! with { LogP = LogProbability.BestOf(tried.Min(m => m.LogP), tried.Count) };

    /// <summary>What all layers show together: nothing, where fewer than a third of them agree on more than a few units.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="rests">Message that says what the test rests on, with the number of layers.</param>
    public static AlignedTest.Outcome Combine(List<UnitAgreement> layers, string rests)
    {
        if (layers.Count == 0) return new AlignedTest.Outcome(null, new Sentence("lineage-test.no-layers"), null, 0);
        var agreeing = layers.FindAll(m => m.Share > Least);
        var logP = 3 * agreeing.Count >= layers.Count ? LogProbability.Fisher([.. layers.Select(m => m.LogP)]) : 0;
        return new AlignedTest.Outcome(logP, new Sentence(rests, ("layers", Sentence.Count(layers.Count))), agreeing.Count == 0 ? null : agreeing.Average(m => m.Distance), layers.Average(m => m.Share));
    }

    private static double OneMinusSquare(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var dot = (double)TensorPrimitives.Dot(x, y);
        return Math.Max(0, 1 - (dot * dot));
    }
}
