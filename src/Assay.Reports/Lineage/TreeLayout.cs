using Assay.Core;

namespace Assay.Reports.Lineage;

/// <summary>Places of models in a picture: columns by generation, one row a model, families below each other.</summary>
internal sealed class TreeLayout
{
    private readonly Dictionary<string, (int Column, int Row)> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _above = new(StringComparer.Ordinal);

    public TreeLayout(LineageResult result)
    {
        var row = 0;
        foreach (var family in result.Families.OrderByDescending(f => f.Count))
        {
            var edges = result.Edges.Where(e => family.Contains(e.Child)).DistinctBy(e => e.Child).ToList();
            var children = edges.Select(e => e.Child).ToHashSet(StringComparer.Ordinal);
            foreach (var root in family.Where(m => !children.Contains(m))) Place(root, 0, edges, ref row);
            foreach (var left in family.Where(m => !_places.ContainsKey(m))) Place(left, 0, edges, ref row);
            row++;
        }

        Rows = row;
    }

    public int Rows { get; }

    public int Columns => 1 + _places.Values.Select(p => p.Column).DefaultIfEmpty(0).Max();

    public (int Column, int Row) this[string id] => _places[id];

    public bool Has(string id) => _places.ContainsKey(id);

    /// <summary>Whether a model is placed among the children of another: one column on, and no other branch between them.</summary>
    public bool IsUnder(string child, string parent) => _above.GetValueOrDefault(child) == parent;

    private void Place(string id, int column, List<LineageEdge> edges, ref int row)
    {
        if (!_places.TryAdd(id, (column, row))) return;
        row++;
        foreach (var child in edges.Where(e => e.Parent == id && !_places.ContainsKey(e.Child)))
        {
            _above[child.Child] = id;
            Place(child.Child, column + 1, edges, ref row);
        }
    }
}
