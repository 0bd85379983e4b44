using Assay.Core;

namespace Assay.Engine;

/// <summary>Joins what was read at one place of many files into one shape.</summary>
internal sealed class ShapeBuilder(ReadingRecord record)
{
    private readonly SortedSet<AskedAs> _scalars = [];
    private readonly SortedSet<string> _choices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ShapeBuilder> _keys = new(StringComparer.Ordinal);
    private SortedSet<string>? _required;
    private ShapeBuilder? _items;
    private ShapeBuilder? _values;
    private bool _mapping;
    private bool _open;
    private bool _nullable;

    /// <summary>Adds a value that stands here.</summary>
    /// <param name="node">The value.</param>
    /// <param name="asking">What was asked of it, or null where its loader takes what comes.</param>
    public void Add(DataNode node, Asking? asking)
    {
        if (asking is not null) Ask(asking);
        if (node.IsNull) return;
        switch (node.Kind)
        {
            case DataKind.Mapping:
                Map(node);
                break;
            case DataKind.Sequence:
                foreach (var item in node.Items()) (_items ??= new ShapeBuilder(record)).Add(item, null);
                break;
            default:
                if (asking is null || asking.Kinds.Contains(AskedAs.Anything) || asking.Kinds.Contains(AskedAs.List)) _scalars.Add(AskedAs.Text);
                break;
        }
    }

    public DataShape Build() => new()
    {
        Scalars = [.. _scalars],
        Choices = [.. _choices],
        Items = _items?.Build(),
        Keys = _mapping ? _keys.ToDictionary(k => k.Key, k => k.Value.Build(), StringComparer.Ordinal) : null,
        Required = _required is null ? [] : [.. _required],
        Closed = _mapping && !_open,
        Values = _values?.Build(),
        Nullable = _nullable,
    };

    private void Ask(Asking asking)
    {
        _nullable |= !asking.Required;
        _choices.UnionWith(asking.Choices);
        foreach (var kind in asking.Kinds)
        {
            if (kind is AskedAs.Text or AskedAs.Number or AskedAs.Flag or AskedAs.Choice) _scalars.Add(kind);
            if (kind is not AskedAs.Texts) continue;
            _scalars.Add(AskedAs.Text);
            (_items ??= new ShapeBuilder(record))._scalars.Add(AskedAs.Text);
        }
    }

    private void Map(DataNode node)
    {
        if (record.Of(node) is not { } asked)
        {
            foreach (var (_, _, value) in node.Pairs()) (_values ??= new ShapeBuilder(record)).Add(value, null);
            return;
        }

        _mapping = true;
        _open |= !record.IsClosed(node);
        var required = asked.Where(a => a.Value.Required).Select(a => a.Key);
        if (_required is null) _required = new SortedSet<string>(required, StringComparer.Ordinal);
        else _required.IntersectWith(required);
        foreach (var (key, asking) in asked)
        {
            if (!_keys.TryGetValue(key, out var below)) _keys[key] = below = new ShapeBuilder(record);
            if (node[key] is { } value) below.Add(value, asking);
            else below.Ask(asking);
        }
    }
}
