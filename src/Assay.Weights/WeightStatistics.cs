namespace Assay.Weights;

/// <summary>Counts over tensors.</summary>
public static class WeightStatistics
{
    /// <summary>Number of parameters: all elements of all tensors, those of a storage that several names share counted once.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>The sum; <see cref="long.MaxValue"/> where declared shapes add up to more.</returns>
    public static long Parameters(IEnumerable<TensorInfo> tensors) => Distinct(tensors).Aggregate(0L, (sum, t) => Add(sum, t.Elements));

    /// <summary>Elements by type name, in ordinal order.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>The sums; <see cref="long.MaxValue"/> where declared shapes add up to more.</returns>
    public static SortedDictionary<string, long> ByType(IEnumerable<TensorInfo> tensors)
    {
        var elements = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var tensor in Distinct(tensors)) elements[tensor.Type.Name()] = Add(elements.GetValueOrDefault(tensor.Type.Name()), tensor.Elements);
        return elements;
    }

    private static long Add(long sum, long elements) => elements > long.MaxValue - sum ? long.MaxValue : sum + elements;

    private static IEnumerable<TensorInfo> Distinct(IEnumerable<TensorInfo> tensors)
    {
        if (tensors is IReadOnlyList<TensorInfo> list && LieBehindEachOther(list)) return list;
        var seen = new HashSet<(object, long, long)>();
        return tensors.Where(t => t.Storage.Length == 0 || seen.Add((t.Storage.Blob, t.Storage.Offset, t.Storage.Length)));
    }

    /// <summary>Whether no two tensors can share a storage, because all lie in one file, each behind the one before.</summary>
    private static bool LieBehindEachOther(IReadOnlyList<TensorInfo> tensors)
    {
        for (var i = 1; i < tensors.Count; i++)
        {
            var (before, here) = (tensors[i - 1].Storage, tensors[i].Storage);
            if (!ReferenceEquals(here.Blob, before.Blob) || here.Offset < before.Offset || here.Offset - before.Offset < before.Length) return false;
        }

        return true;
    }
}
