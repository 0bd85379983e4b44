namespace Assay.Core;

/// <summary>Bounds that every reader keeps. What a bound cuts off is reported as not read.</summary>
public sealed record Limits
{
    /// <summary>The limits used unless the user sets others.</summary>
    public static Limits Default { get; } = new();

    /// <summary>Most bytes of one text document that are read (16 MiB).</summary>
    public long MaxTextBytes { get; init; } = 16L << 20;

    /// <summary>Most files of one snapshot that are listed (1,000,000).</summary>
    public int MaxFiles { get; init; } = 1_000_000;

    /// <summary>Most bytes that one archive member may unpack to (64 GiB), and in memory at once (64 MiB).</summary>
    public long MaxMemberBytes { get; init; } = 64L << 30;

    /// <summary>Most bytes of an unpacked member that are held in memory (64 MiB).</summary>
    public long MaxBufferedBytes { get; init; } = 64L << 20;

    /// <summary>Greatest ratio of unpacked to packed bytes (200).</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Deepest nesting of folders, JSON, YAML and archives (64).</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most bytes all detectors together may read of one release (4 GiB).</summary>
    public long MaxReleaseBytes { get; init; } = 4L << 30;

    /// <summary>Longest time one detector may take.</summary>
    public TimeSpan DetectorTime { get; init; } = TimeSpan.FromSeconds(60);
}
