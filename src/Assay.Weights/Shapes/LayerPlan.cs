namespace Assay.Weights.Shapes;

/// <summary>How many layers attend to everything, to a window, or keep a state.</summary>
internal readonly record struct LayerPlan(int Full, int Windowed, int Linear, int Window)
{
    public static LayerPlan Of(ModelConfig config, ShapeFamily family, int layers)
    {
        var window = (int)Math.Min(config.Integer("sliding_window", "attention_window_size", "sliding_window_size") ?? 0, int.MaxValue);
        if (config.Texts("layer_types") is { Count: > 0 } types && types.Count == layers)
        {
            var linear = types.Count(t => t.Contains("linear", StringComparison.Ordinal) || t.Contains("mamba", StringComparison.Ordinal) || t.Contains("recurrent", StringComparison.Ordinal));
            var windowed = window > 0 ? types.Count(t => t.Contains("sliding", StringComparison.Ordinal) || t.Contains("chunked", StringComparison.Ordinal)) : 0;
            return new LayerPlan(layers - linear - windowed, windowed, linear, window);
        }

        if (config.Integer("full_attention_interval") is { } interval and > 0)
        {
            var full = (int)(layers / interval);
            return new LayerPlan(full, 0, layers - full, 0);
        }

        if (window <= 0 || config.Flag("use_sliding_window") == false) return new LayerPlan(layers, 0, 0, 0);
        var every = config.Integer("sliding_window_pattern") ?? family.FullEvery;
        if (every > 1)
        {
            var full = (int)(layers / every);
            return new LayerPlan(full, layers - full, 0, window);
        }

        if (config.Flag("use_sliding_window") == true && config.Integer("max_window_layers") is { } first) return new LayerPlan((int)Math.Min(first, layers), (int)Math.Max(0, layers - first), 0, window);
        return family.WindowEverywhere ? new LayerPlan(0, layers, 0, window) : new LayerPlan(layers, 0, 0, 0);
    }
}

/// <summary>Gated delta-rule layers, as in hybrid models: a state of heads × key × value elements and a short convolution.</summary>
internal static class LinearAttention
{
    public static bool IsKnown(ModelConfig config) => config.Has("linear_num_value_heads");

    public static long Parameters(ModelConfig config, long d)
    {
        if (!IsKnown(config)) return 0;
        var (keys, values, valueHeads, kernel) = Widths(config);
        var input = d * ((2 * keys) + (2 * values) + (2 * valueHeads));
        var convolution = ((2 * keys) + values) * kernel;
        return input + convolution + (2 * valueHeads) + (values / Math.Max(1, valueHeads)) + (values * d);
    }

    public static long StateElements(ModelConfig config)
    {
        if (!IsKnown(config)) return 0;
        var (keys, values, _, kernel) = Widths(config);
        return (values * (config.Integer("linear_key_head_dim") ?? 128)) + (((2 * keys) + values) * kernel);
    }

    private static (long Keys, long Values, long ValueHeads, long Kernel) Widths(ModelConfig config)
    {
        var valueHeads = config.Integer("linear_num_value_heads") ?? 0;
        return ((config.Integer("linear_num_key_heads") ?? 0) * (config.Integer("linear_key_head_dim") ?? 128), valueHeads * (config.Integer("linear_value_head_dim") ?? 128), valueHeads, config.Integer("linear_conv_kernel_dim") ?? 4);
    }
}

/// <summary>Routed experts of a configuration.</summary>
internal readonly record struct ExpertPlan(long Count, long PerToken, long Width, long SharedWidth, int Layers, long? DenseWidth)
{
    public static ExpertPlan? Of(ModelConfig config, int layers)
    {
        var count = config.Integer("num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts") ?? 0;
        if (count <= 1) return null;
        var width = config.Integer("moe_intermediate_size", "expert_intermediate_size", "moe_ffn_hidden_size", "intermediate_size", "ffn_hidden_size") ?? 0;
        var shared = config.Integer("shared_expert_intermediate_size", "shared_intermediate_size", "moe_shared_expert_intermediate_size") ?? ((config.Integer("n_shared_experts", "num_shared_experts") ?? 0) * width);
        if (config.Has("interleave_moe_layer_step")) shared = width;
        var dense = config.Integer("intermediate_size_mlp", "intermediate_size", "ffn_hidden_size");
        return new ExpertPlan(count, Math.Clamp(config.Integer("num_experts_per_tok", "num_experts_per_token", "moe_topk", "moe_top_k", "top_k_experts") ?? 1, 1, count), width, shared, LayersWithExperts(config, layers), dense);
    }

    private static int LayersWithExperts(ModelConfig config, int layers)
    {
        if (config.Texts("moe_layers") is { Count: > 0 } named) return Math.Min(layers, named.Count);
        var first = config.Integer("first_k_dense_replace", "moe_layer_start_index") ?? 0;
        var step = Math.Max(1, config.Integer("decoder_sparse_step", "interleave_moe_layer_step", "moe_layer_freq") ?? 1);
        var only = config.Texts("mlp_only_layers").Count;
        return (int)Math.Max(0, ((layers - Math.Min(first, layers)) / step) - only);
    }
}
