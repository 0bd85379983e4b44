using Assay.Core;

namespace Assay.Audit;

/// <summary>What a scorer makes of the evaluated requirements.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Level">The level reached.</param>
/// <param name="Score">Score, or null.</param>
/// <param name="Progress">Progress in percent.</param>
/// <param name="Missing">The requirements between the release and the next level, in order.</param>
internal sealed record Scored(VerdictOutcome Outcome, string Level, double? Score, IReadOnlyDictionary<string, double> Progress, IReadOnlyList<EvaluatedRequirement> Missing);

/// <summary>The named scorers.</summary>
internal static class Scorers
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Func<Framework, IReadOnlyList<EvaluatedRequirement>, Scored>> All { get; } =
        new SortedDictionary<string, Func<Framework, IReadOnlyList<EvaluatedRequirement>, Scored>>(StringComparer.Ordinal)
        {
            ["all-required"] = AllRequiredScorer.Score,
            ["classes"] = ClassScorer.Score,
            ["mean"] = MeanScorer.Score,
            ["mot-compat"] = MotScorer.Score,
        };

    /// <summary>No progress figures.</summary>
    public static IReadOnlyDictionary<string, double> NoProgress { get; } = new SortedDictionary<string, double>(StringComparer.Ordinal);
}
