using System.Collections;

namespace Assay.Weights.Tables;

/// <summary>Several lists of tensors seen as one, without a copy.</summary>
internal sealed class JoinedTensors : IReadOnlyList<TensorInfo>
{
    private readonly int[] _starts;

    private JoinedTensors(List<IReadOnlyList<TensorInfo>> parts)
    {
        Parts = parts;
        _starts = new int[parts.Count + 1];
        for (var i = 0; i < parts.Count; i++) _starts[i + 1] = _starts[i] + parts[i].Count;
    }

    public IReadOnlyList<IReadOnlyList<TensorInfo>> Parts { get; }

    public int Count => _starts[^1];

    public TensorInfo this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            var part = Array.BinarySearch(_starts, index);
            if (part < 0) part = ~part - 1;
            while (_starts[part + 1] == _starts[part]) part++;
            return Parts[part][index - _starts[part]];
        }
    }

    /// <summary>The only list, or all of them one behind the other.</summary>
    public static IReadOnlyList<TensorInfo> Of(IEnumerable<IReadOnlyList<TensorInfo>> lists) => lists.ToList() is var parts && parts.Count == 1 ? parts[0] : new JoinedTensors(parts);

    public IEnumerator<TensorInfo> GetEnumerator() => Parts.SelectMany(p => p).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
