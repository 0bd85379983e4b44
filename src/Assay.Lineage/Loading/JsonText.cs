using System.Text.Json;

namespace Assay.Lineage;

/// <summary>Reads JSON that may be broken.</summary>
internal static class JsonText
{
    /// <summary>The document, or null where it is none.</summary>
    public static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Text of a property of an object; null where there is none.</summary>
    public static string? TextOf(JsonElement root, string name) => Property(root, name) is { ValueKind: JsonValueKind.String } value ? Text(value) : null;

    /// <summary>A property of an object; null where there is none, or where a name in front of it is no text.</summary>
    public static JsonElement? Property(JsonElement root, string name)
    {
        try
        {
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An escape of half a surrogate pair is valid JSON and no text.</summary>
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
