using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Assay.Sources;

/// <summary>Tells weight files from other files, by name or first bytes.</summary>
internal static class WeightFiles
{
    private static readonly FrozenSet<string> Endings = FrozenSet.ToFrozenSet(
        [
            ".safetensors", ".gguf", ".ggml", ".onnx", ".pt", ".pth", ".bin", ".ckpt", ".jit", ".ptl", ".npz", ".npy", ".h5", ".hdf5", ".keras",
            ".msgpack", ".pb", ".tflite", ".mlmodel", ".pkl", ".pickle", ".nemo", ".llamafile", ".engine",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name ends as weight files do.</summary>
    public static bool HasWeightName(string path) => Endings.Contains(Path.GetExtension(path));

    /// <summary>Whether the bytes begin as GGUF or safetensors do.</summary>
    public static bool HasWeightHead(ReadOnlySpan<byte> head, long length) =>
        head.StartsWith("GGUF"u8)
        || (head.Length > 9 && head[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(head) is > 1 and var header && header < (ulong)length);

    /// <summary>Whether anything in a snapshot looks like a model: weights, a configuration or a card.</summary>
    public static bool LooksLikeModel(Snapshot snapshot)
    {
        foreach (var entry in snapshot.Entries)
        {
            if (HasWeightName(entry.Path) || entry.Name is "config.json" || entry.Name.StartsWith("README", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
