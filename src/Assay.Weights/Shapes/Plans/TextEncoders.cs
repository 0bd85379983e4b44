using Assay.Core;
using static Assay.Weights.Shapes.Plans.PlanInput;

namespace Assay.Weights.Shapes.Plans;

/// <summary>Encoders of text (BERT and its heirs): biases everywhere, two norms a layer, heads by the class the weights were saved from.</summary>
internal static class TextEncoders
{
    public static PlanResult Bert(PlanInput input) => Count(input, input.Need("hidden_size"), input.Need("num_hidden_layers"), input.Need("intermediate_size"), input.Need("num_attention_heads"), input.Or(2, "type_vocab_size"));

    public static PlanResult Roberta(PlanInput input) => Count(input, input.Need("hidden_size"), input.Need("num_hidden_layers"), input.Need("intermediate_size"), input.Need("num_attention_heads"), input.Or(1, "type_vocab_size"));

    public static PlanResult Distilled(PlanInput input) => Count(input, input.Need("dim"), input.Need("n_layers"), input.Need("hidden_dim"), input.Need("n_heads"), segments: 0);

    private static PlanResult Count(PlanInput input, long d, long layers, long inner, long heads, long segments)
    {
        var vocabulary = input.Need("vocab_size");
        var (attention, mlp) = EncoderLayer(d, inner);
        return new PlanResult
        {
            Layers = layers,
            Hidden = d,
            FeedForward = inner,
            Vocabulary = vocabulary,
            Heads = heads,
            KvHeads = heads,
            HeadDim = d / Math.Max(1, heads),
            Parameters = new ParameterGroups
            {
                Embedding = (vocabulary + input.Or(512, "max_position_embeddings") + segments) * d,
                Attention = layers * attention,
                Mlp = layers * mlp,
                Norm = (2 * d) + (layers * 4 * d),
                Head = segments == 0 ? Simple(input, d, vocabulary) : Head(input, d, vocabulary),
            },
        };
    }

    private static long Head(PlanInput input, long d, long vocabulary)
    {
        var pooler = Linear(d, d);
        var words = Linear(d, d) + (2 * d) + vocabulary;
        return input.Class switch
        {
            var c when c.EndsWith("ForPreTraining", StringComparison.Ordinal) => pooler + words + Linear(d, 2),
            var c when c.EndsWith("MaskedLM", StringComparison.Ordinal) || c.EndsWith("LMHeadModel", StringComparison.Ordinal) => words,
            var c when c.EndsWith("ForSequenceClassification", StringComparison.Ordinal) => pooler + Linear(d, input.Labels),
            var c when c.EndsWith("ForTokenClassification", StringComparison.Ordinal) => Linear(d, input.Labels),
            var c when c.EndsWith("ForQuestionAnswering", StringComparison.Ordinal) => Linear(d, 2),
            var c when c.EndsWith("ForMultipleChoice", StringComparison.Ordinal) => pooler + Linear(d, 1),
            _ => pooler,
        };
    }

    private static long Simple(PlanInput input, long d, long vocabulary) => input.Class switch
    {
        var c when c.EndsWith("MaskedLM", StringComparison.Ordinal) => Linear(d, d) + (2 * d) + vocabulary,
        var c when c.EndsWith("ForSequenceClassification", StringComparison.Ordinal) => Linear(d, d) + Linear(d, input.Labels),
        var c when c.EndsWith("ForTokenClassification", StringComparison.Ordinal) || c.EndsWith("ForQuestionAnswering", StringComparison.Ordinal) => Linear(d, c.EndsWith("Answering", StringComparison.Ordinal) ? 2 : input.Labels),
        _ => 0,
    };
}
