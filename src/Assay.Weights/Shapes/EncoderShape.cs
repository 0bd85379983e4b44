using Assay.Weights.Shapes.Plans;
using static Assay.Weights.Shapes.Plans.PlanInput;

namespace Assay.Weights.Shapes;

/// <summary>Parameters of the vision encoder of a model of language, and of the projector behind it.</summary>
/// <param name="Parameters">Their number; 0 where the configuration does not name the dimensions.</param>
/// <param name="Exact">Whether the plan of this kind of encoder is known; else it is counted by the usual plan of a vision transformer with biases.</param>
internal readonly record struct EncoderShape(long Parameters, bool Exact)
{
    /// <summary>Counts the encoder of a configuration that has one.</summary>
    public static EncoderShape Of(ModelConfig vision, string? outer, long textWidth)
    {
        var input = new PlanInput(vision);
        return outer switch
        {
            "llava" or "llava_next" or "vipllava" when vision.Text("model_type") == "clip_vision_model" => new(ImageEncoders.ClipVision(input) + Linear(input.Or(768, "hidden_size"), textWidth) + Linear(textWidth, textWidth) + (outer == "llava_next" ? textWidth : 0), outer != "vipllava"),
            "qwen2_vl" => new(Windowed(input, input.Or(1280, "embed_dim"), gated: false, textWidth), true),
            "qwen2_5_vl" => new(Windowed(input, input.Or(1280, "hidden_size"), gated: true, input.Or(textWidth, "out_hidden_size")), true),
            _ => new(Usual(vision, textWidth), false),
        };
    }

    /// <summary>Encoders without learned positions: fused projections with biases, and a merger of neighbors.</summary>
    private static long Windowed(PlanInput vision, long d, bool gated, long outWidth)
    {
        var patch = vision.Or(14, "patch_size");
        var f = gated ? vision.Or(3420, "intermediate_size") : d * vision.Or(4, "mlp_ratio");
        var norm = gated ? d : 2 * d;
        var block = gated ? (2 * Linear(d, f)) + Linear(f, d) : Linear(d, f) + Linear(f, d);
        var merge = vision.Or(2, "spatial_merge_size");
        var merged = d * merge * merge;
        return (vision.Or(3, "in_chans", "in_channels") * vision.Or(2, "temporal_patch_size") * patch * patch * d)
            + (vision.Or(32, "depth") * ((4 * Linear(d, d)) + block + (2 * norm)))
            + norm + Linear(merged, merged) + Linear(merged, outWidth);
    }

    private static long Usual(ModelConfig vision, long textWidth)
    {
        if (vision.Integer("hidden_size", "embed_dim", "width", "vt_hidden_size") is not { } d) return 0;
        if (vision.Integer("num_hidden_layers", "depth", "layers", "vt_num_hidden_layers") is not { } layers) return 0;
        var f = vision.Integer("intermediate_size", "vt_intermediate_size") ?? (4 * d);
        var patch = vision.Integer("patch_size") ?? 14;
        var frames = vision.Integer("temporal_patch_size") ?? 1;
        var embedding = ((vision.Integer("in_channels", "num_channels", "in_chans") ?? 3) * frames * patch * patch * d) + d;
        var side = (vision.Integer("image_size") ?? 0) / Math.Max(1, patch);
        var positions = (vision.Integer("num_position_embeddings") ?? (side * side)) * d;
        var layer = (4 * ((d * d) + d)) + (2 * d * f) + f + d + (4 * d);
        return embedding + positions + (layers * layer) + (2 * d) + Projector(vision, d, textWidth);
    }

    private static long Projector(ModelConfig vision, long d, long textWidth)
    {
        if (vision.Integer("spatial_merge_size") is { } merge)
        {
            var merged = d * merge * merge;
            return (merged * merged) + merged + (merged * textWidth) + textWidth + (2 * d);
        }

        return (d * textWidth) + d;
    }
}
