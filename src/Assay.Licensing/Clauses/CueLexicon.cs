namespace Assay.Licensing;

/// <summary>All literals of all cues in one automaton (Aho and Corasick 1975): one pass over a sentence finds every one of them, in time linear in its length.</summary>
internal sealed class CueLexicon
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _literals = [];
    private readonly List<bool> _prefix = [];
    private Dictionary<(int Node, char Char), int> _edges = [];
    private int[] _fail = [];
    private int[] _literalAt = [];
    private int[] _outputLink = [];

    /// <summary>Number of literals.</summary>
    public int Count => _literals.Count;

    /// <summary>Adds a literal; a star at its end lets the word go on.</summary>
    /// <returns>Its number.</returns>
    public int Add(string literal)
    {
        if (_ids.TryGetValue(literal, out var id)) return id;
        var prefix = literal.EndsWith('*');
        _literals.Add(prefix ? literal[..^1] : literal);
        _prefix.Add(prefix);
        return _ids[literal] = _literals.Count - 1;
    }

    /// <summary>Builds the automaton; call once when all literals are in.</summary>
    public void Build()
    {
        var (next, ends) = (1, new List<(int Node, int Literal)>());
        for (var i = 0; i < _literals.Count; i++)
        {
            var node = 0;
            foreach (var c in _literals[i])
            {
                if (!_edges.TryGetValue((node, c), out var child)) _edges[(node, c)] = child = next++;
                node = child;
            }

            ends.Add((node, i));
        }

        (_fail, _outputLink, _literalAt) = (new int[next], new int[next], new int[next]);
        Array.Fill(_literalAt, -1);
        _twins = new int[_literals.Count];
        Array.Fill(_twins, -1);
        foreach (var (node, literal) in ends)
        {
            _twins[literal] = _literalAt[node];
            _literalAt[node] = literal;
        }

        LinkFailures();
    }

    private int[] _twins = [];

    private void LinkFailures()
    {
        var children = _edges.GroupBy(e => e.Key.Node).ToDictionary(g => g.Key, g => g.Select(e => (e.Key.Char, e.Value)).ToList());
        var queue = new Queue<int>();
        queue.Enqueue(0);
        while (queue.TryDequeue(out var node))
        {
            if (!children.TryGetValue(node, out var below)) continue;
            foreach (var (c, child) in below)
            {
                _fail[child] = node == 0 ? 0 : Step(_fail[node], c);
                _outputLink[child] = _literalAt[_fail[child]] >= 0 ? _fail[child] : _outputLink[_fail[child]];
                queue.Enqueue(child);
            }
        }
    }

    private int Step(int node, char c)
    {
        while (true)
        {
            if (_edges.TryGetValue((node, c), out var child)) return child;
            if (node == 0) return 0;
            node = _fail[node];
        }
    }

    /// <summary>Finds all literals in a text.</summary>
    public CueHits Find(string text)
    {
        var hits = new CueHits(text, Count);
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            node = Step(node, text[i]);
            for (var at = _literalAt[node] >= 0 ? node : _outputLink[node]; at != 0; at = _outputLink[at])
            {
                for (var literal = _literalAt[at]; literal >= 0; literal = _twins[literal])
                {
                    var start = i + 1 - _literals[literal].Length;
                    if (AtWord(text, start, i + 1, _prefix[literal])) hits.Add(literal, start, i + 1);
                }
            }
        }

        return hits;
    }

    private static bool AtWord(string text, int start, int end, bool prefix)
    {
        if (start > 0 && IsWord(text[start]) && IsWord(text[start - 1])) return false;
        return prefix || end >= text.Length || !IsWord(text[end - 1]) || !IsWord(text[end]);
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) && !FoldedText.IsHan(c);
}

/// <summary>Where the literals of the lexicon stand in one text.</summary>
internal sealed class CueHits(string text, int literals)
{
    private readonly List<(int Start, int End)>?[] _hits = new List<(int, int)>?[literals];

    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>Whether any literal was found.</summary>
    public bool Any { get; private set; }

    /// <summary>Adds a place.</summary>
    public void Add(int literal, int start, int end)
    {
        (_hits[literal] ??= []).Add((start, end));
        Any = true;
    }

    /// <summary>Places of a literal in the order of their ends.</summary>
    public IReadOnlyList<(int Start, int End)> Of(int literal) => _hits[literal] ?? (IReadOnlyList<(int, int)>)[];

    /// <summary>Whether a literal was found.</summary>
    public bool Has(int literal) => _hits[literal] is not null;
}
