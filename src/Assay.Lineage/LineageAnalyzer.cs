using Assay.Core;

namespace Assay.Lineage;

/// <summary>Compares models: pairs, relations, family trees, declared against measured.</summary>
public static class LineageAnalyzer
{
    /// <summary>Compares all models with each other.</summary>
    /// <param name="inputs">Models or sketches, in any order.</param>
    /// <param name="limits">Bounds; null for the usual ones.</param>
    public static LineageResult Analyze(IReadOnlyList<LineageInput> inputs, LineageLimits? limits = null)
    {
        limits ??= LineageLimits.Default;
        var models = ModelLoader.Load(inputs, limits);
        var evidence = AllPairs(models, limits);
        return new LineageResult
        {
            Models = [.. models.Select(m => new LineageModel(m.Id, m.Path, m.Sketch.Digest) { Parameters = m.Sketch.Tensors.Sum(t => t.Elements), Notes = m.Sketch.Notes })],
            Pairs = [.. evidence.Select(e => new LineagePair { A = e.A.Id, B = e.B.Id, Related = e.Related, Log10P = e.LogP is { } p ? LogProbability.ToLog10(p) : null, Test = e.Test, TestsRun = e.Run, TestsNotRun = e.NotRun, Distance = Distances.Relative(e.A, e.B) })],
            Families = [],
            Edges = [],
        };
    }

    internal static List<PairEvidence> AllPairs(IReadOnlyList<ModelView> models, LineageLimits limits)
    {
        var pairs = new List<(ModelView A, ModelView B)>();
        for (var i = 0; i < models.Count; i++)
        {
            for (var j = i + 1; j < models.Count; j++) pairs.Add((models[i], models[j]));
        }

        var tests = new PairTests(limits, pairs.Count);
        var evidence = new PairEvidence[pairs.Count];
        Parallel.For(0, pairs.Count, i => evidence[i] = tests.Run(pairs[i].A, pairs[i].B));
        return [.. evidence];
    }
}
