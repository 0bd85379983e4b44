using Assay.Core;

namespace Assay.Weights;

/// <summary>Where the elements of a tensor lie.</summary>
/// <param name="Blob">The bytes that hold them: the file, a member of it, or values decoded from a message.</param>
/// <param name="Offset">First byte within the blob.</param>
/// <param name="Length">Length in bytes of the region the elements lie in.</param>
public sealed record TensorStorage(IBlob Blob, long Offset, long Length)
{
    /// <summary>Step between neighbors along each dimension in elements; null where the elements lie in order without gaps.</summary>
    public long[]? Strides { get; init; }

    /// <summary>Whether the bytes of a number are stored highest first.</summary>
    public bool BigEndian { get; init; }

    /// <summary>Why the values cannot be had although the tensor is listed; null where they can.</summary>
    public string? NotReadable { get; init; }
}

/// <summary>One tensor of a weight file.</summary>
/// <param name="Name">Its name as stored; may hold any character.</param>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Shape">Its dimensions, the fastest-running one last (GGUF stores them reversed); empty for a scalar.</param>
/// <param name="Elements">Number of elements: the product of the shape.</param>
/// <param name="Storage">Where they lie.</param>
public sealed record TensorInfo(string Name, DType Type, long[] Shape, long Elements, TensorStorage Storage)
{
    /// <summary>The file that holds it, as given to the reader.</summary>
    public string File { get; init; } = "";

    /// <summary>Length in bytes of its elements.</summary>
    public long ByteLength => Storage.Strides is null ? Storage.Length : Elements * Type.Block().Bytes;
}

/// <summary>Content that could run code, or that asks for code to be run.</summary>
/// <param name="What">What it is, such as <c>imports builtins.eval</c>.</param>
/// <param name="Where">The file and the part of it.</param>
public sealed record UnsafeContent(string What, string Where);

/// <summary>What a reader found in a weight file. There is always one, however broken the file.</summary>
public sealed record WeightFileResult
{
    /// <summary>The file as given to the reader.</summary>
    public required string Name { get; init; }

    /// <summary><c>safetensors</c>, <c>gguf</c>, <c>pytorch-zip</c>, <c>torchscript</c>, <c>pytorch-legacy</c>, <c>pickle</c>, <c>onnx</c>, <c>npy</c>, <c>npz</c>, <c>zip</c> or <c>unknown</c>.</summary>
    public required string Container { get; init; }

    /// <summary>Whether the file is well formed and within the limits.</summary>
    public bool Accepted => Reason is null;

    /// <summary>Why it was refused, one sentence; null where it was accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>Its tensors in the order of the container; of a refused file those that could be read.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; init; } = [];

    /// <summary>Metadata by key, as text; long values and arrays are shortened and say so.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Content that could run code, in the order found.</summary>
    public IReadOnlyList<UnsafeContent> Unsafe { get; init; } = [];

    /// <summary>Remarks that do not stop the reader, each one sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Files the tensors lie in, the file itself included; members of an archive are written <c>archive/member</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
