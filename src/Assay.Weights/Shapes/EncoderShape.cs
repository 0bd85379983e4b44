namespace Assay.Weights.Shapes;

/// <summary>Parameters of a vision encoder by the usual plan of a vision transformer with biases, and of its projector.</summary>
internal static class EncoderShape
{
    /// <summary>Counts the encoder of a configuration that has one.</summary>
    /// <returns>Parameters, or 0 where the configuration does not name the dimensions.</returns>
    public static long Parameters(ModelConfig vision, long textWidth)
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
