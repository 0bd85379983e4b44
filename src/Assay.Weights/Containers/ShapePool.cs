namespace Assay.Weights.Containers;

/// <summary>Keeps one array of each shape: a million tensors mostly have a few shapes.</summary>
internal sealed class ShapePool
{
    private const int Most = 4096;

    private readonly Dictionary<long[], long[]> _shapes = new(new SameShape());

    /// <summary>An array with the same dimensions, perhaps one given before.</summary>
    public long[] Of(long[] shape)
    {
        if (_shapes.TryGetValue(shape, out var known)) return known;
        if (_shapes.Count < Most) _shapes.Add(shape, shape);
        return shape;
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
