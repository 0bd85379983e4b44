using System.Collections.Immutable;
using System.Text;
using Assay.Core;

namespace Assay.Weights.Shapes;

/// <summary>A model whose dimensions are known as facts.</summary>
/// <param name="Name">Its name on a hub.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Parameters">Its exact published number of parameters, or null; the verifier counts against it.</param>
public sealed record NamedShape(string Name, IReadOnlyList<string> Aliases, ModelConfig Config, long? Parameters);

/// <summary>Finds named shapes; how names are compared is one place.</summary>
internal sealed class NamedShapes
{
    private static readonly string[] Endings =
    [
        "instruct", "chat", "base", "hf", "it", "fp8", "fp4", "nvfp4", "mxfp4", "bf16", "fp16", "awq", "gptq", "gguf", "int4", "int8", "w4a16", "thinking", "dynamic", "4bit", "8bit",
    ];

    private readonly Dictionary<string, NamedShape> _byKey = new(StringComparer.Ordinal);

    private NamedShapes(ImmutableArray<NamedShape> all)
    {
        All = all;
        foreach (var shape in all)
        {
            foreach (var name in shape.Aliases.Prepend(shape.Name)) _byKey.TryAdd(string.Concat(Words(name)), shape);
        }
    }

    public ImmutableArray<NamedShape> All { get; }

    public static NamedShapes Load(DataTable knowledge) => new([.. knowledge.Below("models/").SelectMany(f => File(f.Root)).OrderBy(s => s.Name, StringComparer.Ordinal)]);

    public NamedShape? Find(string name)
    {
        var words = Words(name);
        while (words.Count > 0)
        {
            if (_byKey.TryGetValue(string.Concat(words), out var shape)) return shape;
            if (!Endings.Contains(words[^1], StringComparer.Ordinal) && !IsDate(words[^1])) return null;
            words.RemoveAt(words.Count - 1);
        }

        return null;
    }

    private static IEnumerable<NamedShape> File(DataNode root)
    {
        var file = new StrictMap(root);
        foreach (var node in file.Nodes("models"))
        {
            var map = new StrictMap(node);
            var name = map.Text("name");
            var shape = new NamedShape(name, map.Texts("aliases"), ModelConfig.FromNode(name, map.Required("config")), map.OptionalNumber("parameters") is { } n ? (long)n : null);
            map.Text("source");
            map.OptionalText("note");
            map.Done();
            yield return shape;
        }

        file.Done();
    }

    private static bool IsDate(string word) => word.Length is 4 or 6 && word.All(char.IsAsciiDigit);

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in name.AsSpan(name.LastIndexOf('/') + 1))
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '.') word.Append(char.ToLowerInvariant(c));
            else if (word.Length > 0) Next();
        }

        if (word.Length > 0) Next();
        return words;

        void Next()
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
