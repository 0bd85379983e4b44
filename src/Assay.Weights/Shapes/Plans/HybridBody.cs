using Assay.Core;
using static Assay.Weights.Shapes.Plans.PlanInput;

namespace Assay.Weights.Shapes.Plans;

/// <summary>What all hybrids share: width, layers, heads, embedding and head.</summary>
internal sealed class HybridBody
{
    private readonly PlanInput _input;
    private readonly long _kvHeads;
    private readonly long _headDim;

    public HybridBody(PlanInput input)
    {
        _input = input;
        (Width, Layers, Heads) = (input.Need("hidden_size"), input.Need("num_hidden_layers"), Math.Max(1, input.Need("num_attention_heads")));
        _kvHeads = input.Or(Heads, "num_key_value_heads");
        _headDim = input.Or(Width / Heads, "head_dim", "attention_head_dim");
    }

    public long Width { get; }

    public long Layers { get; }

    public long Heads { get; }

    /// <summary>The four projections of one attention layer.</summary>
    public long Attention(bool bias) => Linear(Width, Heads * _headDim, bias) + (2 * Linear(Width, _kvHeads * _headDim, bias)) + Linear(Heads * _headDim, Width, bias);

    /// <summary>The whole, with embedding and head added to the layers.</summary>
    public PlanResult Result(long attending, long recurrent, long state, ParameterGroups layers, bool tied = false)
    {
        var vocabulary = _input.Need("vocab_size");
        return new PlanResult
        {
            Layers = Layers,
            Hidden = Width,
            FeedForward = _input.Or(0, "intermediate_size"),
            Vocabulary = vocabulary,
            Heads = Heads,
            KvHeads = _kvHeads,
            HeadDim = _headDim,
            Attending = attending,
            Recurrent = recurrent,
            State = recurrent * state,
            Parameters = layers with { Embedding = vocabulary * Width, Head = _input.Flag("tie_word_embeddings", tied) ? 0 : vocabulary * Width },
        };
    }
}
