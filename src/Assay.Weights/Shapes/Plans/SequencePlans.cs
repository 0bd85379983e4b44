using Assay.Core;
using static Assay.Weights.Shapes.Plans.PlanInput;

namespace Assay.Weights.Shapes.Plans;

/// <summary>Encoders with decoders: T5 and Whisper.</summary>
internal static class SequencePlans
{
    public static PlanResult T5(PlanInput input) => T5(input, bucketsPerLayer: false);

    /// <summary>UMT5: relative positions in every layer instead of the first.</summary>
    public static PlanResult Umt5(PlanInput input) => T5(input, bucketsPerLayer: true);

    public static PlanResult Whisper(PlanInput input)
    {
        var d = input.Need("d_model");
        var (encoder, decoder) = (input.Need("encoder_layers"), input.Need("decoder_layers"));
        var attention = (4 * d * d) + (3 * d);
        var heads = input.Need("decoder_attention_heads");
        var front = Linear(3 * input.Or(80, "num_mel_bins"), d) + Linear(3 * d, d) + (input.Or(1500, "max_source_positions") * d);
        var vocabulary = input.Need("vocab_size");
        return new PlanResult
        {
            Layers = decoder,
            Hidden = d,
            FeedForward = input.Need("decoder_ffn_dim"),
            Vocabulary = vocabulary,
            Heads = heads,
            KvHeads = heads,
            HeadDim = d / Math.Max(1, heads),
            Attending = decoder,
            Parameters = new ParameterGroups
            {
                Embedding = (vocabulary + input.Or(448, "max_target_positions")) * d,
                Attention = decoder * 2 * attention,
                Mlp = decoder * Block(d, input.Need("decoder_ffn_dim")),
                Norm = (decoder * 6 * d) + (2 * d),
                Encoder = front + (encoder * (attention + Block(d, input.Need("encoder_ffn_dim")) + (4 * d))) + (2 * d),
            },
        };
    }

    private static long Block(long d, long inner) => Linear(d, inner) + Linear(inner, d);

    private static PlanResult T5(PlanInput input, bool bucketsPerLayer)
    {
        var (d, heads, encoder) = (input.Need("d_model"), input.Need("num_heads"), input.Need("num_layers"));
        var decoder = input.Class.EndsWith("EncoderModel", StringComparison.Ordinal) ? 0 : input.Or(encoder, "num_decoder_layers");
        var attention = 4 * d * heads * input.Or(64, "d_kv");
        var gated = input.Flag("is_gated_act", false) || (input.Config.Text("feed_forward_proj") ?? "relu").StartsWith("gated", StringComparison.Ordinal);
        var block = (gated ? 3 : 2) * d * input.Need("d_ff");
        var buckets = heads * input.Or(32, "relative_attention_num_buckets");
        var vocabulary = input.Need("vocab_size");
        return new PlanResult
        {
            Layers = Math.Max(encoder, decoder),
            Hidden = d,
            FeedForward = input.Need("d_ff"),
            Vocabulary = vocabulary,
            Heads = heads,
            KvHeads = heads,
            HeadDim = input.Or(64, "d_kv"),
            Attending = decoder,
            Parameters = new ParameterGroups
            {
                Embedding = vocabulary * d,
                Head = decoder > 0 && !input.Flag("tie_word_embeddings", true) ? vocabulary * d : 0,
                Attention = (decoder * 2 * attention) + (decoder > 0 ? (bucketsPerLayer ? decoder : 1) * buckets : 0),
                Mlp = decoder * block,
                Norm = decoder > 0 ? (decoder * 3 * d) + d : 0,
                Encoder = (encoder * (attention + block + (2 * d))) + ((bucketsPerLayer ? encoder : 1) * buckets) + d,
            },
        };
    }
}
