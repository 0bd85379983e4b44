using Assay.Core;

namespace Assay.Economics;

/// <summary>How a measurement or a deployment is driven.</summary>
public enum ServingMode
{
    /// <summary>A fixed number of clients, each sending its next request when the last is answered.</summary>
    ClosedLoop,

    /// <summary>One batch from start to end.</summary>
    StaticBatch,

    /// <summary>As many sequences at once as fit.</summary>
    OfflineMax,

    /// <summary>One sequence, output only.</summary>
    SingleStreamDecode,

    /// <summary>One sequence, input only.</summary>
    SingleStreamPrefill,

    /// <summary>Time to the first token of one sequence.</summary>
    FirstToken,
}

/// <summary>A model on accelerators under a load.</summary>
public sealed record Deployment
{
    /// <summary>The model.</summary>
    public required ModelShape Shape { get; init; }

    /// <summary>The accelerator.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>How many of them.</summary>
    public int Gpus { get; init; } = 1;

    /// <summary>Groups that each hold attention for their own requests; 1 where all share it.</summary>
    public int AttentionGroups { get; init; } = 1;

    /// <summary>Stages of pipeline parallelism; 1 where every layer is on all accelerators.</summary>
    public int Stages { get; init; } = 1;

    /// <summary>Copies of the whole model that share the requests.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Whether layers lie one after another on the accelerators (no speed-up for one sequence).</summary>
    public bool LayerSplit { get; init; }

    /// <summary>Format of the weights.</summary>
    public required WeightFormat Format { get; init; }

    /// <summary>Bytes of a cache element; null for what the format usually uses.</summary>
    public double? KvBytes { get; init; }

    /// <summary>Input tokens of a request.</summary>
    public int InputTokens { get; init; } = 1024;

    /// <summary>Input tokens of them whose cache is there already (a shared prefix): they need no prefill, but memory.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Output tokens of a request.</summary>
    public int OutputTokens { get; init; } = 256;

    /// <summary>Requests at once; null for as many as fit.</summary>
    public int? Concurrency { get; init; } = 1;

    /// <summary>How it is driven.</summary>
    public ServingMode Mode { get; init; } = ServingMode.ClosedLoop;
}
