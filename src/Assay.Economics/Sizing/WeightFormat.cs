using Assay.Core;

namespace Assay.Economics;

/// <summary>Real bits of a parameter in files of a format, by group.</summary>
/// <param name="Id">Id, such as <c>q4_k_m</c>.</param>
/// <param name="Aliases">Other ids.</param>
/// <param name="MatrixBits">Attention, feed-forward and everything without a line of its own.</param>
/// <param name="ExpertBits">Routed experts.</param>
/// <param name="EmbeddingBits">Token embedding beside an untied head.</param>
/// <param name="HeadBits">Output head.</param>
/// <param name="TiedBits">Token embedding that is the head too.</param>
/// <param name="Compute">Rate that multiplications use: <c>bf16</c>, <c>fp8</c>, <c>int8</c> or <c>fp4</c>.</param>
/// <param name="KvBytes">Bytes of a cache element that deployments of this format use.</param>
public sealed record WeightFormat(string Id, IReadOnlyList<string> Aliases, double MatrixBits, double ExpertBits, double EmbeddingBits, double HeadBits, double TiedBits, string Compute, double KvBytes)
{
    /// <summary>Bytes of the weights of a model.</summary>
    public double Bytes(ParameterGroups groups) => EmbeddingBytes(groups) + HeadBytes(groups) + ExpertBytes(groups) + BodyBytes(groups);

    /// <summary>Bytes of the token embedding.</summary>
    public double EmbeddingBytes(ParameterGroups groups) => groups.Embedding * (groups.Head == 0 ? TiedBits : EmbeddingBits) / 8;

    /// <summary>Bytes of the output head, 0 where it is tied.</summary>
    public double HeadBytes(ParameterGroups groups) => groups.Head * HeadBits / 8;

    /// <summary>Bytes of all routed experts.</summary>
    public double ExpertBytes(ParameterGroups groups) => groups.Experts * ExpertBits / 8;

    /// <summary>Bytes of attention, dense feed-forward layers, norms (16 bits at least) and encoders.</summary>
    public double BodyBytes(ParameterGroups groups) =>
        (((groups.Attention + groups.Mlp) * MatrixBits) + (groups.Norm * Math.Max(16, MatrixBits)) + (groups.Encoder * Math.Max(16, MatrixBits))) / 8;

    internal static WeightFormat Read(DataNode node)
    {
        var map = new StrictMap(node);
        var matrix = map.Number("matrix");
        var embedding = map.Number("embedding");
        var format = new WeightFormat(
            map.Text("id"),
            map.Texts("aliases"),
            matrix,
            map.OptionalNumber("experts") ?? matrix,
            embedding,
            map.Number("head"),
            map.OptionalNumber("tied") ?? embedding,
            map.Text("compute"),
            map.Number("kv_bytes"));
        map.Text("source");
        map.Done();
        return format;
    }
}

/// <summary>The weight formats that are known.</summary>
public sealed class WeightFormats
{
    private readonly Dictionary<string, WeightFormat> _byKey = new(StringComparer.Ordinal);

    private WeightFormats(IReadOnlyList<WeightFormat> all)
    {
        All = all;
        foreach (var format in all)
        {
            foreach (var name in format.Aliases.Append(format.Id)) _byKey.TryAdd(Key(name), format);
        }
    }

    /// <summary>All of them in the order of the file.</summary>
    public IReadOnlyList<WeightFormat> All { get; }

    /// <summary>Loads <c>weight-formats.yaml</c> strictly.</summary>
    /// <exception cref="KnowledgeException">The file is not as it must be.</exception>
    public static WeightFormats Load(DataTable knowledge)
    {
        if (knowledge.File("weight-formats.yaml") is not { } root) return new WeightFormats([]);
        var map = new StrictMap(root);
        map.Text("source");
        var all = map.Nodes("formats").Select(WeightFormat.Read).ToList();
        map.Done();
        return new WeightFormats(all);
    }

    /// <summary>Finds a format by id or alias; case, hyphens and underscores do not matter.</summary>
    public WeightFormat? Find(string id) => _byKey.GetValueOrDefault(Key(id));

    /// <summary>The format whose bits are nearest to those that stand in an unknown name, such as <c>q4_k_xl</c> or <c>w4a8</c>; null where none do.</summary>
    public WeightFormat? Near(string id)
    {
        var key = Key(id);
        var digit = key.FirstOrDefault(char.IsAsciiDigit);
        var blocks = key.StartsWith('q') || key.StartsWith("iq", StringComparison.Ordinal) || key.StartsWith("udq", StringComparison.Ordinal);
        return digit switch
        {
            '2' => Find("q2_k"),
            '3' when !key.Contains("32", StringComparison.Ordinal) => Find("q3_k_m"),
            '4' => Find(blocks ? "q4_k_m" : key.Contains("fp", StringComparison.Ordinal) ? "fp4" : "gptq"),
            '5' => Find("q5_k_m"),
            '6' => Find("q6_k"),
            '8' => Find(blocks ? "q8_0" : key.Contains('f', StringComparison.Ordinal) ? "fp8" : "int8"),
            _ => null,
        };
    }

    private static string Key(string id) => string.Concat(id.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
