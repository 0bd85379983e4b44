using System.Runtime.CompilerServices;
using Assay.Core;
using Assay.Weights.Tables;

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
        var elements = new SortedDictionary<DType, long>();
        foreach (var tensor in Distinct(tensors)) elements[tensor.Type] = Add(elements.GetValueOrDefault(tensor.Type), tensor.Elements);
        return new SortedDictionary<string, long>(elements.ToDictionary(e => e.Key.Name(), e => e.Value), StringComparer.Ordinal);
    }

    private static long Add(long sum, long elements) => elements > long.MaxValue - sum ? long.MaxValue : sum + elements;

    private static IEnumerable<TensorPlace> Distinct(IEnumerable<TensorInfo> tensors)
    {
        var places = Places(tensors);
        if (LieBehindEachOther(places)) return places;
        var seen = new HashSet<(Identity, long, long)>();
        return places.Where(p => p.Length == 0 || seen.Add((new Identity(p.Blob), p.Offset, p.Length)));
    }

    private static IEnumerable<TensorPlace> Places(IEnumerable<TensorInfo> tensors) => tensors switch
    {
        TensorTable table => Enumerable.Range(0, table.Count).Select(table.Place),
        JoinedTensors joined => joined.Parts.SelectMany(Places),
        _ => tensors.Select(t => new TensorPlace(t.Type, t.Elements, t.Storage.Blob, t.Storage.Offset, t.Storage.Length)),
    };

    /// <summary>Whether no two tensors can share a storage, because all lie in one file, each behind the one before.</summary>
    private static bool LieBehindEachOther(IEnumerable<TensorPlace> places)
    {
        TensorPlace? before = null;
        foreach (var here in places)
        {
            if (before is { } last && (!ReferenceEquals(here.Blob, last.Blob) || here.Offset < last.Offset || here.Offset - last.Offset < last.Length)) return false;
            before = here;
        }

        return true;
    }

    private readonly record struct Identity(IBlob Blob)
    {
        public bool Equals(Identity other) => ReferenceEquals(Blob, other.Blob);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Blob);
    }
}
