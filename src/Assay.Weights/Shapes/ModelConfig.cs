using System.Globalization;
using System.Text.Json;
using Assay.Core;

namespace Assay.Weights.Shapes;

/// <summary>
/// A model configuration as flat facts, whether it stood in JSON (<c>config.json</c>) or in YAML (knowledge).
/// Values of other kinds than number, flag, text, list of texts and mapping are left out.
/// </summary>
public sealed class ModelConfig
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private ModelConfig(string name) => Name = name;

    /// <summary>Name for messages and results.</summary>
    public string Name { get; }

    /// <summary>Number of keys that were read.</summary>
    public int Count => _entries.Count;

    /// <summary>The keys that were read, and that are not null.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>A configuration without keys.</summary>
    public static ModelConfig Empty(string name) => new(name);

    /// <summary>Reads a JSON object.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="json">UTF-8 text.</param>
    /// <returns>The configuration, or null where the text is no JSON object.</returns>
    public static ModelConfig? FromJson(string name, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object ? FromElement(name, document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads a YAML mapping.</summary>
    public static ModelConfig FromNode(string name, DataNode node)
    {
        var config = new ModelConfig(name);
        foreach (var (key, _, value) in node.Pairs())
        {
            if (value.IsNull) continue;
            if (value.Kind == DataKind.Mapping) config._entries[key] = new Entry(null, null, null, FromNode(name, value));
            else if (value.Kind == DataKind.Sequence) config._entries[key] = new Entry(null, null, [.. value.Items().Select(i => i.Text)], null);
            else if (value.Kind == DataKind.Plain && value.TryNumber(out var number)) config._entries[key] = new Entry(number, value.Text, null, null);
            else config._entries[key] = new Entry(null, value.Text, null, null);
        }

        return config;
    }

    /// <summary>A whole number below one of several names: the first that is there and lies in 0..2^40.</summary>
    public long? Integer(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_entries.TryGetValue(name, out var entry) && entry.Number is { } number && number is >= 0 and <= 1L << 40 && Math.Floor(number) == number) return (long)number;
        }

        return null;
    }

    /// <summary>A number below one of several names.</summary>
    public double? Number(string name) => _entries.TryGetValue(name, out var entry) ? entry.Number : null;

    /// <summary>true or false, or null where it is neither.</summary>
    public bool? Flag(string name) => _entries.TryGetValue(name, out var entry) ? entry.Text switch { "true" or "True" => true, "false" or "False" => false, _ => null } : null;

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => _entries.TryGetValue(name, out var entry) ? entry.Text : null;

    /// <summary>A list of texts or numbers as texts; empty where it is missing.</summary>
    public IReadOnlyList<string> Texts(string name) => _entries.TryGetValue(name, out var entry) ? entry.Texts ?? [] : [];

    /// <summary>A mapping, or null.</summary>
    public ModelConfig? Map(string name) => _entries.TryGetValue(name, out var entry) ? entry.Map : null;

    /// <summary>Whether a key is there and not null.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>This configuration, with some keys taken from another one where it lacks them.</summary>
    public ModelConfig OrElse(ModelConfig other, params ReadOnlySpan<string> keys)
    {
        var merged = new ModelConfig(other.Name);
        foreach (var (key, value) in _entries) merged._entries[key] = value;
        foreach (var key in keys)
        {
            if (other._entries.TryGetValue(key, out var value)) merged._entries.TryAdd(key, value);
        }

        return merged;
    }

    private static ModelConfig FromElement(string name, JsonElement element)
    {
        var config = new ModelConfig(name);
        foreach (var property in element.EnumerateObject())
        {
            if (Read(name, property.Value) is { } entry) config._entries[property.Name] = entry;
        }

        return config;
    }

    private static Entry? Read(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => new Entry(number, number.ToString(CultureInfo.InvariantCulture), null, null),
        JsonValueKind.String => new Entry(null, value.GetString(), null, null),
        JsonValueKind.True => new Entry(null, "true", null, null),
        JsonValueKind.False => new Entry(null, "false", null, null),
        JsonValueKind.Object => new Entry(null, null, null, FromElement(name, value)),
        JsonValueKind.Array => new Entry(null, null, [.. value.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? i.GetString() ?? "" : i.GetRawText())], null),
        _ => null,
    };

    private sealed record Entry(double? Number, string? Text, IReadOnlyList<string>? Texts, ModelConfig? Map);
}
