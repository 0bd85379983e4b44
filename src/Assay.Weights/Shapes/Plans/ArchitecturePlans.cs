using System.Collections.Frozen;

namespace Assay.Weights.Shapes.Plans;

/// <summary>Architectures that are no plain decoders, by <c>model_type</c>. Source: modeling code of transformers, checked against exact counts of published weights.</summary>
internal static class ArchitecturePlans
{
    private static readonly FrozenDictionary<string, Func<PlanInput, PlanResult>> Plans = new Dictionary<string, Func<PlanInput, PlanResult>>(StringComparer.Ordinal)
    {
        ["bert"] = TextEncoders.Bert,
        ["roberta"] = TextEncoders.Roberta,
        ["xlm-roberta"] = TextEncoders.Roberta,
        ["camembert"] = TextEncoders.Roberta,
        ["distilbert"] = TextEncoders.Distilled,
        ["vit"] = ImageEncoders.Vit,
        ["clip"] = ImageEncoders.Clip,
        ["siglip"] = ImageEncoders.Siglip,
        ["t5"] = SequencePlans.T5,
        ["mt5"] = SequencePlans.T5,
        ["umt5"] = SequencePlans.Umt5,
        ["whisper"] = SequencePlans.Whisper,
        ["mamba"] = StateSpaces.Mamba,
        ["falcon_mamba"] = StateSpaces.Mamba,
        ["mamba2"] = StateSpaces.Mamba2,
        ["rwkv"] = StateSpaces.Rwkv,
        ["jamba"] = Hybrids.Jamba,
        ["nemotron_h"] = Hybrids.NemotronH,
        ["falcon_h1"] = Hybrids.FalconH1,
        ["granitemoehybrid"] = Hybrids.GraniteHybrid,
        ["recurrent_gemma"] = Hybrids.RecurrentGemma,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Keys that only configurations of such architectures have: without a plan for the type they cannot be counted.</summary>
    private static readonly string[] Foreign =
    [
        "mamba_", "ssm_", "state_size", "time_step_", "rwkv", "lru_", "altup_", "laurel_", "hidden_size_per_layer_input", "encoder_layers", "decoder_layers", "hybrid_", "attn_layer_",
        "block_types", "linear_attn_", "lightning_", "attn_type_list", "layers_block_type", "wkv_", "hyena_", "d_inner", "mem_eff_", "num_codebooks", "relative_attention_",
    ];

    /// <summary>The plan of a type, or null.</summary>
    public static Func<PlanInput, PlanResult>? Of(string? type) => type is null ? null : Plans.GetValueOrDefault(type);

    /// <summary>The first key that says that the model is no plain decoder, or null.</summary>
    public static string? ForeignKey(ModelConfig config) => config.Keys.Where(k => Foreign.Any(f => k.StartsWith(f, StringComparison.Ordinal))).Order(StringComparer.Ordinal).FirstOrDefault();
}
