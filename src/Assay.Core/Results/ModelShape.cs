using System.Collections.Immutable;

namespace Assay.Core;

/// <summary>Parameters by group; every parameter is in exactly one group.</summary>
public sealed record ParameterGroups
{
    /// <summary>Token embedding and learned positions.</summary>
    public long Embedding { get; init; }

    /// <summary>The output head, 0 where it is tied to the embedding.</summary>
    public long Head { get; init; }

    /// <summary>Attention, linear attention and their biases.</summary>
    public long Attention { get; init; }

    /// <summary>Dense feed-forward layers, shared experts and routers.</summary>
    public long Mlp { get; init; }

    /// <summary>Routed experts.</summary>
    public long Experts { get; init; }

    /// <summary>Norms.</summary>
    public long Norm { get; init; }

    /// <summary>Vision and other encoders with their projectors.</summary>
    public long Encoder { get; init; }

    /// <summary>All parameters, stored once where tied.</summary>
    public long Total => Embedding + Head + Attention + Mlp + Experts + Norm + Encoder;
}

/// <summary>Multi-head latent attention: one compressed vector a token instead of keys and values of each head.</summary>
/// <param name="KvRank">Elements of the compressed vector.</param>
/// <param name="RopeDim">Elements of the shared rotary key.</param>
/// <param name="NopeDim">Elements of a head's key without position.</param>
/// <param name="ValueDim">Elements of a head's value.</param>
public sealed record LatentAttention(int KvRank, int RopeDim, int NopeDim, int ValueDim);

/// <summary>Routed experts.</summary>
/// <param name="Count">Experts in a layer.</param>
/// <param name="PerToken">Experts that a token visits in a layer.</param>
/// <param name="Layers">Layers that have experts.</param>
public sealed record ExpertShape(int Count, int PerToken, int Layers);

/// <summary>
/// What the arithmetic of sizing needs of a model: its dimensions and parameter counts.
/// Filled from a <c>config.json</c>, from a named shape of the knowledge, or, as an estimate, from a stated number of parameters.
/// </summary>
public sealed record ModelShape
{
    /// <summary>Name as given, or the path of the configuration.</summary>
    public required string Name { get; init; }

    /// <summary><c>model_type</c> of the configuration, or null.</summary>
    public string? ModelType { get; init; }

    /// <summary>Where the shape comes from: <c>config</c>, <c>knowledge</c> or <c>estimated</c>.</summary>
    public required string From { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int Hidden { get; init; }

    /// <summary>Width of a dense feed-forward layer (of one expert where there is none).</summary>
    public required int FeedForward { get; init; }

    /// <summary>Entries of the vocabulary, padded as stored.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads.</summary>
    public required int KvHeads { get; init; }

    /// <summary>Elements of a head.</summary>
    public required int HeadDim { get; init; }

    /// <summary>Layers that attend to the whole context.</summary>
    public required int FullLayers { get; init; }

    /// <summary>Layers that attend to a window only.</summary>
    public int WindowLayers { get; init; }

    /// <summary>Tokens of that window, 0 where there is none.</summary>
    public int Window { get; init; }

    /// <summary>Layers with linear attention or a state space: a state of fixed size instead of a cache.</summary>
    public int LinearLayers { get; init; }

    /// <summary>Elements of that state a sequence, all layers together.</summary>
    public long StateElements { get; init; }

    /// <summary>Latent attention, or null.</summary>
    public LatentAttention? Latent { get; init; }

    /// <summary>Routed experts, or null for a dense model.</summary>
    public ExpertShape? Experts { get; init; }

    /// <summary>Whether attention reads a selection of the cache only (an indexer chooses it).</summary>
    public bool SparseAttention { get; init; }

    /// <summary>Layers for multi-token prediction that the files hold besides the model; not counted.</summary>
    public int PredictionLayers { get; init; }

    /// <summary>Parameters of these layers as files hold them, copies of embedding and head included; 0 where there are none.</summary>
    public long PredictionParameters { get; init; }

    /// <summary>Longest context, or null where the configuration does not say.</summary>
    public int? MaxContext { get; init; }

    /// <summary>Parameters by group.</summary>
    public required ParameterGroups Parameters { get; init; }

    /// <summary>What the reader was not sure of, one sentence each.</summary>
    public ImmutableArray<string> Caveats { get; init; } = [];

    /// <summary>Parameters that work on one token: all but the experts that it does not visit.</summary>
    public long Active => Parameters.Total - (Experts is { Count: > 0 } e ? (long)(Parameters.Experts * (1 - ((double)e.PerToken / e.Count))) : 0);

    /// <summary>Active parameters without the token embedding, which is only looked up; this is what model cards often state.</summary>
    public long ActiveWithoutEmbedding => Parameters.Head == 0 ? Active : Active - Parameters.Embedding;

    /// <summary>Elements that one token adds to the cache of all layers with full attention.</summary>
    public long KvElementsPerToken => FullLayers * KvElementsOfLayer;

    /// <summary>Elements that one token adds to the cache of one layer: 2·heads·dim, or the latent vector and its rotary key.</summary>
    public long KvElementsOfLayer => Latent is { } latent ? latent.KvRank + latent.RopeDim : 2L * KvHeads * HeadDim;
}
