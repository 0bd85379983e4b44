namespace Assay.Lineage;

/// <summary>Factors that a normalization multiplies with. Some networks store how far they are from one: then many are negative, which trained factors are not.</summary>
internal static class Gains
{
    private const double ManyNegative = 0.1;

    /// <summary>The factors of stored gains.</summary>
    public static float[] Of(float[] stored) =>
        stored.Count(v => v < 0) > ManyNegative * stored.Length ? Array.ConvertAll(stored, v => 1 + v) : stored;
}
