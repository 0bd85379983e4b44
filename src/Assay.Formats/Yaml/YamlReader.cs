using Assay.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Formats;

/// <summary>Reads YAML into <see cref="DataNode"/>s, which keep their lines. No object is ever constructed from a tag.</summary>
public static class YamlReader
{
    /// <summary>Most nodes of one document (2 million).</summary>
    public const int MaxNodes = 2_000_000;

    /// <summary>Reads the first document of a YAML text.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="firstLine">1-based line at which the text starts in its file.</param>
    /// <param name="maxDepth">Deepest nesting.</param>
    /// <exception cref="KnowledgeException">The text is no YAML, is nested too deeply, or is empty.</exception>
    public static DataNode Read(string file, string text, int firstLine = 1, int maxDepth = 64)
    {
        var builder = new DataTableBuilder();
        Add(builder, file, text, firstLine, maxDepth);
        return new DataTable(builder.Build()).Files[0].Root;
    }

    /// <summary>Compiles several YAML files into one table.</summary>
    /// <param name="files">Paths, relative with forward slashes, and texts.</param>
    /// <exception cref="KnowledgeException">One of them is no YAML.</exception>
    public static byte[] Compile(IEnumerable<(string Path, string Text)> files)
    {
        var builder = new DataTableBuilder();
        foreach (var (path, text) in files.OrderBy(f => f.Path, StringComparer.Ordinal)) Add(builder, path, text, 1, 64);
        return builder.Build();
    }

    private static void Add(DataTableBuilder builder, string file, string text, int firstLine, int maxDepth)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) throw new KnowledgeException(file, firstLine, "the YAML is empty");
            builder.File(file, new Walker(builder, parser, file, firstLine - 1, maxDepth).Node(0));
        }
        catch (YamlException e)
        {
            throw new KnowledgeException(file, (int)e.Start.Line + firstLine - 1, $"this is no valid YAML: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private sealed class Walker(DataTableBuilder builder, IParser parser, string file, int lineShift, int maxDepth)
    {
        private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);
        private int _nodes;

        public int Node(int depth)
        {
            var line = Line(parser.Current);
            if (depth > maxDepth) throw new KnowledgeException(file, line, $"the YAML is nested deeper than {maxDepth} levels");
            if (++_nodes > MaxNodes) throw new KnowledgeException(file, line, $"the YAML has more than {MaxNodes} nodes");
            if (parser.TryConsume<AnchorAlias>(out var alias))
            {
                return _anchors.TryGetValue(alias.Value.Value, out var known)
                    ? known
                    : throw new KnowledgeException(file, line, $"the alias '{alias.Value}' names no anchor");
            }

            var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
            var node = parser.Current switch
            {
                Scalar => ScalarNode(),
                SequenceStart => SequenceNode(depth),
                MappingStart => MappingNode(depth),
                _ => throw new KnowledgeException(file, line, "unexpected end of the YAML"),
            };
            if (!anchor.IsEmpty) _anchors[anchor.Value] = node;
            return node;
        }

        private int ScalarNode()
        {
            var scalar = parser.Consume<Scalar>();
            return builder.Scalar(scalar.Value, scalar.Style != ScalarStyle.Plain, Line(scalar));
        }

        private int SequenceNode(int depth)
        {
            var line = Line(parser.Consume<SequenceStart>());
            var items = new List<int>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
            return builder.Sequence(items, line);
        }

        private int MappingNode(int depth)
        {
            var line = Line(parser.Consume<MappingStart>());
            var pairs = new List<(string, int, int)>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var keyLine = Line(parser.Current);
                var key = parser.TryConsume<Scalar>(out var scalar) ? scalar.Value : throw new KnowledgeException(file, keyLine, "a key must be a plain text");
                pairs.Add((key, keyLine, Node(depth + 1)));
            }

            return builder.Mapping(pairs, line);
        }

        private int Line(ParsingEvent? at) => (int)(at?.Start.Line ?? 1) + lineShift;
    }
}
