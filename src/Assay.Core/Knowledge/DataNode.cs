using System.Globalization;

namespace Assay.Core;

/// <summary>Kind of a <see cref="DataNode"/>.</summary>
public enum DataKind
{
    /// <summary>An unquoted scalar; empty, <c>null</c> and <c>~</c> mean null.</summary>
    Plain,

    /// <summary>A quoted or block scalar: always text.</summary>
    Quoted,

    /// <summary>A sequence.</summary>
    Sequence,

    /// <summary>A mapping.</summary>
    Mapping,
}

/// <summary>
/// A node of a YAML document, read in place from a <see cref="DataTable"/>. It knows its file and line, because lines are evidence.
/// </summary>
public readonly struct DataNode
{
    private readonly DataTable _table;
    private readonly int _offset;

    internal DataNode(DataTable table, int offset, string file) => (_table, _offset, File) = (table, offset, file);

    /// <summary>The file it stands in.</summary>
    public string File { get; }

    /// <summary>Its place in the table: two nodes of a table are the same node where it is the same.</summary>
    public int Place => _offset;

    /// <summary>Who hears what is asked of this node, or null.</summary>
    internal IReadingWatch? Watch => _table.Watch;

    /// <summary>1-based line.</summary>
    public int Line => _table.Int(_offset + 4);

    /// <summary>Its kind.</summary>
    public DataKind Kind => (DataKind)_table.Int(_offset);

    /// <summary>Whether it is null: an empty plain scalar, <c>null</c> or <c>~</c>.</summary>
    public bool IsNull => Kind == DataKind.Plain && Text is "" or "null" or "~" or "Null" or "NULL";

    /// <summary>The text of a scalar; empty for other kinds.</summary>
    public string Text => Kind is DataKind.Plain or DataKind.Quoted ? _table.Text(_table.Int(_offset + 8)) : "";

    /// <summary>Number of items or pairs.</summary>
    public int Count => Kind is DataKind.Sequence or DataKind.Mapping ? _table.Int(_offset + 8) : 0;

    /// <summary>The items of a sequence; a scalar that is not null counts as a sequence of one where <paramref name="orScalar"/> is set.</summary>
    public IEnumerable<DataNode> Items(bool orScalar = false)
    {
        if (Kind == DataKind.Sequence)
        {
            for (var i = 0; i < Count; i++) yield return new DataNode(_table, _table.Int(_offset + 12 + (4 * i)), File);
        }
        else if (orScalar && Kind != DataKind.Mapping && !IsNull)
        {
            yield return this;
        }
    }

    /// <summary>The pairs of a mapping in the order of the file.</summary>
    public IEnumerable<(string Key, int KeyLine, DataNode Value)> Pairs()
    {
        if (Kind != DataKind.Mapping) yield break;
        for (var i = 0; i < Count; i++) yield return Pair(i);
    }

    /// <summary>A pair of a mapping.</summary>
    internal (string Key, int KeyLine, DataNode Value) Pair(int index)
    {
        var at = _offset + 12 + (12 * index);
        return (_table.Text(_table.Int(at)), _table.Int(at + 4), new DataNode(_table, _table.Int(at + 8), File));
    }

    /// <summary>The value of a key, or null where the mapping lacks it (or this is no mapping).</summary>
    public DataNode? this[string key]
    {
        get
        {
            foreach (var (k, _, value) in Pairs())
            {
                if (string.Equals(k, key, StringComparison.Ordinal)) return value;
            }

            return null;
        }
    }

    /// <summary>The text of a scalar below a key, or null.</summary>
    public string? TextOf(string key) => this[key] is { } node && node.Kind is DataKind.Plain or DataKind.Quoted && !node.IsNull ? node.Text : null;

    /// <summary>Reads the scalar as a number.</summary>
    public bool TryNumber(out double number) => double.TryParse(Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
