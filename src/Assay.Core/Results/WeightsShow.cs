namespace Assay.Core;

/// <summary>Result of <c>assay weights show</c>: what weight files hold, without any of it being run.</summary>
public sealed record WeightsShow
{
    /// <summary>Container of the model's weights: <c>safetensors</c>, <c>gguf</c>, <c>onnx</c>, <c>pytorch-zip</c> ...; <c>mixed</c> for several, <c>none</c> where there is no weight file.</summary>
    public required string Container { get; init; }

    /// <summary>Whether every weight file is well formed, complete and within the limits.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Why it was not accepted, one sentence; null where it was.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of tensors of the model.</summary>
    public required int Tensors { get; init; }

    /// <summary>Number of parameters of the model: all elements of all its tensors, shared storages counted once.</summary>
    public required long Parameters { get; init; }

    /// <summary>Elements of the model by type.</summary>
    public IReadOnlyDictionary<string, long> Dtypes { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Metadata of the model's files; of an adapter its configuration under <c>adapter.*</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Content that could run code, or asks for code to be run.</summary>
    public IReadOnlyList<WeightsUnsafe> Unsafe { get; init; } = [];

    /// <summary>The weight files.</summary>
    public IReadOnlyList<WeightsFile> Files { get; init; } = [];

    /// <summary>Remarks, each one sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The tensors of the model one by one, where they were asked for.</summary>
    public IReadOnlyList<WeightsTensor> TensorList { get; init; } = [];
}

/// <summary>Content that could run code.</summary>
/// <param name="What">What it is.</param>
/// <param name="Where">The file and the part of it.</param>
public sealed record WeightsUnsafe(string What, string Where);

/// <summary>One weight file.</summary>
/// <param name="Path">Path relative to SOURCE.</param>
/// <param name="Container">Its container.</param>
/// <param name="Accepted">Whether it is well formed and within the limits.</param>
/// <param name="Reason">Why not; null where it is.</param>
/// <param name="Tensors">Number of its tensors.</param>
/// <param name="Parameters">Number of its parameters.</param>
public sealed record WeightsFile(string Path, string Container, bool Accepted, string? Reason, int Tensors, long Parameters);

/// <summary>One tensor.</summary>
/// <param name="Name">Its name as stored.</param>
/// <param name="Dtype">Its type.</param>
/// <param name="Shape">Its dimensions, the fastest-running one last.</param>
/// <param name="File">The file that holds it.</param>
public sealed record WeightsTensor(string Name, string Dtype, IReadOnlyList<long> Shape, string File)
{
    /// <summary>Bytes that its elements take.</summary>
    public long Bytes { get; init; }
}
