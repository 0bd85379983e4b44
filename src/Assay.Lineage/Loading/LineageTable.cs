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
    private readonly SlotTable _slots = new();
    private readonly List<Row> _rows = [];

    public int Count => _rows.Count;

    public LineageTensor this[int index] => Make(_rows[index]);

    /// <summary>Adds the matrices of a tensor.</summary>
    public void Add(int tensor)
    {
        var part = 0;
        foreach (var matrix in parts(tensors[tensor])) _rows.Add(new Row(tensor, part++, matrix.Role.Layer, _slots.Add(matrix.Role.Slot)));
    }

    /// <summary>Orders what was added. Of several with one role the first by name keeps it; the others are called by their names.</summary>
    public void Finish()
    {
        _rows.Sort(Compare);
        var renamed = false;
        for (var (i, first) = (1, 0); i < _rows.Count; i++)
        {
            if (ByRole(_rows[i], _rows[first]) != 0)
            {
                first = i;
                continue;
            }

            _rows[i] = _rows[i] with { Slot = _slots.Add(tensors[_rows[i].Tensor].Name) };
            renamed = true;
        }

        if (!renamed) return;
        _rows.Sort(Compare);
        var kept = 0;
        for (var i = 0; i < _rows.Count; i++)
        {
            if (kept == 0 || ByRole(_rows[i], _rows[kept - 1]) != 0) _rows[kept++] = _rows[i];
        }

        _rows.RemoveRange(kept, _rows.Count - kept);
    }

    /// <summary>Keeps those for which a test holds, which is asked once for each, in their order.</summary>
    /// <returns>How many are gone.</returns>
    public int Keep(Func<LineageTensor, bool> test) => _rows.RemoveAll(r => !test(Make(r)));

    /// <summary>The matrix of a role; null where there is none.</summary>
    public LineageTensor? Find(TensorRole role)
    {
        var (low, high) = (0, _rows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = TensorRole.Order.Compare(RoleOf(_rows[middle]), role);
            if (order == 0) return Make(_rows[middle]);
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    public IEnumerator<LineageTensor> GetEnumerator() => _rows.Select(Make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private TensorRole RoleOf(Row row) => new(row.Layer, _slots[row.Slot]);

    private LineageTensor Make(Row row) => parts(tensors[row.Tensor]).ElementAt(row.Part) with { Role = RoleOf(row) };

    private int ByRole(Row a, Row b) => a.Layer != b.Layer ? a.Layer.CompareTo(b.Layer) : _slots.Compare(a.Slot, b.Slot);

    private int Compare(Row a, Row b)
    {
        var byRole = ByRole(a, b);
        if (byRole != 0 || a.Tensor == b.Tensor) return byRole != 0 ? byRole : a.Part.CompareTo(b.Part);
        var byName = string.CompareOrdinal(tensors[a.Tensor].Name, tensors[b.Tensor].Name);
        return byName != 0 ? byName : a.Tensor.CompareTo(b.Tensor);
    }

    private readonly record struct Row(int Tensor, int Part, int Layer, int Slot);
}
