using System.Collections;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>
/// The matrices of a model in order of their roles, packed: which tensor, which part of it, which role. A <see cref="LineageTensor"/> is made when it is
/// looked at, so that a model of a million tensors takes little.
/// </summary>
/// <param name="tensors">The tensors as they are stored.</param>
/// <param name="parts">Makes the matrices of one tensor; the same ones each time.</param>
internal sealed class LineageTable(IReadOnlyList<TensorInfo> tensors, Func<TensorInfo, IEnumerable<LineageTensor>> parts) : IReadOnlyList<LineageTensor>
{
    private const int MostPooled = 1 << 16;

    private readonly Dictionary<string, string> _slots = new(StringComparer.Ordinal);
    private readonly List<Row> _added = [];
    private Row[] _rows = [];

    public int Count => _rows.Length;

    public LineageTensor this[int index] => Make(_rows[index]);

    /// <summary>Adds the matrices of a tensor.</summary>
    public void Add(int tensor)
    {
        var part = 0;
        foreach (var matrix in parts(tensors[tensor])) _added.Add(new Row(tensor, part++, matrix.Role with { Slot = Pooled(matrix.Role.Slot) }));
    }

    /// <summary>Orders what was added. Of several with one role the first by name keeps it; the others are called by their names.</summary>
    public void Finish()
    {
        _added.Sort(Compare);
        var renamed = false;
        for (var (i, first) = (1, 0); i < _added.Count; i++)
        {
            if (_added[i].Role != _added[first].Role)
            {
                first = i;
                continue;
            }

            _added[i] = _added[i] with { Role = new TensorRole(_added[i].Role.Layer, tensors[_added[i].Tensor].Name) };
            renamed = true;
        }

        if (renamed) _added.Sort(Compare);
        _rows = [.. _added.Where((r, i) => i == 0 || r.Role != _added[i - 1].Role)];
        _added.Clear();
        _added.Capacity = 0;
    }

    /// <summary>The matrix of a role; null where there is none.</summary>
    public LineageTensor? Find(TensorRole role)
    {
        var (low, high) = (0, _rows.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = TensorRole.Order.Compare(_rows[middle].Role, role);
            if (order == 0) return Make(_rows[middle]);
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    public IEnumerator<LineageTensor> GetEnumerator() => _rows.Select(Make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private LineageTensor Make(Row row) => parts(tensors[row.Tensor]).ElementAt(row.Part) with { Role = row.Role };

    private int Compare(Row a, Row b)
    {
        var byRole = TensorRole.Order.Compare(a.Role, b.Role);
        if (byRole != 0 || a.Tensor == b.Tensor) return byRole != 0 ? byRole : a.Part.CompareTo(b.Part);
        var byName = string.CompareOrdinal(tensors[a.Tensor].Name, tensors[b.Tensor].Name);
        return byName != 0 ? byName : a.Tensor.CompareTo(b.Tensor);
    }

    private string Pooled(string slot)
    {
        if (_slots.TryGetValue(slot, out var known)) return known;
        if (_slots.Count < MostPooled) _slots.Add(slot, slot);
        return slot;
    }

    private readonly record struct Row(int Tensor, int Part, TensorRole Role);
}
