using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>Writes clause values as JSON: a text, a number, a list, or an object.</summary>
public sealed class ClauseValueConverter : JsonConverter<ClauseValue>
{
    /// <inheritdoc/>
    public override ClauseValue? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.String => new ClauseValue.Word(root.GetString() ?? ""),
            JsonValueKind.Number => new ClauseValue.Count(root.GetInt64()),
            JsonValueKind.Array => new ClauseValue.Words([.. root.EnumerateArray().Select(e => e.GetString() ?? "")]),
            JsonValueKind.Object => new ClauseValue.Money(root.GetProperty("amount").GetDecimal(), root.GetProperty("currency").GetString() ?? "", Optional(root, "period"), Optional(root, "effect")),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ClauseValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case ClauseValue.Word w:
                writer.WriteStringValue(w.Text);
                break;
            case ClauseValue.Count c:
                writer.WriteNumberValue(c.Number);
                break;
            case ClauseValue.Words s:
                writer.WriteStartArray();
                foreach (var item in s.Items) writer.WriteStringValue(item);
                writer.WriteEndArray();
                break;
            case ClauseValue.Money m:
                writer.WriteStartObject();
                writer.WriteNumber("amount", m.Amount);
                writer.WriteString("currency", m.Currency);
                if (m.Period is not null) writer.WriteString("period", m.Period);
                if (m.Effect is not null) writer.WriteString("effect", m.Effect);
                writer.WriteEndObject();
                break;
        }
    }

    private static string? Optional(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
