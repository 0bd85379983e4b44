namespace Assay.Weights.Containers;

/// <summary>Tells which reader a file needs.</summary>
internal static class ContainerKind
{
    public static Action<WeightDraft>? ByContent(ReadOnlySpan<byte> head, long length)
    {
        if (GgufReader.Matches(head)) return GgufReader.Read;
        if (SafetensorsReader.Matches(head, length)) return SafetensorsReader.Read;
        return null;
    }

    public static Action<WeightDraft>? ByName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".safetensors" => SafetensorsReader.Read,
        ".gguf" => GgufReader.Read,
        _ => null,
    };
}
