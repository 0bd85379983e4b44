using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>Writes a line range as <c>[first, last]</c>.</summary>
public sealed class LineRangeConverter : JsonConverter<LineRange>
{
    /// <inheritdoc/>
    public override LineRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("a line range is [first, last]");
        var range = new LineRange(Number(ref reader), Number(ref reader));
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? range : throw new JsonException("a line range has two numbers");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LineRange value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.First);
        writer.WriteNumberValue(value.Last);
        writer.WriteEndArray();
    }

    private static int Number(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TryGetInt32(out var number) ? number : throw new JsonException("a line range has two numbers");
}
