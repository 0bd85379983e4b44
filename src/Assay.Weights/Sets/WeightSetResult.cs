using Assay.Core;
using Assay.Weights.Tables;

namespace Assay.Weights;

/// <summary>A file of a release: its path, and how to open it.</summary>
/// <param name="Path">Path relative to the release, with forward slashes.</param>
/// <param name="Open">Opens the bytes; throws <see cref="BlobReadException"/> where they cannot be had.</param>
public sealed record WeightSource(string Path, Func<IBlob> Open);

/// <summary>One complete set of weights of a release: a file, or the parts of one model.</summary>
/// <param name="Name">Path of the file, or of the parts with <c>*</c> for their numbers.</param>
/// <param name="Container">Its container.</param>
/// <param name="Files">Paths of its files in ordinal order.</param>
/// <param name="Tensors">Its tensors in the order of the files.</param>
/// <param name="Parameters">Number of its parameters.</param>
public sealed record WeightVariant(string Name, string Container, IReadOnlyList<string> Files, IReadOnlyList<TensorInfo> Tensors, long Parameters);

/// <summary>What the weight files of a release hold together.</summary>
public sealed record WeightSetResult
{
    /// <summary>One result a weight file, in ordinal order of the paths.</summary>
    public required IReadOnlyList<WeightFileResult> Files { get; init; }

    /// <summary>The complete sets of weights; the same model in two containers is two of them.</summary>
    public required IReadOnlyList<WeightVariant> Variants { get; init; }

    /// <summary>The variants that make up the model: the biggest one, or of a pipeline the biggest of each part.</summary>
    public required IReadOnlyList<WeightVariant> Model { get; init; }

    /// <summary>The tensors of the model, made one by one as they are looked at.</summary>
    public IReadOnlyList<TensorInfo> Tensors => JoinedTensors.Of(Model.Select(v => v.Tensors));

    /// <summary>What is wrong with the set as a whole, such as a missing part; each one sentence.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Those of <see cref="Problems"/> that say that a shard which an index names is not here.</summary>
    public required IReadOnlySet<string> Absent { get; init; }

    /// <summary>Remarks, each one sentence.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Unsafe content of the weight files and of the configuration beside them.</summary>
    public required IReadOnlyList<UnsafeContent> Unsafe { get; init; }

    /// <summary>Metadata of the model's files, and of an adapter's configuration (<c>adapter.*</c>).</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
