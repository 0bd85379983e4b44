namespace Assay.Core;

/// <summary>A knowledge or scenario file is wrong: file, line and what to do.</summary>
public sealed class KnowledgeException(string file, int line, string message) : Exception($"{file}:{line}: {message}")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>1-based line.</summary>
    public int Line { get; } = line;

    /// <summary>An error at a node.</summary>
    public static KnowledgeException At(DataNode node, string message) => new(node.File, node.Line, message);
}

/// <summary>
/// Reads a mapping strictly: a missing or unknown key and a wrong type are errors with file and line.
/// Read every key, then call <see cref="Done"/>.
/// </summary>
public sealed class StrictMap
{
    private const int FewKeys = 32;
    private readonly DataNode _node;
    private readonly Entry[] _entries;
    private readonly List<string> _missed = [];
    private readonly IReadingWatch? _watch;

    /// <summary>Starts to read a mapping.</summary>
    /// <exception cref="KnowledgeException">The node is no mapping, or names a key twice.</exception>
    public StrictMap(DataNode node)
    {
        _node = node;
        _watch = node.Watch;
        if (node.Kind != DataKind.Mapping) throw KnowledgeException.At(node, "expected a mapping of keys to values");
        _entries = new Entry[node.Count];
        var seen = node.Count > FewKeys ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < _entries.Length; i++)
        {
            var (key, line, value) = node.Pair(i);
            if (!(seen?.Add(key) ?? Find(key, i) < 0)) throw new KnowledgeException(node.File, line, $"the key '{key}' stands here twice; remove one");
            _entries[i] = new Entry(key, value);
        }
    }

    /// <summary>The mapping.</summary>
    public DataNode Node => _node;

    /// <summary>The value of a key, or null where it is missing or null.</summary>
    public DataNode? Optional(string key) => Asked(key, AskedAs.Anything, required: false);

    private DataNode? Asked(string key, AskedAs kind, bool required, IEnumerable<string>? choices = null)
    {
        _watch?.Asked(_node, key, kind, required, choices ?? []);
        var at = Find(key, _entries.Length);
        if (at < 0)
        {
            _missed.Add(key);
            return null;
        }

        var asked = _entries[at].Asked;
        _entries[at].Asked = true;
        return !asked && !_entries[at].Value.IsNull ? _entries[at].Value : null;
    }

    /// <summary>The value of a key.</summary>
    /// <exception cref="KnowledgeException">It is missing.</exception>
    public DataNode Required(string key) => Present(key, AskedAs.Anything);

    private DataNode Present(string key, AskedAs kind) => Asked(key, kind, required: true) ?? throw KnowledgeException.At(_node, $"the key '{key}' is missing; add it");

    /// <summary>A text, required.</summary>
    public string Text(string key) => Scalar(Present(key, AskedAs.Text), key);

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string key) => Asked(key, AskedAs.Text, required: false) is { } node ? Scalar(node, key) : null;

    /// <summary>A number, required.</summary>
    public double Number(string key) => ToNumber(Present(key, AskedAs.Number), key);

    /// <summary>A number, or null.</summary>
    public double? OptionalNumber(string key) => Asked(key, AskedAs.Number, required: false) is { } node ? ToNumber(node, key) : null;

    /// <summary>true or false, or null.</summary>
    public bool? OptionalFlag(string key) => Asked(key, AskedAs.Flag, required: false) is { } node
        ? node.Text switch
        {
            "true" => true,
            "false" => false,
            _ => throw KnowledgeException.At(node, $"'{key}' must be true or false, not '{node.Text}'"),
        }
        : null;

    /// <summary>A list of texts (a single text counts as a list of one); empty where it is missing.</summary>
    public IReadOnlyList<string> Texts(string key) => Asked(key, AskedAs.Texts, required: false) is { } node ? [.. ListOf(node, key).Select(i => Scalar(i, key))] : [];

    /// <summary>A list of nodes; empty where it is missing.</summary>
    public IReadOnlyList<DataNode> Nodes(string key) => Asked(key, AskedAs.List, required: false) is { } node ? [.. ListOf(node, key)] : [];

    /// <summary>A mapping below a key, or null.</summary>
    public StrictMap? Map(string key) => Optional(key) is { } node ? new StrictMap(node) : null;

    /// <summary>One of several words.</summary>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices, T? fallback = default)
        where T : struct
    {
        var node = Asked(key, AskedAs.Choice, fallback is null, _watch is null ? null : choices.Keys);
        if (node is null) return fallback ?? throw KnowledgeException.At(_node, $"the key '{key}' is missing; it takes {string.Join(", ", choices.Keys)}");
        return choices.TryGetValue(node.Value.Text, out var value)
            ? value
            : throw KnowledgeException.At(node.Value, $"'{key}' takes {string.Join(", ", choices.Keys)}, not '{node.Value.Text}'");
    }

    /// <summary>Ends the reading.</summary>
    /// <exception cref="KnowledgeException">A key was not asked for.</exception>
    public void Done()
    {
        _watch?.Done(_node);
        if (Array.TrueForAll(_entries, static e => e.Asked)) return;
        var left = _entries.Where(e => !e.Asked);
        var first = left.MinBy(e => e.Value.Line);
        throw KnowledgeException.At(first.Value, $"the key '{first.Key}' is not known here; known are {string.Join(", ", _entries.Where(e => e.Asked).Select(e => e.Key).Concat(_missed))}");
    }

    private int Find(string key, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    private record struct Entry(string Key, DataNode Value)
    {
        public bool Asked { get; set; }
    }

    private static IEnumerable<DataNode> ListOf(DataNode node, string key) => node.Kind == DataKind.Mapping
        ? throw KnowledgeException.At(node, $"'{key}' must be a list")
        : node.Items(orScalar: true);

    private static string Scalar(DataNode node, string key) => node.Kind is DataKind.Plain or DataKind.Quoted
        ? node.Text
        : throw KnowledgeException.At(node, $"'{key}' must be a text");

    private static double ToNumber(DataNode node, string key) => node.TryNumber(out var number)
        ? number
        : throw KnowledgeException.At(node, $"'{key}' must be a number, not '{node.Text}'");
}
