using System.Collections.Immutable;

namespace Assay.Core;

/// <summary>Parameters of a model.</summary>
/// <param name="Total">All parameters, stored once where tied.</param>
/// <param name="Active">Parameters that work on one token, with the embedding.</param>
/// <param name="ActiveWithoutEmbedding">The same without the token embedding, as many model cards count.</param>
/// <param name="Embedding">Token embedding, positions and an untied head.</param>
/// <param name="Groups">All by group, or null where only the total is known.</param>
public sealed record SizeParameters(long Total, long Active, long ActiveWithoutEmbedding, long Embedding, ParameterGroups? Groups);

/// <summary>Bytes of the weights in a format.</summary>
/// <param name="Format">The format, such as <c>bf16</c> or <c>q4_k_m</c>.</param>
/// <param name="Bytes">Bytes of the files.</param>
/// <param name="BitsPerWeight">Mean bits of a parameter.</param>
public sealed record SizeWeights(string Format, long Bytes, double BitsPerWeight);

/// <summary>The key-value cache.</summary>
/// <param name="BytesPerToken">Bytes a token adds in layers with full attention.</param>
/// <param name="BytesPerSequence">Bytes of one sequence at the asked length, windows and fixed states counted.</param>
/// <param name="ElementBytes">Bytes of an element.</param>
public sealed record SizeKv(long BytesPerToken, long BytesPerSequence, double ElementBytes);

/// <summary>Whether it fits.</summary>
/// <param name="Fits">Whether weights and one sequence (or the training state) fit.</param>
/// <param name="Gpus">Accelerators asked for.</param>
/// <param name="MinGpus">Fewest of these accelerators that hold it, a power of two; null where none up to 128 does.</param>
/// <param name="MaxConcurrency">Sequences of the asked length that fit at once; null for training.</param>
/// <param name="FreeBytes">Bytes left on all accelerators for the cache; negative where it does not fit.</param>
public sealed record SizeFit(bool Fits, int Gpus, int? MinGpus, long? MaxConcurrency, long FreeBytes);

/// <summary>Money for the computation.</summary>
/// <param name="Low">Low.</param>
/// <param name="Mid">Middle.</param>
/// <param name="High">High.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Basis">What price was taken, from when.</param>
public sealed record SizeCost(double Low, double Mid, double High, string Currency, string Basis);

/// <summary>Answer of <c>assay size</c>: what was not asked for, or cannot be said, is null.</summary>
public sealed record SizeResult
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Accelerator and count, or null.</summary>
    public string? Hardware { get; init; }

    /// <summary>Parameters.</summary>
    public SizeParameters? Parameters { get; init; }

    /// <summary>Weights in the format asked for.</summary>
    public SizeWeights? Weights { get; init; }

    /// <summary>Cache.</summary>
    public SizeKv? Kv { get; init; }

    /// <summary>Fit.</summary>
    public SizeFit? Fit { get; init; }

    /// <summary>Output tokens a second of the whole deployment; input tokens in the mode <c>single-stream-prefill</c>.</summary>
    public Interval? TokensPerSecond { get; init; }

    /// <summary>Seconds to the first token: low is the bound without a queue, mid and high are what is measured under load.</summary>
    public Interval? TimeToFirstToken { get; init; }

    /// <summary>Seconds a token after the first.</summary>
    public Interval? TimePerOutputToken { get; init; }

    /// <summary>Memory in GB (10^9 bytes), all accelerators together.</summary>
    public Interval? MemoryGB { get; init; }

    /// <summary>Seconds of one training iteration.</summary>
    public Interval? SecondsPerIteration { get; init; }

    /// <summary>Accelerator-hours.</summary>
    public Interval? GpuHours { get; init; }

    /// <summary>Cost of these hours.</summary>
    public SizeCost? Cost { get; init; }

    /// <summary>What the figures rest on, one sentence.</summary>
    public required string Basis { get; init; }

    /// <summary>Where to be careful, one sentence each.</summary>
    public ImmutableArray<string> Caveats { get; init; } = [];
}

/// <summary>Answers to a batch: one a row, null where a row could not be answered.</summary>
/// <param name="Results">The answers in the order of the rows.</param>
public sealed record SizeBatch(ImmutableArray<SizeResult?> Results);
