using System.Buffers.Binary;
using System.Text;

namespace Assay.Core;

/// <summary>Writes a <see cref="DataTable"/>: nodes first, then <see cref="Build"/>.</summary>
public sealed class DataTableBuilder
{
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    private readonly List<byte[]> _texts = [];
    private readonly List<int[]> _nodes = [];
    private readonly SortedDictionary<string, int> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a scalar; returns its number.</summary>
    public int Scalar(string text, bool quoted, int line) => Add([(int)(quoted ? DataKind.Quoted : DataKind.Plain), line, String(text)]);

    /// <summary>Adds a sequence of nodes; returns its number.</summary>
    public int Sequence(IReadOnlyList<int> items, int line) => Add([(int)DataKind.Sequence, line, items.Count, .. items]);

    /// <summary>Adds a mapping; returns its number.</summary>
    public int Mapping(IReadOnlyList<(string Key, int KeyLine, int Value)> pairs, int line) =>
        Add([(int)DataKind.Mapping, line, pairs.Count, .. pairs.SelectMany(p => new[] { String(p.Key), p.KeyLine, p.Value })]);

    /// <summary>Names a node as the root of a file.</summary>
    public void File(string path, int root) => _files[path] = root;

    /// <summary>The finished table.</summary>
    public byte[] Build()
    {
        foreach (var path in _files.Keys) String(path);
        var stringBytes = _texts.Sum(t => t.Length);
        var header = 20 + (8 * _files.Count) + (4 * (_texts.Count + 1));
        var firstNode = header + stringBytes;
        var offsets = new int[_nodes.Count];
        var at = firstNode;
        for (var i = 0; i < _nodes.Count; i++)
        {
            offsets[i] = at;
            at += 4 * _nodes[i].Length;
        }

        var bytes = new byte[at];
        var writer = new Writer(bytes);
        writer.Write([unchecked((int)DataTable.Magic), DataTable.FormatVersion, _files.Count, _texts.Count, firstNode]);
        foreach (var (path, root) in _files) writer.Write([_strings[path], offsets[root]]);
        var end = 0;
        writer.Write([0]);
        foreach (var text in _texts) writer.Write([end += text.Length]);
        foreach (var text in _texts) writer.Copy(text);
        foreach (var node in _nodes) writer.Write(Resolve(node, offsets));
        return bytes;
    }

    private static int[] Resolve(int[] node, int[] offsets)
    {
        var resolved = (int[])node.Clone();
        switch ((DataKind)node[0])
        {
            case DataKind.Sequence:
                for (var i = 3; i < node.Length; i++) resolved[i] = offsets[node[i]];
                break;
            case DataKind.Mapping:
                for (var i = 5; i < node.Length; i += 3) resolved[i] = offsets[node[i]];
                break;
        }

        return resolved;
    }

    private int Add(int[] node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    private int String(string text)
    {
        if (_strings.TryGetValue(text, out var index)) return index;
        _texts.Add(Encoding.UTF8.GetBytes(text));
        return _strings[text] = _texts.Count - 1;
    }

    private ref struct Writer(Span<byte> bytes)
    {
        private Span<byte> _rest = bytes;

        public void Write(scoped ReadOnlySpan<int> values)
        {
            foreach (var value in values)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_rest, value);
                _rest = _rest[4..];
            }
        }

        public void Copy(scoped ReadOnlySpan<byte> values)
        {
            values.CopyTo(_rest);
            _rest = _rest[values.Length..];
        }
    }
}
