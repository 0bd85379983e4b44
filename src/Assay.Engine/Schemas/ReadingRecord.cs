using Assay.Core;

namespace Assay.Engine;

/// <summary>Remembers what strict loaders asked of each mapping.</summary>
internal sealed class ReadingRecord : IReadingWatch
{
    private readonly Dictionary<int, Dictionary<string, Asking>> _asked = [];
    private readonly HashSet<int> _done = [];

    public void Asked(DataNode mapping, string key, AskedAs kind, bool required, IEnumerable<string> choices)
    {
        if (!_asked.TryGetValue(mapping.Place, out var keys)) _asked[mapping.Place] = keys = new Dictionary<string, Asking>(StringComparer.Ordinal);
        if (!keys.TryGetValue(key, out var asking)) keys[key] = asking = new Asking();
        asking.Required |= required;
        asking.Kinds.Add(kind);
        asking.Choices.UnionWith(choices);
    }

    public void Done(DataNode mapping) => _done.Add(mapping.Place);

    /// <summary>What was asked of a mapping, or null where no strict loader read it.</summary>
    public IReadOnlyDictionary<string, Asking>? Of(DataNode mapping) => _asked.GetValueOrDefault(mapping.Place);

    /// <summary>Whether a loader refuses other keys.</summary>
    public bool IsClosed(DataNode mapping) => _done.Contains(mapping.Place);
}

/// <summary>What was asked of one key.</summary>
internal sealed class Asking
{
    public bool Required { get; set; }

    public SortedSet<AskedAs> Kinds { get; } = [];

    public SortedSet<string> Choices { get; } = new(StringComparer.Ordinal);
}
