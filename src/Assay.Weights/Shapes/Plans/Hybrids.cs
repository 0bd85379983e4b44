using Assay.Core;
using static Assay.Weights.Shapes.Plans.PlanInput;

namespace Assay.Weights.Shapes.Plans;

/// <summary>Models whose layers mix attention and state spaces.</summary>
internal static class Hybrids
{
    public static PlanResult Jamba(PlanInput input)
    {
        var body = new HybridBody(input);
        var (d, layers) = (body.Width, body.Layers);
        var (inner, states, rank) = (input.Or(2, "mamba_expand") * d, input.Or(16, "mamba_d_state"), input.Or((d + 15) / 16, "mamba_dt_rank"));
        var mixer = new SelectiveMixer(d, inner, states, rank, input.Or(4, "mamba_d_conv"), input.Flag("mamba_proj_bias", false), input.Flag("mamba_conv_bias", true));
        var attending = Every(layers, input.Or(8, "attn_layer_period"), input.Or(4, "attn_layer_offset"));
        var experts = input.Or(16, "num_experts");
        var sparse = experts > 1 ? Every(layers, input.Or(2, "expert_layer_period"), input.Or(1, "expert_layer_offset")) : 0;
        var block = 3 * d * input.Need("intermediate_size");
        return body.Result(attending, layers - attending, mixer.State, new ParameterGroups
        {
            Attention = (attending * body.Attention(bias: false)) + ((layers - attending) * (mixer.Parameters + rank + (2 * states))),
            Mlp = ((layers - sparse) * block) + (sparse * d * experts),
            Experts = sparse * experts * block,
            Norm = ((2 * layers) + 1) * d,
        }) with
        { Experts = sparse > 0 ? new ExpertShape(checked((int)experts), checked((int)input.Or(2, "num_experts_per_tok")), checked((int)sparse)) : null };
    }

    /// <summary>One mixer a layer, told by a letter: M a state space, * attention, - a feed-forward block.</summary>
    public static PlanResult NemotronH(PlanInput input)
    {
        var body = new HybridBody(input);
        var pattern = input.Config.Text("hybrid_override_pattern") ?? throw new ShapeException($"'{input.Config.Name}' does not say which of its layers attend (hybrid_override_pattern)");
        if (pattern.Length != body.Layers || pattern.Any(c => c is not ('M' or '*' or '-'))) throw new ShapeException($"the layers of '{input.Config.Name}' are of kinds that are not known here ('{Containers.Names.Plain(pattern)}'): they cannot be counted");
        var heads = input.Need("mamba_num_heads");
        var mixer = new HeadedMixer(body.Width, heads * input.Need("mamba_head_dim"), heads, input.Or(8, "n_groups"), input.Or(128, "ssm_state_size"), input.Or(4, "conv_kernel"), input.Flag("use_bias", false), input.Flag("use_conv_bias", true), Normed: true);
        var (recurrent, attending) = (pattern.Count(c => c == 'M'), pattern.Count(c => c == '*'));
        return body.Result(attending, recurrent, mixer.State, new ParameterGroups
        {
            Attention = (attending * body.Attention(input.Flag("attention_bias", false))) + (recurrent * mixer.Parameters),
            Mlp = pattern.Count(c => c == '-') * (Linear(body.Width, input.Need("intermediate_size"), input.Flag("mlp_bias", false)) + Linear(input.Need("intermediate_size"), body.Width, input.Flag("mlp_bias", false))),
            Norm = (body.Layers + 1) * body.Width,
        });
    }

    /// <summary>Attention and a state space side by side in every layer.</summary>
    public static PlanResult FalconH1(PlanInput input)
    {
        var body = new HybridBody(input);
        var (d, layers) = (body.Width, body.Layers);
        var mixer = new HeadedMixer(d, input.Or(input.Or(2, "mamba_expand") * d, "mamba_d_ssm"), input.Need("mamba_n_heads"), input.Or(1, "mamba_n_groups"), input.Or(256, "mamba_d_state"), input.Or(4, "mamba_d_conv"), input.Flag("mamba_proj_bias", false), input.Flag("mamba_conv_bias", true), input.Flag("mamba_rms_norm", false));
        return body.Result(layers, layers, mixer.State, new ParameterGroups
        {
            Attention = layers * (body.Attention(input.Flag("attention_bias", false)) + mixer.Parameters),
            Mlp = layers * 3 * d * input.Need("intermediate_size"),
            Norm = ((2 * layers) + 1) * d,
        });
    }

    /// <summary>Layers told by name; experts and a shared block in each.</summary>
    public static PlanResult GraniteHybrid(PlanInput input)
    {
        var body = new HybridBody(input);
        var (d, layers) = (body.Width, body.Layers);
        var types = input.Config.Texts("layer_types");
        if (types.Count != layers) throw new ShapeException($"'{input.Config.Name}' does not name the kind of each layer (layer_types)");
        var attending = types.Count(t => t == "attention");
        var mixer = new HeadedMixer(d, input.Or(2, "mamba_expand") * d, input.Need("mamba_n_heads"), input.Or(1, "mamba_n_groups"), input.Or(256, "mamba_d_state"), input.Or(4, "mamba_d_conv"), input.Flag("mamba_proj_bias", false), input.Flag("mamba_conv_bias", true), Normed: true);
        var experts = input.Or(0, "num_local_experts");
        return body.Result(attending, layers - attending, mixer.State, new ParameterGroups
        {
            Attention = (attending * body.Attention(input.Flag("attention_bias", false))) + ((layers - attending) * mixer.Parameters),
            Mlp = layers * ((3 * d * input.Or(0, "shared_intermediate_size")) + (experts * d)),
            Experts = layers * experts * 3 * d * input.Need("intermediate_size"),
            Norm = ((2 * layers) + 1) * d,
        }) with
        { Experts = experts > 1 ? new ExpertShape(checked((int)experts), checked((int)input.Or(8, "num_experts_per_tok")), checked((int)layers)) : null };
    }

    /// <summary>Gated linear recurrences and windowed attention in turn.</summary>
    public static PlanResult RecurrentGemma(PlanInput input)
    {
        var body = new HybridBody(input);
        var (d, layers, w) = (body.Width, body.Layers, input.Or(body.Width, "lru_width"));
        var kinds = input.Config.Texts("block_types") is { Count: > 0 } named ? named : ["recurrent", "recurrent", "attention"];
        var attending = Enumerable.Range(0, checked((int)layers)).Count(i => kinds[i % kinds.Count] == "attention");
        var f = input.Need("intermediate_size") / 2;
        var gates = 2 * ((w * (w / body.Heads)) + w);
        var recurrent = (2 * Linear(d, w)) + Linear(w, d) + Linear(input.Or(4, "conv1d_width"), w) + gates + w;
        return body.Result(attending, layers - attending, w * 5, new ParameterGroups
        {
            Attention = (attending * (body.Attention(bias: false) + d)) + ((layers - attending) * recurrent),
            Mlp = layers * ((2 * Linear(d, f)) + Linear(f, d)),
            Norm = ((2 * layers) + 1) * d,
        }, tied: true);
    }

    private static long Every(long layers, long period, long offset) => period <= 0 ? 0 : Math.Max(0, (layers - offset + period - 1) / period);
}
