using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Lineage;

/// <summary>Tells the role of a tensor from its name: Hugging Face's names of Llama-, Qwen-, GPT-2- and NeoX-like models, encoders, encoder-decoders, image transformers, state-space models and mixtures of experts, Meta's, and GGUF's.</summary>
internal static partial class RoleMap
{
    private static readonly string[] Prefixes = ["base_model.model.", "_orig_mod.", "module.", "language_model.", "text_model.", "model.", "transformer.", "gpt_neox.", "bert.", "roberta.", "vit.", "deit.", "vision_model.", "decoder.", "backbone.", "rwkv."];
    private static readonly HashSet<string> LayerWords = new(StringComparer.Ordinal) { "layers", "h", "blk", "block", "blocks", "layer" };

    private static readonly Dictionary<string, string> Inside = Map(
        ("q", "self_attn.q_proj attn_q attention.wq attn.q_proj attention.q_proj self_attention.q_proj attention.self.query attention.attention.query attn.wq layer.0.selfattention.q"),
        ("k", "self_attn.k_proj attn_k attention.wk attn.k_proj attention.k_proj self_attention.k_proj attention.self.key attention.attention.key attn.wk layer.0.selfattention.k"),
        ("v", "self_attn.v_proj attn_v attention.wv attn.v_proj attention.v_proj self_attention.v_proj attention.self.value attention.attention.value attn.wv layer.0.selfattention.v"),
        ("o", "self_attn.o_proj attn_output attention.wo attn.c_proj attn.out_proj attention.dense self_attention.dense self_attn.out_proj attn.o_proj self_attn.dense attention.output.dense attn.wo layer.0.selfattention.o"),
        ("qkv", "self_attn.qkv_proj attn_qkv attn.c_attn attention.query_key_value self_attention.query_key_value attn.wqkv self_attn.w_pack attention.wqkv attn.qkv attn.qkv_proj"),
        (Slots.Gate, "mlp.gate_proj ffn_gate feed_forward.w1 mlp.w1 ffn.gate_proj feed_forward.gate_proj layer.1.densereludense.wi_0 layer.2.densereludense.wi_0"),
        (Slots.Up, "mlp.up_proj ffn_up feed_forward.w3 mlp.w3 mlp.c_fc mlp.fc1 mlp.dense_h_to_4h fc1 mlp.fc_in ffn.up_proj feed_forward.up_proj intermediate.dense layer.1.densereludense.wi layer.2.densereludense.wi layer.1.densereludense.wi_1 layer.2.densereludense.wi_1"),
        ("gate_up", "mlp.gate_up_proj ffn_gate_up"),
        (Slots.Channels, "mixer.in_proj ssm_in"),
        (Slots.Down, "mlp.down_proj ffn_down feed_forward.w2 mlp.w2 mlp.c_proj mlp.fc2 mlp.dense_4h_to_h fc2 mlp.fc_out ffn.down_proj feed_forward.down_proj output.dense layer.1.densereludense.wo layer.2.densereludense.wo mixer.out_proj ssm_out"),
        ("router", "mlp.gate block_sparse_moe.gate ffn_gate_inp mlp.router feed_forward.router"),
        (Slots.Norm, "input_layernorm attn_norm attention_norm ln_1 norm_1 norm1 self_attn_layer_norm layernorm_before ln1 norm layer.0.layer_norm"),
        (Slots.FfnNorm, "post_attention_layernorm ffn_norm ln_2 ln2 norm_2 norm2 pre_feedforward_layernorm pre_ff_layernorm final_layer_norm layernorm_after layer.2.layer_norm"),
        (Slots.AfterAttention, "post_attention_norm"),
        (Slots.AfterFfn, "post_feedforward_layernorm post_ffw_norm"),
        ("norm.q", "self_attn.q_norm attn_q_norm"),
        ("norm.k", "self_attn.k_norm attn_k_norm"));

    private static readonly Dictionary<string, string> Outside = Map(
        (Slots.Embed, "embed_tokens token_embd wte tok_embeddings embed_in word_embeddings embeddings.word_embeddings shared embeddings emb"),
        (Slots.Patch, "embeddings.patch_embeddings.projection embeddings.patch_embedding patch_embed.proj"),
        (Slots.Head, "lm_head output embed_out"),
        ("positions", "wpe position_embd embed_positions embeddings.position_embeddings embeddings.position_embedding pos_embed"),
        ("norm.final", "norm output_norm ln_f final_layernorm final_layer_norm norm_f layernorm post_layernorm ln_out"));

    /// <summary>Of a network with two stacks of layers, an encoder and a decoder: -1 for the encoder, 1 for the decoder, 0 where the name tells of neither.</summary>
    public static int Stack(string name)
    {
        if (Split(name).Layer < 0) return 0;
        return name.StartsWith("encoder.", StringComparison.Ordinal) || name.Contains(".encoder.", StringComparison.Ordinal) ? -1 : name.StartsWith("decoder.", StringComparison.Ordinal) || name.Contains(".decoder.", StringComparison.Ordinal) ? 1 : 0;
    }

    public static TensorRole Of(string name)
    {
        var rest = Strip(name);
        var (layer, inside) = Split(rest);
        var (stem, bias) = Stem(inside);
        if (layer >= 0 && stem == "layer.1.layer_norm" && name.StartsWith("encoder.", StringComparison.Ordinal)) return new TensorRole(layer, Slots.FfnNorm);
        if ((layer >= 0 ? Inside : Outside).TryGetValue(stem, out var slot)) return new TensorRole(layer, slot + bias);
        if (layer >= 0 && Expert(stem) is { } expert) return new TensorRole(layer, expert + bias);
        return layer >= 0 && !InStage(rest) ? new TensorRole(layer, inside) : new TensorRole(-1, name);
    }

    /// <summary>The part that one expert plays in a mixture; null for any other tensor. Experts that lie in one tensor have the number that is not written.</summary>
    private static string? Expert(string stem)
    {
        if (PackedExperts().Match(stem) is { Success: true } packed) return Slots.Packed + packed.Groups[1].Value;
        if (SharedExpert().Match(stem) is { Success: true } shared) return Slots.OfExpert("s", shared.Groups[1].Value);
        if (NumberedExpert().Match(stem) is not { Success: true } match) return null;
        var part = match.Groups[2].Value switch { "w1" or "gate_proj" => Slots.Gate, "w2" or "down_proj" => Slots.Down, _ => Slots.Up };
        return Slots.OfExpert(match.Groups[1].Value, part);
    }

    [GeneratedRegex(@"^(?:[a-z_]+\.)*experts\.([0-9]{1,4})\.(w1|w2|w3|gate_proj|up_proj|down_proj)$", RegexOptions.NonBacktracking)]
    private static partial Regex NumberedExpert();

    [GeneratedRegex(@"^(?:mlp\.shared_experts?\.|ffn_)(gate|up|down)(?:_proj|_shexp)$", RegexOptions.NonBacktracking)]
    private static partial Regex SharedExpert();

    [GeneratedRegex("^ffn_(gate|up|down)_exps$", RegexOptions.NonBacktracking)]
    private static partial Regex PackedExperts();

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

    /// <summary>Whether layers are numbered anew in each of several stages, so that the number of a layer does not name it.</summary>
    private static bool InStage(string name) => name.Split('.').TakeWhile(p => !LayerWords.Contains(p)).Any(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static (string Stem, string Bias) Stem(string name)
    {
        if (name.EndsWith(".weight", StringComparison.Ordinal)) return (name[..^7].ToLowerInvariant(), "");
        return name.EndsWith(".bias", StringComparison.Ordinal) ? (name[..^5].ToLowerInvariant(), ".bias") : (name.ToLowerInvariant(), "");
    }

    private static Dictionary<string, string> Map(params (string Slot, string Names)[] rows) =>
        rows.SelectMany(r => r.Names.Split(' ').Select(n => (Name: n, r.Slot))).ToDictionary(p => p.Name, p => p.Slot, StringComparer.Ordinal);
}
