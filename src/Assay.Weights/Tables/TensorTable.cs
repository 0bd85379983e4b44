using System.Collections;
using Assay.Core;

namespace Assay.Weights.Tables;

/// <summary>What counting needs to know of a tensor.</summary>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Elements">Number of its elements.</param>
/// <param name="Blob">What holds them.</param>
/// <param name="Offset">First byte within it.</param>
/// <param name="Length">Length in bytes.</param>
internal readonly record struct TensorPlace(DType Type, long Elements, IBlob Blob, long Offset, long Length);

/// <summary>
/// The tensors of a file, packed: about 50 bytes and its name each. A <see cref="TensorInfo"/> is made when it is looked at, and forgotten.
/// </summary>
internal sealed class TensorTable : IReadOnlyList<TensorInfo>
{
    private static readonly Comparer<(long Offset, long Length)> ByPlace = Comparer<(long, long)>.Default;

    private readonly PagedList<Row> _rows = new();
    private readonly ShapePool _shapes = new();
    private readonly List<(IBlob Blob, string File)> _sources = [];
    private readonly List<(long[]? Strides, string? NotReadable)> _extras = [];
    private int[]? _order;

    public int Count { get; private set; }

    /// <summary>The names in the order they were added.</summary>
    public TextTable Names { get; } = new();

    public TensorInfo this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            var at = At(index);
            ref var row = ref _rows[at];
            var (shape, elements) = _shapes[row.Shape];
            var (blob, file) = _sources[row.Source];
            var storage = new TensorStorage(blob, row.Offset, row.Length) { BigEndian = row.BigEndian };
            if (row.Extra > 0) storage = storage with { Strides = _extras[row.Extra - 1].Strides, NotReadable = _extras[row.Extra - 1].NotReadable };
            return new TensorInfo(Names.Text(at), row.Type, shape, elements, storage) { File = file };
        }
    }

    /// <summary>What counting needs to know of a tensor, without its name.</summary>
    public TensorPlace Place(int index)
    {
        ref var row = ref _rows[At(index)];
        return new TensorPlace(row.Type, _shapes[row.Shape].Elements, _sources[row.Source].Blob, row.Offset, row.Length);
    }

    public void Add(TensorInfo tensor)
    {
        var storage = tensor.Storage;
        Names.Add(tensor.Name);
        if (_sources.Count == 0 || !ReferenceEquals(_sources[^1].Blob, storage.Blob) || _sources[^1].File != tensor.File) _sources.Add((storage.Blob, tensor.File));
        _rows.Add(new Row(_shapes.Add(tensor.Shape, tensor.Elements), _sources.Count - 1, Extra(storage), tensor.Type, storage.BigEndian) { Offset = storage.Offset, Length = storage.Length });
        Count++;
    }

    /// <summary>Puts a tensor elsewhere in its file.</summary>
    public void Move(int index, long offset) => _rows[At(index)].Offset = offset;

    /// <summary>Forgets all tensors behind the first ones.</summary>
    public void Keep(int count) => Count = count;

    /// <summary>Orders the tensors by their place in the file.</summary>
    public void SortByPlace()
    {
        var ordered = true;
        for (var i = 1; ordered && i < Count; i++) ordered = ByPlace.Compare(PlaceOf(i - 1), PlaceOf(i)) <= 0;
        if (ordered) return;
        _order = new int[Count];
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        Array.Sort(_order, (a, b) => ByPlace.Compare(PlaceOf(a), PlaceOf(b)) is var c && c != 0 ? c : a.CompareTo(b));
    }

    public IEnumerator<TensorInfo> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int At(int index) => _order is null ? index : _order[index];

    private (long Offset, long Length) PlaceOf(int row) => (_rows[row].Offset, _rows[row].Length);

    private int Extra(TensorStorage storage)
    {
        if (storage is { Strides: null, NotReadable: null }) return 0;
        if (_extras.Count == 0 || _extras[^1].NotReadable != storage.NotReadable || !Same(_extras[^1].Strides, storage.Strides)) _extras.Add((storage.Strides, storage.NotReadable));
        return _extras.Count;
    }

    private static bool Same(long[]? a, long[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);

    private record struct Row(int Shape, int Source, int Extra, DType Type, bool BigEndian)
    {
        public long Offset;

        public long Length;
    }
}
