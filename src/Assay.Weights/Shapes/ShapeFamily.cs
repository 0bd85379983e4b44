using System.Collections.Frozen;
using Assay.Core;

namespace Assay.Weights.Shapes;

/// <summary>Kind of a norm: how many parameters it has for a width d.</summary>
public enum NormKind
{
    /// <summary>A scale: d.</summary>
    Scale,

    /// <summary>A scale and a shift: 2·d.</summary>
    ScaleAndShift,

    /// <summary>No parameters.</summary>
    None,
}

/// <summary>Which linear layers carry a bias.</summary>
public enum BiasKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Query, key and value; not the output.</summary>
    Qkv,

    /// <summary>All.</summary>
    All,

    /// <summary>As the configuration says: all or none.</summary>
    Config,

    /// <summary>As the configuration says: query, key and value, or none.</summary>
    ConfigQkv,
}

/// <summary>Norms on queries and keys.</summary>
public enum QueryNorm
{
    /// <summary>None.</summary>
    None,

    /// <summary>One of the width of a head for queries, one for keys.</summary>
    Head,

    /// <summary>Over all heads together.</summary>
    Full,
}

/// <summary>What a family of architectures builds from its configuration: facts of <c>knowledge/model-families.yaml</c>.</summary>
public sealed record ShapeFamily
{
    private static readonly FrozenDictionary<string, NormKind> Norms = Words(("scale", NormKind.Scale), ("scale-and-shift", NormKind.ScaleAndShift), ("none", NormKind.None));
    private static readonly FrozenDictionary<string, BiasKind> Biases = Words(("none", BiasKind.None), ("qkv", BiasKind.Qkv), ("all", BiasKind.All), ("config", BiasKind.Config), ("config-qkv", BiasKind.ConfigQkv));
    private static readonly FrozenDictionary<string, QueryNorm> QueryNorms = Words(("none", QueryNorm.None), ("head", QueryNorm.Head), ("full", QueryNorm.Full));

    /// <summary>Values of <c>model_type</c>.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Whether the feed-forward layer has three matrices instead of two.</summary>
    public bool Gated { get; init; }

    /// <summary>Kind of the norms.</summary>
    public NormKind Norm { get; init; }

    /// <summary>Norms of the width of the stream in a layer.</summary>
    public int NormsPerLayer { get; init; }

    /// <summary>Whether the width in the configuration counts both halves of a gated layer.</summary>
    public bool HalvedFeedForward { get; init; }

    /// <summary>Whether a layer has one norm only where attention and feed-forward layer run side by side.</summary>
    public bool SingleNormInParallel { get; init; }

    /// <summary>Whether a norm follows the embedding.</summary>
    public bool EmbeddingNorm { get; init; }

    /// <summary>Norms on queries and keys.</summary>
    public QueryNorm QueryNorm { get; init; }

    /// <summary>Biases of attention.</summary>
    public BiasKind AttentionBias { get; init; }

    /// <summary>Biases of the feed-forward layer.</summary>
    public BiasKind MlpBias { get; init; }

    /// <summary>Whether the output head has a bias.</summary>
    public bool HeadBias { get; init; }

    /// <summary>Whether positions are learned, one row a position.</summary>
    public bool LearnedPositions { get; init; }

    /// <summary>Rows more than positions.</summary>
    public int PositionOffset { get; init; }

    /// <summary>Whether the head is tied where the configuration does not say.</summary>
    public bool Tied { get; init; }

    /// <summary>Whether each head has a learned sink.</summary>
    public bool Sinks { get; init; }

    /// <summary>Whether experts and router have biases.</summary>
    public bool ExpertBias { get; init; }

    /// <summary>Whether the router has one correction an expert.</summary>
    public bool RouterCorrection { get; init; }

    /// <summary>Whether attention has an output gate of the width of the queries.</summary>
    public bool OutputGate { get; init; }

    /// <summary>Whether the shared expert has a gate of one column.</summary>
    public bool SharedGate { get; init; }

    /// <summary>Every n-th layer attends to the whole context and the others to a window; 0 where all layers do the same.</summary>
    public int FullEvery { get; init; }

    /// <summary>Whether a window in the configuration holds for all layers without a further word.</summary>
    public bool WindowEverywhere { get; init; }

    /// <summary>Reads one family.</summary>
    /// <exception cref="KnowledgeException">It is not as it must be.</exception>
    public static ShapeFamily Read(DataNode node)
    {
        var map = new StrictMap(node);
        var family = new ShapeFamily
        {
            Types = map.Texts("types"),
            Gated = map.OptionalFlag("gated") ?? true,
            Norm = map.Choice("norm", Norms, NormKind.Scale),
            NormsPerLayer = (int)(map.OptionalNumber("norms_per_layer") ?? 2),
            HalvedFeedForward = map.OptionalFlag("halved_feed_forward") ?? false,
            SingleNormInParallel = map.OptionalFlag("single_norm_in_parallel") ?? false,
            EmbeddingNorm = map.OptionalFlag("embedding_norm") ?? false,
            QueryNorm = map.Choice("query_norm", QueryNorms, QueryNorm.None),
            AttentionBias = map.Choice("attention_bias", Biases, BiasKind.Config),
            MlpBias = map.Choice("mlp_bias", Biases, BiasKind.Config),
            HeadBias = map.OptionalFlag("head_bias") ?? false,
            LearnedPositions = map.OptionalFlag("learned_positions") ?? false,
            PositionOffset = (int)(map.OptionalNumber("position_offset") ?? 0),
            Tied = map.OptionalFlag("tied") ?? false,
            Sinks = map.OptionalFlag("sinks") ?? false,
            ExpertBias = map.OptionalFlag("expert_bias") ?? false,
            RouterCorrection = map.OptionalFlag("router_correction") ?? false,
            OutputGate = map.OptionalFlag("output_gate") ?? false,
            SharedGate = map.OptionalFlag("shared_gate") ?? false,
            FullEvery = (int)(map.OptionalNumber("full_every") ?? 0),
            WindowEverywhere = map.OptionalFlag("window_everywhere") ?? false,
        };
        map.Text("source");
        map.Done();
        return family;
    }

    private static FrozenDictionary<string, T> Words<T>(params (string Word, T Value)[] words) => words.ToFrozenDictionary(w => w.Word, w => w.Value, StringComparer.Ordinal);
}
