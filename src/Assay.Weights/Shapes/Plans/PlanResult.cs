using Assay.Core;

namespace Assay.Weights.Shapes.Plans;

/// <summary>What a plan counted, and the dimensions that sizing needs.</summary>
internal sealed record PlanResult
{
    public required ParameterGroups Parameters { get; init; }

    public required long Layers { get; init; }

    public required long Hidden { get; init; }

    public long FeedForward { get; init; }

    public long Vocabulary { get; init; }

    public long Heads { get; init; }

    public long KvHeads { get; init; }

    public long HeadDim { get; init; }

    /// <summary>Layers that keep keys and values of the whole context.</summary>
    public long Attending { get; init; }

    /// <summary>Layers that keep a state of fixed size.</summary>
    public long Recurrent { get; init; }

    /// <summary>Elements of all these states together.</summary>
    public long State { get; init; }

    public ExpertShape? Experts { get; init; }

    /// <summary>As a shape.</summary>
    /// <exception cref="OverflowException">A dimension does not fit.</exception>
    public ModelShape Shape(ModelConfig config, string from) => new()
    {
        Name = config.Name,
        ModelType = config.Text("model_type"),
        From = from,
        Layers = checked((int)Layers),
        Hidden = checked((int)Hidden),
        FeedForward = checked((int)FeedForward),
        Vocabulary = checked((int)Vocabulary),
        Heads = checked((int)Heads),
        KvHeads = checked((int)KvHeads),
        HeadDim = checked((int)HeadDim),
        FullLayers = checked((int)Attending),
        LinearLayers = checked((int)Recurrent),
        StateElements = State,
        Experts = Experts,
        MaxContext = config.Integer("max_position_embeddings", "n_positions", "max_target_positions", "context_length") is { } context ? (int)Math.Min(context, int.MaxValue) : null,
        Parameters = Parameters,
    };
}
