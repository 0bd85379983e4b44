namespace Assay.Licensing;

/// <summary>All literals of all cues in one tree, read in place: walked down from each start of a word it finds every literal there, in time bounded by the longest one.</summary>
internal sealed class CueLexicon
{
    private const int FewEdges = 8;
    private readonly PackedTable _index;
    private readonly int[] _ascii = new int[128];

    public CueLexicon(PackedTable index)
    {
        _index = index;
        var edges = index.Part(LicensePart.TreeEdges);
        var chars = index.Part(LicensePart.TreeChars);
        for (var e = 0; edges.Length > 1 && e < edges[1] && chars[e] < _ascii.Length; e++) _ascii[chars[e]] = e + 1;
    }

    /// <summary>Finds all literals in a text: each starts and ends with whole words, but for those whose last word may go on.</summary>
    public CueHits Find(string text)
    {
        var places = new List<CuePlace>();
        var tree = new Tree(_index);
        var inWord = false;
        for (var start = 0; start < text.Length; start++)
        {
            var starts = inWord;
            inWord = IsWord(text[start]);
            if (starts && inWord) continue;
            var node = text[start] < _ascii.Length ? _ascii[text[start]] : tree.Child(0, text[start]);
            for (var end = start + 1; node != 0; node = tree.Child(node, text[end++]))
            {
                for (var literal = tree.Literals[node]; literal >= 0; literal = tree.Twins[literal])
                {
                    if (tree.Open[literal] != 0 || end >= text.Length || !IsWord(text[end - 1]) || !IsWord(text[end])) places.Add(new CuePlace(literal, start, end));
                }

                if (end >= text.Length) break;
            }
        }

        return new CueHits(text, places);
    }

    private static bool IsWord(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) && !FoldedText.IsHan(c);

    private readonly ref struct Tree(PackedTable index)
    {
        private readonly ReadOnlySpan<int> _edges = index.Part(LicensePart.TreeEdges);
        private readonly ReadOnlySpan<int> _chars = index.Part(LicensePart.TreeChars);

        public ReadOnlySpan<int> Literals { get; } = index.Part(LicensePart.TreeLiterals);

        public ReadOnlySpan<int> Twins { get; } = index.Part(LicensePart.LiteralTwins);

        public ReadOnlySpan<int> Open { get; } = index.Part(LicensePart.LiteralOpen);

        /// <summary>The node below a node, or 0: no edge leads back to the root.</summary>
        public int Child(int node, char c)
        {
            var (first, last) = (_edges[node], _edges[node + 1]);
            if (last - first > FewEdges) return _chars[first..last].BinarySearch<int, int>(c) is >= 0 and var at ? first + at + 1 : 0;
            for (var e = first; e < last; e++)
            {
                if (_chars[e] == c) return e + 1;
            }

            return 0;
        }
    }
}

/// <summary>Builds the tree of literals.</summary>
internal sealed class CueTreeBuilder
{
    private readonly List<SortedDictionary<char, int>> _children = [[]];
    private readonly List<int> _literals = [-1];

    /// <summary>Writes the tree of literals.</summary>
    public static void Write(PackedWriter writer, CueLiterals literals)
    {
        var tree = new CueTreeBuilder();
        var twins = Enumerable.Range(0, literals.Count).Select(l => tree.Insert(literals.Text(l), l)).ToArray();
        tree.Write(writer);
        writer.Part(LicensePart.LiteralTwins, twins);
        writer.Part(LicensePart.LiteralOpen, [.. Enumerable.Range(0, literals.Count).Select(l => literals.IsOpen(l) ? 1 : 0)]);
    }

    // The literal that ended there before, or -1.
    private int Insert(string text, int literal)
    {
        var node = 0;
        foreach (var c in text)
        {
            if (!_children[node].TryGetValue(c, out var child))
            {
                _children[node][c] = child = _children.Count;
                _children.Add([]);
                _literals.Add(-1);
            }

            node = child;
        }

        var twin = _literals[node];
        _literals[node] = literal;
        return twin;
    }

    // Nodes are numbered level by level, so that edge n leads to node n + 1.
    private void Write(PackedWriter writer)
    {
        var (edges, chars, literals) = (new List<int>(), new List<int>(), new List<int>());
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var node))
        {
            edges.Add(chars.Count);
            literals.Add(_literals[node]);
            foreach (var (c, child) in _children[node])
            {
                chars.Add(c);
                queue.Enqueue(child);
            }
        }

        edges.Add(chars.Count);
        writer.Part(LicensePart.TreeEdges, edges);
        writer.Part(LicensePart.TreeChars, chars);
        writer.Part(LicensePart.TreeLiterals, literals);
    }
}
