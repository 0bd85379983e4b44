using System.Globalization;
using System.Text.Json;
using Assay.Core;
using Assay.Weights;
using Assay.Weights.Shapes;

namespace Assay.Engine;

/// <summary>The shape of a model in a GGUF file: dimensions from its metadata, parameters from its tensors, group by group.</summary>
/// <param name="shapes">Reads configurations.</param>
internal sealed class GgufShape(ShapeReader shapes)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["qwen2moe"] = "qwen2_moe",
        ["qwen3moe"] = "qwen3_moe",
        ["qwen3next"] = "qwen3_next",
        ["gemma3"] = "gemma3_text",
        ["deepseek2"] = "deepseek_v3",
        ["glm4moe"] = "glm4_moe",
        ["gpt-oss"] = "gpt_oss",
        ["phi2"] = "phi",
    };

    /// <summary>Keys of GGUF below the architecture, and what a configuration calls them.</summary>
    private static readonly (string Gguf, string Config)[] Keys =
    [
        ("block_count", "num_hidden_layers"), ("embedding_length", "hidden_size"), ("feed_forward_length", "intermediate_size"), ("context_length", "max_position_embeddings"),
        ("attention.head_count", "num_attention_heads"), ("attention.head_count_kv", "num_key_value_heads"), ("attention.sliding_window", "sliding_window"),
        ("attention.kv_lora_rank", "kv_lora_rank"), ("attention.q_lora_rank", "q_lora_rank"), ("rope.dimension_count", "qk_rope_head_dim"),
        ("expert_count", "num_experts"), ("expert_used_count", "num_experts_per_tok"), ("expert_feed_forward_length", "moe_intermediate_size"),
        ("leading_dense_block_count", "first_k_dense_replace"), ("full_attention_interval", "full_attention_interval"), ("vocab_size", "vocab_size"),
    ];

    /// <summary>Weight formats by the number that a GGUF file states (<c>general.file_type</c>).</summary>
    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["0"] = "f32",
        ["1"] = "f16",
        ["2"] = "q4_0",
        ["3"] = "q4_1",
        ["7"] = "q8_0",
        ["8"] = "q5_0",
        ["9"] = "q5_1",
        ["10"] = "q2_k",
        ["11"] = "q3_k_s",
        ["12"] = "q3_k_m",
        ["13"] = "q3_k_l",
        ["14"] = "q4_k_s",
        ["15"] = "q4_k_m",
        ["16"] = "q5_k_s",
        ["17"] = "q5_k_m",
        ["18"] = "q6_k",
        ["25"] = "iq4_nl",
        ["30"] = "iq4_xs",
        ["32"] = "bf16",
        ["38"] = "mxfp4",
    };

    /// <summary>The format of the weights as the file states it, or null.</summary>
    public static string? Format(IReadOnlyDictionary<string, string> metadata) => metadata.TryGetValue("general.file_type", out var type) ? Formats.GetValueOrDefault(type) : null;

    /// <summary>The shape, or null where the metadata do not name an architecture.</summary>
    public ShapeOutcome? Of(string name, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<TensorInfo> tensors)
    {
        if (!metadata.TryGetValue("general.architecture", out var architecture) || ModelConfig.FromJson(name, Json(architecture, metadata, tensors)) is not { } config) return null;
        var outcome = shapes.FromConfig(config, "gguf");
        return outcome.Shape is { } shape ? outcome with { Shape = shape with { Parameters = Groups(tensors) } } : outcome;
    }

    private static byte[] Json(string architecture, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<TensorInfo> tensors)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model_type", Types.GetValueOrDefault(architecture, architecture));
            foreach (var (key, config) in Keys)
            {
                if (metadata.TryGetValue($"{architecture}.{key}", out var value) && Number(value) is { } number) json.WriteNumber(config, number);
            }

            var latent = metadata.ContainsKey($"{architecture}.attention.kv_lora_rank");
            if (!latent && Number(metadata.GetValueOrDefault($"{architecture}.attention.key_length")) is { } head) json.WriteNumber("head_dim", head);
            if (latent) Latent(json, architecture, metadata);
            if (!metadata.ContainsKey($"{architecture}.vocab_size") && Vocabulary(tensors) is { } vocabulary) json.WriteNumber("vocab_size", vocabulary);
            json.WriteBoolean("tie_word_embeddings", !tensors.Any(t => t.Name == "output.weight"));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Latent(Utf8JsonWriter json, string architecture, IReadOnlyDictionary<string, string> metadata)
    {
        var key = Number(metadata.GetValueOrDefault($"{architecture}.attention.key_length_mla") ?? metadata.GetValueOrDefault($"{architecture}.attention.key_length"));
        var value = Number(metadata.GetValueOrDefault($"{architecture}.attention.value_length_mla") ?? metadata.GetValueOrDefault($"{architecture}.attention.value_length"));
        if (key is { } k && Number(metadata.GetValueOrDefault($"{architecture}.rope.dimension_count")) is { } rope && k > rope) json.WriteNumber("qk_nope_head_dim", k - rope);
        if (value is { } v) json.WriteNumber("v_head_dim", v);
    }

    private static long? Vocabulary(IReadOnlyList<TensorInfo> tensors) => tensors.FirstOrDefault(t => t.Name == "token_embd.weight") is { Shape: [var rows, _] } ? rows : null;

    /// <summary>A number, or the largest of the first elements of an array (layers may differ).</summary>
    private static long? Number(string? text)
    {
        if (text is null) return null;
        var items = text.StartsWith('[') ? text[(text.IndexOf(']', StringComparison.Ordinal) + 1)..].Split(',') : [text];
        var numbers = items.Select(i => long.TryParse(i.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).Where(n => n is >= 0 and < 1L << 40).ToList();
        return numbers.Count > 0 ? numbers.Max() : null;
    }

    private static ParameterGroups Groups(IReadOnlyList<TensorInfo> tensors)
    {
        long Sum(Func<string, bool> of) => tensors.Where(t => of(t.Name)).Sum(t => t.Elements);
        var groups = new ParameterGroups
        {
            Embedding = Sum(n => n.StartsWith("token_embd.", StringComparison.Ordinal) || n.StartsWith("position_embd.", StringComparison.Ordinal)),
            Head = Sum(n => n is "output.weight" or "output.bias"),
            Experts = Sum(n => n.Contains("_exps.", StringComparison.Ordinal)),
            Norm = Sum(n => n.Contains("norm", StringComparison.Ordinal)),
            Attention = Sum(n => !n.Contains("norm", StringComparison.Ordinal) && (n.Contains(".attn", StringComparison.Ordinal) || n.Contains(".ssm", StringComparison.Ordinal))),
        };
        return groups with { Mlp = tensors.Sum(t => t.Elements) - groups.Total };
    }
}
