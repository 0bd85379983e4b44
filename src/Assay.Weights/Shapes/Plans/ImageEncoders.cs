using Assay.Core;
using static Assay.Weights.Shapes.Plans.PlanInput;

namespace Assay.Weights.Shapes.Plans;

/// <summary>Encoders of images, and pairs of an image and a text encoder.</summary>
internal static class ImageEncoders
{
    public static PlanResult Vit(PlanInput input)
    {
        var (d, patches) = (input.Need("hidden_size"), Patches(input, 224, 16));
        var layers = input.Need("num_hidden_layers");
        var (attention, mlp) = EncoderLayer(d, input.Need("intermediate_size"));
        return new PlanResult
        {
            Layers = layers,
            Hidden = d,
            Heads = input.Or(1, "num_attention_heads"),
            Parameters = new ParameterGroups
            {
                Embedding = ((patches + 2) * d) + PatchWeights(input, d, 16, bias: true),
                Attention = layers * attention,
                Mlp = layers * mlp,
                Norm = (layers * 4 * d) + (2 * d),
                Head = input.Class.EndsWith("ForImageClassification", StringComparison.Ordinal) ? Linear(d, input.Labels) : Linear(d, d),
            },
        };
    }

    public static PlanResult Clip(PlanInput input)
    {
        var (text, vision) = (input.Part("text_config"), input.Part("vision_config"));
        var (dt, dv, shared) = (text.Or(512, "hidden_size"), vision.Or(768, "hidden_size"), input.Or(512, "projection_dim"));
        return Pair(text, dt, Stack(text, dt, 2048, 12), ((text.Or(49408, "vocab_size") + text.Or(77, "max_position_embeddings")) * dt) + (2 * dt), ClipVision(vision) + ((dt + dv) * shared) + 1);
    }

    public static PlanResult Siglip(PlanInput input)
    {
        var (text, vision) = (input.Part("text_config"), input.Part("vision_config"));
        var dt = text.Or(768, "hidden_size");
        var words = (text.Or(32000, "vocab_size") + text.Or(64, "max_position_embeddings")) * dt;
        return Pair(text, dt, Stack(text, dt, 3072, 12), words + (2 * dt) + Linear(dt, text.Or(dt, "projection_size")), SiglipVision(vision, head: true) + 2);
    }

    /// <summary>The image side of CLIP without its projection.</summary>
    public static long ClipVision(PlanInput vision)
    {
        var d = vision.Or(768, "hidden_size");
        return ((Patches(vision, 224, 32) + 2) * d) + PatchWeights(vision, d, 32, bias: false) + (4 * d) + Stack(vision, d, 3072, 12);
    }

    /// <summary>The image side of SigLIP, with the head that pools by attention or without.</summary>
    public static long SiglipVision(PlanInput vision, bool head)
    {
        var d = vision.Or(768, "hidden_size");
        var (attention, mlp) = EncoderLayer(d, vision.Or(3072, "intermediate_size"));
        var pooling = d + attention + mlp + (2 * d);
        return (Patches(vision, 224, 16) * d) + PatchWeights(vision, d, 16, bias: true) + (2 * d) + Stack(vision, d, 3072, 12) + (head ? pooling : 0);
    }

    private static PlanResult Pair(PlanInput text, long width, long textLayers, long textRest, long rest) => new()
    {
        Layers = text.Or(12, "num_hidden_layers"),
        Hidden = width,
        Parameters = new ParameterGroups { Embedding = textRest, Mlp = textLayers, Encoder = rest },
    };

    private static long Stack(PlanInput part, long d, long inner, long layers)
    {
        var (attention, mlp) = EncoderLayer(d, part.Or(inner, "intermediate_size"));
        return part.Or(layers, "num_hidden_layers") * (attention + mlp + (4 * d));
    }

    private static long Patches(PlanInput part, long size, long patch)
    {
        var side = part.Or(size, "image_size") / Math.Max(1, part.Or(patch, "patch_size"));
        return side * side;
    }

    private static long PatchWeights(PlanInput part, long d, long patch, bool bias) => Linear(part.Or(3, "num_channels") * part.Or(patch, "patch_size") * part.Or(patch, "patch_size"), d, bias);
}
