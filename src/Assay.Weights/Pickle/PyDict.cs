using Assay.Weights.Tables;

namespace Assay.Weights.Pickle;

/// <summary>A dictionary in the order of its entries, and what may be set on it afterwards. One with many entries keeps most of them packed.</summary>
internal sealed class PyDict
{
    private const int MostUnpacked = 1024;

    private List<(object? Key, object? Value)>? _first;
    private PackedEntries? _rest;

    public bool IsEmpty => _first is null;

    public IEnumerable<(object? Key, object? Value)> Entries => (_first ?? []).Concat(_rest?.All(drain: false) ?? []);

    public void Set(object? key, object? value)
    {
        if ((_first ??= []).Count < MostUnpacked) _first.Add((key, value));
        else (_rest ??= new PackedEntries()).Add(key, value);
    }

    /// <summary>The entries one by one, each let go as soon as it was given, so that what was made of it can take its room.</summary>
    public IEnumerable<(object? Key, object? Value)> Drain()
    {
        for (var i = 0; i < (_first?.Count ?? 0); i++)
        {
            var entry = _first![i];
            _first[i] = default;
            yield return entry;
        }

        _first = null;
        foreach (var entry in _rest?.All(drain: true) ?? []) yield return entry;
        _rest = null;
    }
}

/// <summary>Entries of which most have a text as key and a tensor as value: 32 bytes each, and the text as UTF-8.</summary>
internal sealed class PackedEntries
{
    private static readonly object Name = new();

    private readonly PagedList<Entry> _entries = new();
    private readonly TextTable _names = new();

    public void Add(object? key, object? value)
    {
        if (key is string name) _names.Add(name);
        var stored = key is string ? Name : key;
        _entries.Add(value is PyTensor tensor ? new Entry(stored, tensor.Storage, tensor.Layout, tensor.Offset) : new Entry(stored, value, null, 0));
    }

    /// <summary>All entries in their order.</summary>
    /// <param name="drain">Whether each is let go once it was given.</param>
    public IEnumerable<(object? Key, object? Value)> All(bool drain)
    {
        for (var (i, name) = (0, 0); i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (drain) _entries[i] = default;
            var key = ReferenceEquals(entry.Key, Name) ? _names.Text(name++) : entry.Key;
            yield return (key, entry.Layout is { } layout ? new PyTensor((PyStorage)entry.Value!, layout, entry.Offset) : entry.Value);
        }
    }

    private readonly record struct Entry(object? Key, object? Value, PyLayout? Layout, long Offset);
}
