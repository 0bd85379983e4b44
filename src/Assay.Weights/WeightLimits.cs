namespace Assay.Weights;

/// <summary>Bounds that every reader of weights keeps. A file beyond a bound is refused with the bound named.</summary>
public sealed record WeightLimits
{
    /// <summary>The limits used unless others are given.</summary>
    public static WeightLimits Default { get; } = new();

    /// <summary>Longest header of a safetensors file in bytes (100,000,000, the format's own limit).</summary>
    public long MaxHeaderBytes { get; init; } = 100_000_000;

    /// <summary>Most tensors in one file (1,000,000).</summary>
    public int MaxTensors { get; init; } = 1_000_000;

    /// <summary>Longest tensor name in bytes (1,024).</summary>
    public int MaxNameBytes { get; init; } = 1024;

    /// <summary>Most dimensions of a tensor outside GGUF, which has 4 (64).</summary>
    public int MaxDimensions { get; init; } = 64;

    /// <summary>Most key-value pairs of metadata (65,536).</summary>
    public int MaxMetadata { get; init; } = 65_536;

    /// <summary>Longest metadata value that is kept, in characters (4,096); longer ones are cut and say so.</summary>
    public int MaxMetadataChars { get; init; } = 4096;

    /// <summary>Longest string of a GGUF file in bytes (64 MiB).</summary>
    public long MaxStringBytes { get; init; } = 64L << 20;

    /// <summary>Longest pickle in bytes, without the storages behind it (64 MiB).</summary>
    public long MaxPickleBytes { get; init; } = 64L << 20;

    /// <summary>Most opcodes of one pickle (20,000,000).</summary>
    public int MaxOpcodes { get; init; } = 20_000_000;

    /// <summary>Most values that a pickle keeps at once, on its stack and in lists, dictionaries and tuples (4,000,000): a tensor of a model takes two.</summary>
    public int MaxHeld { get; init; } = 4_000_000;

    /// <summary>Most entries of a pickle's memo (10,000,000); only those that are recalled are kept.</summary>
    public int MaxMemo { get; init; } = 10_000_000;

    /// <summary>Most values on the stack of a pickle (1,000,000).</summary>
    public int MaxStack { get; init; } = 1_000_000;

    /// <summary>Most marks open at once in a pickle (10,000).</summary>
    public int MaxMarks { get; init; } = 10_000;

    /// <summary>Most members of a zip file (200,000).</summary>
    public int MaxZipEntries { get; init; } = 200_000;

    /// <summary>Greatest ratio of unpacked to packed bytes (100).</summary>
    public int MaxCompressionRatio { get; init; } = 100;

    /// <summary>Most bytes of a compressed member, or of values decoded from a message, held in memory (64 MiB).</summary>
    public long MaxBufferedBytes { get; init; } = 64L << 20;

    /// <summary>Deepest nesting of messages, subgraphs and nested pickles (64).</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most entries of unsafe content that are listed (1,000).</summary>
    public int MaxUnsafe { get; init; } = 1000;
}
