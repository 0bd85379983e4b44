namespace Assay.Weights.Shapes.Plans;

/// <summary>A configuration as a plan reads it, with the arithmetic that plans share.</summary>
/// <param name="Config">The configuration.</param>
internal readonly record struct PlanInput(ModelConfig Config)
{
    /// <summary>A number that must be there.</summary>
    /// <exception cref="ShapeException">It is missing.</exception>
    public long Need(params ReadOnlySpan<string> names) =>
        Config.Integer(names) ?? throw new ShapeException($"'{Config.Name}' has no usable '{names[0]}'; a model configuration (config.json) needs it");

    /// <summary>A number, or what the architecture takes where it is missing.</summary>
    public long Or(long otherwise, params ReadOnlySpan<string> names) => Config.Integer(names) ?? otherwise;

    /// <summary>A flag, or what the architecture takes where it is missing.</summary>
    public bool Flag(string name, bool otherwise) => Config.Flag(name) ?? otherwise;

    /// <summary>The class that the weights were saved from; empty where the configuration does not say.</summary>
    public string Class => Config.Texts("architectures").FirstOrDefault() ?? "";

    /// <summary>Number of labels of a classifier.</summary>
    public long Labels => Config.Map("id2label")?.Count ?? Config.Integer("num_labels") ?? 2;

    /// <summary>A part of the configuration, empty where it is missing.</summary>
    public PlanInput Part(string name) => new(Config.Map(name) ?? ModelConfig.Empty(Config.Name));

    /// <summary>A linear layer.</summary>
    public static long Linear(long from, long to, bool bias = true) => (from * to) + (bias ? to : 0);

    /// <summary>Four projections of the width of the stream, two layers of a feed-forward block, all with biases.</summary>
    public static (long Attention, long Mlp) EncoderLayer(long width, long inner) => (4 * Linear(width, width), Linear(width, inner) + Linear(inner, width));
}
