using System.Text.Json;

namespace Assay.Sources;

/// <summary>Reads JSON of strangers: what is missing or of another type is null.</summary>
internal static class Json
{
    public static string? Text(JsonElement? parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static long? Number(JsonElement? parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number >= 0 ? number : null;

    public static bool? Bool(JsonElement? parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    public static JsonElement? Object(JsonElement? parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static JsonElement? Array(JsonElement? parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    private static JsonElement? Property(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : null;
}
