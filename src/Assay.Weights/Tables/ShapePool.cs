namespace Assay.Weights.Tables;

/// <summary>Shapes by number, equal ones once: a million tensors mostly have a few shapes.</summary>
internal sealed class ShapePool
{
    private const int Most = 4096;

    private readonly Dictionary<long[], int> _numbers = new(new SameShape());
    private readonly List<(long[] Shape, long Elements)> _shapes = [];

    public (long[] Shape, long Elements) this[int number] => _shapes[number];

    /// <summary>Number of a shape, perhaps one given before.</summary>
    public int Add(long[] shape, long elements)
    {
        if (_numbers.TryGetValue(shape, out var known)) return known;
        if (_numbers.Count < Most) _numbers.Add(shape, _shapes.Count);
        _shapes.Add((shape, elements));
        return _shapes.Count - 1;
    }

    private sealed class SameShape : IEqualityComparer<long[]>
    {
        public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(long[] shape)
        {
            var hash = default(HashCode);
            foreach (var dimension in shape) hash.Add(dimension);
            return hash.ToHashCode();
        }
    }
}
