using Assay.Weights;

namespace Assay.Lineage;

/// <summary>What is kept of one tensor.</summary>
public sealed record TensorSketch
{
    /// <summary>Its role.</summary>
    public required TensorRole Role { get; init; }

    /// <summary>How its elements are stored.</summary>
    public required DType Type { get; init; }

    /// <summary>Number of rows; 1 for a vector.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of columns: elements over rows.</summary>
    public required int Columns { get; init; }

    /// <summary>XXH3 (128 bits) of the values as little-endian binary32 in row order.</summary>
    public required UInt128 ValueHash { get; init; }

    /// <summary>Moments of the finite values.</summary>
    public required Moments Moments { get; init; }

    /// <summary>How many values have an exponent in each of 32 ranges of 8 binary orders, of the rows looked at.</summary>
    public required uint[] Exponents { get; init; }

    /// <summary>Most mantissa bits that a value uses, 0 to 23: 7 where all are bfloat16, 10 where all are binary16.</summary>
    public required int MantissaBits { get; init; }

    /// <summary>Spearman's correlation of row length and row index, -1 to 1.</summary>
    public required double RowOrder { get; init; }

    /// <summary>Whether the values follow a formula (Fourier basis, sinusoids, constants), so that they say nothing of descent.</summary>
    public required bool Deterministic { get; init; }

    /// <summary>The separable count-sketch, 24 rows of 24; 1 row of 24 for a vector.</summary>
    public required float[] Sketch { get; init; }

    /// <summary>Values at up to 256 sampled coordinates.</summary>
    public required float[] Samples { get; init; }

    /// <summary>Number of elements.</summary>
    public long Elements => (long)Rows * Columns;

    /// <summary>Whether it can be evidence: enough values, and not made by a formula.</summary>
    public bool IsEvidence => Elements >= 256 && !Deterministic;
}

/// <summary>Moments of the values of a tensor.</summary>
/// <param name="Zeros">Values that are zero.</param>
/// <param name="NotFinite">Values that are not finite; they count as zero in the rest.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Sum">Sum.</param>
/// <param name="Sum2">Sum of squares.</param>
/// <param name="Sum4">Sum of fourth powers.</param>
public readonly record struct Moments(long Zeros, long NotFinite, float Min, float Max, double Sum, double Sum2, double Sum4);

/// <summary>128-bit SimHashes of up to 64 exchangeable units of one slot.</summary>
/// <param name="Role">The tensor whose units they are; the residual stream has the role of the embeddings.</param>
/// <param name="Units">Number of units of the tensor, hashed or not.</param>
/// <param name="Width">Coordinates of one unit.</param>
/// <param name="Sorted">Whether units lie in order of length, which would make the order test invalid.</param>
/// <param name="Bits">Two words a unit, in order of the units.</param>
public sealed record UnitHashes(TensorRole Role, int Units, int Width, bool Sorted, ulong[] Bits)
{
    /// <summary>Most units that are hashed.</summary>
    public const int Most = 64;

    /// <summary>Units hashed.</summary>
    public int Count => Bits.Length / 2;
}

/// <summary>Everything that lineage keeps of a model without its weights.</summary>
public sealed record ModelSketch
{
    /// <summary>Name of the source when the sketch was made.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 by file, in order of paths; empty where digests were not asked for.</summary>
    public IReadOnlyList<(string Path, string Sha256)> Files { get; init; } = [];

    /// <summary>Its tensors in order of their roles.</summary>
    public required IReadOnlyList<TensorSketch> Tensors { get; init; }

    /// <summary>Hashes of exchangeable units.</summary>
    public required IReadOnlyList<UnitHashes> Units { get; init; }

    /// <summary>Whether the tensors are differences that an adapter adds to a base.</summary>
    public bool IsAdapter { get; init; }

    /// <summary>What the release declares about its parents.</summary>
    public IReadOnlyList<Declaration> Declared { get; init; } = [];

    /// <summary>The training run that it is a point of, as its name or files tell; null where they do not.</summary>
    public TrainingRun? Run { get; init; }

    /// <summary>Remarks, each one sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>SHA-256 over the lines <c>path digest</c> of its files; null without digests.</summary>
    public string? Digest => Files.Count == 0 ? null : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(Files.Select(f => $"{f.Path} {f.Sha256}\n")))));
}

/// <summary>A parent as a release declares it.</summary>
/// <param name="Parent">The name; empty where it says that it has none.</param>
/// <param name="Relation">The declared relation, or null.</param>
/// <param name="Where">Where it stands.</param>
public sealed record Declaration(string Parent, string? Relation, string Where);
