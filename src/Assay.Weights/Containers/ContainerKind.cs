using Assay.Weights.Pickle;

namespace Assay.Weights.Containers;

/// <summary>Tells which reader a file needs.</summary>
internal static class ContainerKind
{
    public static Action<WeightDraft>? ByContent(ReadOnlySpan<byte> head, long length)
    {
        if (GgufReader.Matches(head)) return GgufReader.Read;
        if (PickleFile.Matches(head)) return PickleFile.Read;
        if (SafetensorsReader.Matches(head, length)) return SafetensorsReader.Read;
        return null;
    }

    public static Action<WeightDraft>? ByName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".safetensors" => SafetensorsReader.Read,
        ".gguf" => GgufReader.Read,
        ".pkl" or ".pickle" or ".pt" or ".pth" or ".bin" or ".ckpt" or ".dat" or ".data" or ".joblib" or ".p" => PickleFile.Read,
        _ => null,
    };
}
