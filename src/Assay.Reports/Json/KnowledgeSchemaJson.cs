using System.Text;
using System.Text.Json;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>Writes the shape of knowledge files as a JSON Schema, for editors and checks of files of one's own.</summary>
public static class KnowledgeSchemaJson
{
    private static readonly string[] AnyScalar = ["string", "number", "boolean"];

    /// <summary>The schema of a concept (draft 2020-12), with a line break at the end.</summary>
    public static string Write(KnowledgeSchema schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("$id", $"assay-knowledge-{schema.Name}-1");
            writer.WriteString("title", $"Knowledge of Assay: {schema.Name}");
            Body(writer, schema.Shape);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Shape(Utf8JsonWriter writer, DataShape shape)
    {
        writer.WriteStartObject();
        Body(writer, shape);
        writer.WriteEndObject();
    }

    private static void Body(Utf8JsonWriter writer, DataShape shape)
    {
        var types = Types(shape);
        if (types.Count == 0) return;
        if (shape.Choices.Count > 0 && shape is { Items: null, Keys: null, Values: null } && shape.Scalars is [AskedAs.Choice])
        {
            writer.WriteStartArray("enum");
            foreach (var choice in shape.Choices) writer.WriteStringValue(choice);
            if (shape.Nullable) writer.WriteNullValue();
            writer.WriteEndArray();
            return;
        }

        if (types.Count == 1)
        {
            writer.WriteString("type", types[0]);
        }
        else
        {
            writer.WriteStartArray("type");
            foreach (var type in types) writer.WriteStringValue(type);
            writer.WriteEndArray();
        }

        if (shape.Items is { } items)
        {
            writer.WritePropertyName("items");
            Shape(writer, items);
        }

        Mapping(writer, shape);
    }

    private static void Mapping(Utf8JsonWriter writer, DataShape shape)
    {
        if (shape.Keys is { } keys)
        {
            writer.WriteStartObject("properties");
            foreach (var (key, below) in keys.OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(key);
                Shape(writer, below);
            }

            writer.WriteEndObject();
            if (shape.Required.Count > 0)
            {
                writer.WriteStartArray("required");
                foreach (var key in shape.Required) writer.WriteStringValue(key);
                writer.WriteEndArray();
            }
        }

        if (shape.Values is { } values)
        {
            writer.WritePropertyName("additionalProperties");
            Shape(writer, values);
        }
        else if (shape.Closed)
        {
            writer.WriteBoolean("additionalProperties", false);
        }
    }

    private static List<string> Types(DataShape shape)
    {
        var types = new List<string>();
        if (shape.Keys is not null || shape.Values is not null) types.Add("object");
        if (shape.Items is not null) types.Add("array");
        foreach (var scalar in shape.Scalars.SelectMany(Scalar))
        {
            if (!types.Contains(scalar)) types.Add(scalar);
        }

        if (types.Count > 0 && shape.Nullable) types.Add("null");
        return types;
    }

    private static string[] Scalar(AskedAs kind) => kind switch
    {
        AskedAs.Number => ["number"],
        AskedAs.Flag => ["boolean"],
        AskedAs.Choice => ["string"],
        _ => AnyScalar,
    };
}
