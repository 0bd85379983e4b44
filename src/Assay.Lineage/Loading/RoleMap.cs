using System.Globalization;

namespace Assay.Lineage;

/// <summary>Tells the role of a tensor from its name: Hugging Face's names of Llama-, Qwen-, GPT-2- and NeoX-like models, Meta's, and GGUF's.</summary>
internal static class RoleMap
{
    private static readonly string[] Prefixes = ["base_model.model.", "_orig_mod.", "module.", "language_model.", "model.", "transformer.", "gpt_neox.", "decoder."];
    private static readonly HashSet<string> LayerWords = new(StringComparer.Ordinal) { "layers", "h", "blk", "block", "blocks", "layer" };

    private static readonly Dictionary<string, string> Inside = Map(
        ("q", "self_attn.q_proj attn_q attention.wq attn.q_proj attention.q_proj self_attention.q_proj"),
        ("k", "self_attn.k_proj attn_k attention.wk attn.k_proj attention.k_proj self_attention.k_proj"),
        ("v", "self_attn.v_proj attn_v attention.wv attn.v_proj attention.v_proj self_attention.v_proj"),
        ("o", "self_attn.o_proj attn_output attention.wo attn.c_proj attn.out_proj attention.dense self_attention.dense self_attn.out_proj attn.o_proj self_attn.dense"),
        ("qkv", "self_attn.qkv_proj attn_qkv attn.c_attn attention.query_key_value self_attention.query_key_value attn.wqkv"),
        ("gate", "mlp.gate_proj ffn_gate feed_forward.w1 mlp.w1"),
        ("up", "mlp.up_proj ffn_up feed_forward.w3 mlp.w3 mlp.c_fc mlp.fc1 mlp.dense_h_to_4h fc1"),
        ("gate_up", "mlp.gate_up_proj ffn_gate_up"),
        ("down", "mlp.down_proj ffn_down feed_forward.w2 mlp.w2 mlp.c_proj mlp.fc2 mlp.dense_4h_to_h fc2"),
        ("norm.attn", "input_layernorm attn_norm attention_norm ln_1 norm_1"),
        ("norm.ffn", "post_attention_layernorm ffn_norm ln_2 norm_2 pre_feedforward_layernorm"),
        ("norm.q", "self_attn.q_norm attn_q_norm"),
        ("norm.k", "self_attn.k_norm attn_k_norm"));

    private static readonly Dictionary<string, string> Outside = Map(
        (Slots.Embed, "embed_tokens token_embd wte tok_embeddings embed_in word_embeddings"),
        (Slots.Head, "lm_head output embed_out"),
        ("norm.final", "norm output_norm ln_f final_layernorm final_layer_norm"));

    public static TensorRole Of(string name)
    {
        var rest = Strip(name);
        var (layer, inside) = Split(rest);
        var (stem, bias) = Stem(inside);
        return (layer >= 0 ? Inside : Outside).TryGetValue(stem, out var slot)
            ? new TensorRole(layer, slot + bias)
            : new TensorRole(layer, layer >= 0 ? inside : name);
    }

    private static string Strip(string name)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var prefix in Prefixes)
            {
                if (!name.StartsWith(prefix, StringComparison.Ordinal)) continue;
                name = name[prefix.Length..];
                again = true;
            }
        }

        return name;
    }

    private static (int Layer, string Inside) Split(string name)
    {
        var parts = name.Split('.');
        for (var i = 0; i + 2 < parts.Length; i++)
        {
            if (LayerWords.Contains(parts[i]) && int.TryParse(parts[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var layer)) return (layer, string.Join('.', parts[(i + 2)..]));
        }

        return (-1, name);
    }

    private static (string Stem, string Bias) Stem(string name)
    {
        if (name.EndsWith(".weight", StringComparison.Ordinal)) return (name[..^7].ToLowerInvariant(), "");
        return name.EndsWith(".bias", StringComparison.Ordinal) ? (name[..^5].ToLowerInvariant(), ".bias") : (name.ToLowerInvariant(), "");
    }

    private static Dictionary<string, string> Map(params (string Slot, string Names)[] rows) =>
        rows.SelectMany(r => r.Names.Split(' ').Select(n => (Name: n, r.Slot))).ToDictionary(p => p.Name, p => p.Slot, StringComparer.Ordinal);
}
