using Assay.Formats;
using Assay.Weights.Numpy;
using Assay.Weights.Onnx;
using Assay.Weights.Pickle;

namespace Assay.Weights.Containers;

/// <summary>Tells which reader a file needs.</summary>
internal static class ContainerKind
{
    public static Action<WeightDraft>? ByContent(ReadOnlySpan<byte> head, long length)
    {
        if (GgufReader.Matches(head)) return GgufReader.Read;
        if (PickleFile.Matches(head)) return PickleFile.Read;
        if (ZipDirectory.IsZip(head)) return ZipFile.Read;
        if (NpyReader.Matches(head)) return NpyReader.Read;
        if (OnnxReader.Matches(head)) return OnnxReader.Read;
        if (SafetensorsReader.Matches(head, length)) return SafetensorsReader.Read;
        return null;
    }

    public static Action<WeightDraft>? ByName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".safetensors" => SafetensorsReader.Read,
        ".gguf" => GgufReader.Read,
        ".npz" or ".zip" => ZipFile.Read,
        ".npy" => NpyReader.Read,
        ".onnx" => OnnxReader.Read,
        _ => PickleFile.IsName(name) ? PickleFile.Read : null,
    };
}
