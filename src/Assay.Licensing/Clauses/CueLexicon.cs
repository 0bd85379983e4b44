namespace Assay.Licensing;

/// <summary>All literals of all cues in one automaton (Aho and Corasick 1975): one pass over a sentence finds every one of them, in time linear in its length.</summary>
internal sealed class CueLexicon
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _literals = [];
    private readonly List<bool> _prefix = [];
    private readonly int[] _root = new int[char.MaxValue + 1];
    private (char Char, int Child)[][] _children = [];
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
        var children = new List<List<(char Char, int Child)>> { new() };
        var ends = _literals.Select(literal => Insert(children, literal)).ToList();
        _children = [.. children.Select(c => c.ToArray())];
        foreach (var (c, child) in _children[0]) _root[c] = child;
        (_fail, _outputLink, _literalAt, _twins) = (new int[children.Count], new int[children.Count], new int[children.Count], new int[_literals.Count]);
        Array.Fill(_literalAt, -1);
        for (var literal = 0; literal < ends.Count; literal++)
        {
            _twins[literal] = _literalAt[ends[literal]];
            _literalAt[ends[literal]] = literal;
        }

        LinkFailures();
    }

    private static int Insert(List<List<(char Char, int Child)>> children, string literal)
    {
        var node = 0;
        foreach (var c in literal)
        {
            var at = children[node].FindIndex(e => e.Char == c);
            if (at < 0)
            {
                children.Add([]);
                children[node].Add((c, children.Count - 1));
                at = children[node].Count - 1;
            }

            node = children[node][at].Child;
        }

        return node;
    }

    private void LinkFailures()
    {
        var queue = new Queue<int>();
        queue.Enqueue(0);
        while (queue.TryDequeue(out var node))
        {
            foreach (var (c, child) in _children[node])
            {
                _fail[child] = node == 0 ? 0 : Step(_fail[node], c);
                _outputLink[child] = _literalAt[_fail[child]] >= 0 ? _fail[child] : _outputLink[_fail[child]];
                queue.Enqueue(child);
            }
        }
    }

    private int Step(int node, char c)
    {
        while (node != 0)
        {
            foreach (var (edge, child) in _children[node])
            {
                if (edge == c) return child;
            }

            node = _fail[node];
        }

        return _root[c];
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
}
