using System.Text.Json;
using Assay.Core;

namespace Assay.Weights;

/// <summary>The number of parameters that an index of shards states: counted from the weights when it was written, without the shards being here.</summary>
public static class IndexParameters
{
    private const int MaxBytes = 64 << 20;

    /// <summary>Reads <c>metadata.total_parameters</c>, or else <c>metadata.total_size</c> in bytes divided by the size of an element.</summary>
    /// <param name="index">The index (<c>*.index.json</c>).</param>
    /// <param name="bytesPerParameter">Bytes of one parameter by the configuration's data type, or null where that is not known.</param>
    /// <returns>The number of parameters, or null where the index does not show it.</returns>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static long? Read(IBlob index, int? bytesPerParameter)
    {
        if (index.Length > MaxBytes) return null;
        try
        {
            using var json = JsonDocument.Parse(index.ReadAll(MaxBytes), new JsonDocumentOptions { MaxDepth = 16 });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object) return null;
            if (Count(metadata, "total_parameters") is { } stated) return stated;
            return bytesPerParameter is { } bytes && Count(metadata, "total_size") is { } size && size % bytes == 0 ? size / bytes : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Bytes of one parameter by <c>torch_dtype</c> or <c>dtype</c>; null where the weights are quantized or the type is not one of the plain ones.</summary>
    /// <param name="configuration">The model's <c>config.json</c>.</param>
    public static int? BytesPerParameter(Shapes.ModelConfig configuration) => configuration.Has("quantization_config") ? null : (configuration.Text("torch_dtype") ?? configuration.Text("dtype")) switch
    {
        "float32" => 4,
        "bfloat16" or "float16" => 2,
        _ => null,
    };

    private static long? Count(JsonElement metadata, string key) =>
        metadata.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is > 0 and < 1e18 && Math.Floor(number) == number ? (long)number : null;
}
