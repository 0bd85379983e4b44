using Assay.Core;

namespace Assay.Economics;

/// <summary>What is asked.</summary>
public enum SizeAsk
{
    /// <summary>Throughput, times, fit.</summary>
    Serve,

    /// <summary>Bytes of the weights.</summary>
    Weights,

    /// <summary>Memory and time of tuning.</summary>
    FineTune,

    /// <summary>Hours of pre-training.</summary>
    Train,
}

/// <summary>One question about one model: the options of <c>assay size</c>, or a row of a batch.</summary>
public sealed record SizeRequest
{
    /// <summary>What is asked.</summary>
    public SizeAsk Ask { get; init; } = SizeAsk.Serve;

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Its shape where it was read from a file; null to look the name up.</summary>
    public ModelShape? Shape { get; init; }

    /// <summary>Its configuration as JSON, in rows of a batch; null where there is none.</summary>
    public string? Config { get; init; }

    /// <summary>Stated parameters: used where the name is not known.</summary>
    public double? Parameters { get; init; }

    /// <summary>Stated active parameters.</summary>
    public double? ActiveParameters { get; init; }

    /// <summary>Accelerator id, or null.</summary>
    public string? Gpu { get; init; }

    /// <summary>Accelerators.</summary>
    public int Gpus { get; init; } = 1;

    /// <summary>Degree of tensor parallelism as stated; null for all accelerators.</summary>
    public int? TensorParallel { get; init; }

    /// <summary>Stages of pipeline parallelism: layers lie one after another on groups of accelerators, which work on different requests at once.</summary>
    public int Stages { get; init; } = 1;

    /// <summary>Copies of the whole model that share the requests (data parallelism of a dense model).</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Attention groups.</summary>
    public int AttentionGroups { get; init; } = 1;

    /// <summary>Ranks over which experts are spread, as stated.</summary>
    public int ExpertParallel { get; init; } = 1;

    /// <summary>Format of the weights.</summary>
    public string Format { get; init; } = "bf16";

    /// <summary>Input tokens.</summary>
    public int InputTokens { get; init; } = 1024;

    /// <summary>Input tokens whose cache is there already: no prefill for them.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Output tokens.</summary>
    public int OutputTokens { get; init; } = 256;

    /// <summary>Requests at once; null for as many as fit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>How it is driven.</summary>
    public ServingMode Mode { get; init; } = ServingMode.ClosedLoop;

    /// <summary>Engine, such as <c>vllm</c>; used to match calibration rows.</summary>
    public string? Backend { get; init; }

    /// <summary>Training tokens.</summary>
    public double? Tokens { get; init; }

    /// <summary>How often and how well a training is run.</summary>
    public TrainingPlan Plan { get; init; } = TrainingPlan.Single;

    /// <summary>Tuning method.</summary>
    public TuneMethod Method { get; init; } = TuneMethod.Lora;

    /// <summary>Whether tuning shards the weights.</summary>
    public bool Sharded { get; init; }

    /// <summary>Sequences of a micro-step.</summary>
    public int MicroBatch { get; init; } = 1;

    /// <summary>Micro-steps of an iteration.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Tokens of a training sequence.</summary>
    public int SequenceLength { get; init; } = 2048;

    /// <summary>Rank of adapters.</summary>
    public int? Rank { get; init; }

    /// <summary>Measured tokens a second, in rows of a calibration.</summary>
    public double? Measured { get; init; }
}
