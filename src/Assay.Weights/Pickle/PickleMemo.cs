using System.Diagnostics.CodeAnalysis;

namespace Assay.Weights.Pickle;

/// <summary>The memo of a pickle. Writers put away nearly every value and recall few: the others are counted, not kept.</summary>
/// <param name="limits">Bounds.</param>
/// <param name="recalled">Keys that the pickle recalls; null where that was not looked at and all are kept.</param>
internal sealed class PickleMemo(WeightLimits limits, KeySet? recalled)
{
    private readonly Dictionary<long, object?> _kept = [];
    private readonly KeySet _stored = new();

    /// <summary>Number of keys that were stored.</summary>
    public int Count => _stored.Count;

    /// <summary>Stores a value.</summary>
    /// <returns>Whether it is kept; null where the memo is full.</returns>
    public bool? Store(long key, object? value)
    {
        _stored.Add(key);
        var keeps = recalled is null || recalled.Contains(key);
        if (keeps) _kept[key] = value;
        return _stored.Count <= limits.MaxMemo ? keeps : null;
    }

    public bool TryRecall(long key, [MaybeNullWhen(true)] out object? value) => _kept.TryGetValue(key, out value);
}

/// <summary>A set of keys that mostly lie close together from 0 up: a bit each, and a hash set for those far off.</summary>
internal sealed class KeySet
{
    private const long Dense = 1 << 25;

    private readonly HashSet<long> _far = [];
    private ulong[] _bits = [];

    public int Count { get; private set; }

    public void Add(long key)
    {
        if (Contains(key)) return;
        Count++;
        if (key is < 0 or >= Dense || key / 64 > 2L * _bits.Length + 1024)
        {
            _far.Add(key);
            return;
        }

        if (key / 64 >= _bits.Length) Array.Resize(ref _bits, (int)Math.Max(key / 64 + 1, 2L * _bits.Length));
        _bits[key / 64] |= 1UL << (int)(key % 64);
    }

    public bool Contains(long key) => (key >= 0 && key / 64 < _bits.Length && (_bits[key / 64] & (1UL << (int)(key % 64))) != 0) || _far.Contains(key);
}
