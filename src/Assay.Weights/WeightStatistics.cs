namespace Assay.Weights;

/// <summary>Counts over tensors.</summary>
public static class WeightStatistics
{
    /// <summary>Number of parameters: all elements of all tensors, those of a storage that several names share counted once.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <exception cref="OverflowException">The sum does not fit 63 bits.</exception>
    public static long Parameters(IEnumerable<TensorInfo> tensors) => Distinct(tensors).Sum(t => t.Elements);

    /// <summary>Elements by type name, in ordinal order.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <exception cref="OverflowException">A sum does not fit 63 bits.</exception>
    public static SortedDictionary<string, long> ByType(IEnumerable<TensorInfo> tensors)
    {
        var elements = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var tensor in Distinct(tensors)) elements[tensor.Type.Name()] = elements.GetValueOrDefault(tensor.Type.Name()) + tensor.Elements;
        return elements;
    }

    private static IEnumerable<TensorInfo> Distinct(IEnumerable<TensorInfo> tensors)
    {
        var seen = new HashSet<(object, long, long)>();
        return tensors.Where(t => t.Storage.Length == 0 || seen.Add((t.Storage.Blob, t.Storage.Offset, t.Storage.Length)));
    }
}
