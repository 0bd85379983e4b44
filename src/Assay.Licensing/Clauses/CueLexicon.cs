namespace Assay.Licensing;

/// <summary>All literals of all cues in one automaton (Aho and Corasick 1975): one pass over a sentence finds every one of them, in time linear in its length.</summary>
internal sealed class CueLexicon
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _literals = [];
    private readonly List<bool> _prefix = [];
    private readonly int[]?[] _root = new int[256][];
    private int[] _edges = [];
    private char[] _edgeChars = [];
    private int[] _edgeNodes = [];
    private int[] _fail = [];
    private int[] _literalAt = [];
    private int[] _outputLink = [];
    private int[] _twins = [];

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
        var trie = new Trie(_literals.Sum(l => l.Length) + 1);
        var ends = _literals.ConvertAll(trie.Insert);
        (_edges, _edgeChars, _edgeNodes) = trie.Edges();
        for (var e = _edges[0]; e < _edges[1]; e++) (_root[_edgeChars[e] >> 8] ??= new int[256])[_edgeChars[e] & 255] = _edgeNodes[e];
        (_fail, _outputLink, _literalAt, _twins) = (new int[trie.Count], new int[trie.Count], new int[trie.Count], new int[_literals.Count]);
        Array.Fill(_literalAt, -1);
        for (var literal = 0; literal < ends.Count; literal++)
        {
            _twins[literal] = _literalAt[ends[literal]];
            _literalAt[ends[literal]] = literal;
        }

        LinkFailures();
    }

    private void LinkFailures()
    {
        var queue = new Queue<int>();
        queue.Enqueue(0);
        while (queue.TryDequeue(out var node))
        {
            for (var e = _edges[node]; e < _edges[node + 1]; e++)
            {
                var child = _edgeNodes[e];
                _fail[child] = node == 0 ? 0 : Step(_fail[node], _edgeChars[e]);
                _outputLink[child] = _literalAt[_fail[child]] >= 0 ? _fail[child] : _outputLink[_fail[child]];
                queue.Enqueue(child);
            }
        }
    }

    private int Step(int node, char c)
    {
        for (; node != 0; node = _fail[node])
        {
            var at = _edgeChars.AsSpan(_edges[node], _edges[node + 1] - _edges[node]).IndexOf(c);
            if (at >= 0) return _edgeNodes[_edges[node] + at];
        }

        return _root[c >> 8] is { } page ? page[c & 255] : 0;
    }

    /// <summary>Finds all literals in a text.</summary>
    public CueHits Find(string text)
    {
        var places = new List<CuePlace>();
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            node = Step(node, text[i]);
            for (var at = _literalAt[node] >= 0 ? node : _outputLink[node]; at != 0; at = _outputLink[at])
            {
                for (var literal = _literalAt[at]; literal >= 0; literal = _twins[literal])
                {
                    var start = i + 1 - _literals[literal].Length;
                    if (AtWord(text, start, i + 1, _prefix[literal])) places.Add(new CuePlace(literal, start, i + 1));
                }
            }
        }

        return new CueHits(text, places);
    }

    private static bool AtWord(string text, int start, int end, bool prefix)
    {
        if (start > 0 && IsWord(text[start]) && IsWord(text[start - 1])) return false;
        return prefix || end >= text.Length || !IsWord(text[end - 1]) || !IsWord(text[end]);
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) && !FoldedText.IsHan(c);

    /// <summary>The literals as a tree: the first child of each node and its next sibling.</summary>
    private sealed class Trie(int room)
    {
        private readonly char[] _chars = new char[room];
        private readonly int[] _first = new int[room];
        private readonly int[] _next = new int[room];

        public int Count { get; private set; } = 1;

        public int Insert(string literal)
        {
            var node = 0;
            foreach (var c in literal) node = Child(node, c);
            return node;
        }

        /// <summary>The edges of each node side by side: where they start, their characters, where they lead.</summary>
        public (int[] Starts, char[] Chars, int[] Nodes) Edges()
        {
            var (starts, chars, nodes) = (new int[Count + 1], new char[Count], new int[Count]);
            var edge = 0;
            for (var node = 0; node < Count; node++)
            {
                starts[node] = edge;
                for (var child = _first[node]; child != 0; child = _next[child]) (chars[edge], nodes[edge++]) = (_chars[child], child);
            }

            starts[Count] = edge;
            return (starts, chars, nodes);
        }

        private int Child(int node, char c)
        {
            for (var child = _first[node]; child != 0; child = _next[child])
            {
                if (_chars[child] == c) return child;
            }

            var added = Count++;
            (_chars[added], _next[added], _first[node]) = (c, _first[node], added);
            return added;
        }
    }
}
