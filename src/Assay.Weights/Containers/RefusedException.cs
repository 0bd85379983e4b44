namespace Assay.Weights.Containers;

/// <summary>Ends the reading of one file. Never leaves <see cref="WeightFile"/>: it becomes the reason of a result.</summary>
internal sealed class RefusedException(string reason) : Exception(reason);
