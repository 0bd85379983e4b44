using Assay.Core;
using static Assay.Weights.Shapes.Plans.PlanInput;

namespace Assay.Weights.Shapes.Plans;

/// <summary>Models without attention: selective state spaces of the first and second kind, and RWKV-4.</summary>
internal static class StateSpaces
{
    public static PlanResult Mamba(PlanInput input)
    {
        var d = input.Need("hidden_size");
        var mixer = new SelectiveMixer(d, input.Or(input.Or(2, "expand") * d, "intermediate_size"), input.Or(16, "state_size"), input.Or((d + 15) / 16, "time_step_rank"), input.Or(4, "conv_kernel"), input.Flag("use_bias", false), input.Flag("use_conv_bias", true));
        return Stack(input, d, mixer.Parameters, mixer.State);
    }

    public static PlanResult Mamba2(PlanInput input)
    {
        var d = input.Need("hidden_size");
        var heads = input.Or(128, "num_heads");
        var mixer = new HeadedMixer(d, input.Or(2, "expand") * d, heads, input.Or(8, "n_groups"), input.Or(128, "state_size"), input.Or(4, "conv_kernel"), input.Flag("use_bias", false), input.Flag("use_conv_bias", true), Normed: true);
        return Stack(input, d, mixer.Parameters, mixer.State);
    }

    public static PlanResult Rwkv(PlanInput input)
    {
        var (d, layers, vocabulary) = (input.Need("hidden_size"), input.Need("num_hidden_layers"), input.Need("vocab_size"));
        var (a, f) = (input.Or(d, "attention_hidden_size"), input.Or(4 * d, "intermediate_size"));
        return new PlanResult
        {
            Layers = layers,
            Hidden = d,
            FeedForward = f,
            Vocabulary = vocabulary,
            Recurrent = layers,
            State = layers * 5 * d,
            Parameters = new ParameterGroups
            {
                Embedding = vocabulary * d,
                Head = input.Flag("tie_word_embeddings", false) ? 0 : vocabulary * d,
                Attention = layers * ((4 * d * a) + (2 * a) + (3 * d)),
                Mlp = layers * ((2 * d * f) + (d * d) + (2 * d)),
                Norm = (layers * 4 * d) + (4 * d),
            },
        };
    }

    private static PlanResult Stack(PlanInput input, long d, long mixer, long state)
    {
        var (layers, vocabulary) = (input.Need("num_hidden_layers"), input.Need("vocab_size"));
        return new PlanResult
        {
            Layers = layers,
            Hidden = d,
            Vocabulary = vocabulary,
            Recurrent = layers,
            State = layers * state,
            Parameters = new ParameterGroups
            {
                Embedding = vocabulary * d,
                Head = input.Flag("tie_word_embeddings", true) ? 0 : vocabulary * d,
                Attention = layers * mixer,
                Norm = (layers + 1) * d,
            },
        };
    }
}

/// <summary>A selective state space of the first kind: a step for each channel, made of a low rank.</summary>
internal readonly record struct SelectiveMixer(long Width, long Inner, long States, long Rank, long Kernel, bool Bias, bool ConvolutionBias)
{
    public long Parameters =>
        Linear(Width, 2 * Inner, Bias) + (Inner * Kernel) + (ConvolutionBias ? Inner : 0) + (Inner * (Rank + (2 * States))) + Linear(Rank, Inner) + (Inner * States) + Inner + Linear(Inner, Width, Bias);

    public long State => Inner * (States + Kernel);
}

/// <summary>A selective state space of the second kind: heads with a step each, groups that share what is written and read.</summary>
internal readonly record struct HeadedMixer(long Width, long Inner, long Heads, long Groups, long States, long Kernel, bool Bias, bool ConvolutionBias, bool Normed)
{
    private long Channels => Inner + (2 * Groups * States);

    public long Parameters =>
        Linear(Width, Inner + Channels + Heads, Bias) + (Channels * Kernel) + (ConvolutionBias ? Channels : 0) + (3 * Heads) + (Normed ? Inner : 0) + Linear(Inner, Width, Bias);

    public long State => (Inner * States) + (Channels * Kernel);
}
