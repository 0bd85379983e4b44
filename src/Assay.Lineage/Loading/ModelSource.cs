using Assay.Weights;

namespace Assay.Lineage;

/// <summary>A model to compare: its id and its files.</summary>
/// <param name="Path">The path as the user gave it.</param>
/// <param name="Files">Its files: weights, configuration, card.</param>
public sealed record ModelSource(string Path, IReadOnlyList<WeightSource> Files);
