using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>JSON Schemas (2020-12) of our results, made from the same types that write them.</summary>
public static class JsonSchemas
{
    /// <summary>The schema of a result: every key is required, no other is allowed.</summary>
    /// <param name="name">Name of the result, such as <c>report</c>.</param>
    /// <param name="type">Its type.</param>
    public static string Of(string name, JsonTypeInfo type)
    {
        var node = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Close });
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"https://assay.example/schemas/{name}-1.schema.json",
            ["title"] = $"Assay {name}, version 1",
        };
        foreach (var (key, value) in node.AsObject().ToList())
        {
            node.AsObject().Remove(key);
            schema[key] = value;
        }

        return schema.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, Encoder = ReportJson.Encoder }) + "\n";
    }

    private static JsonNode Close(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(LineRange) || context.TypeInfo.Type == typeof(LineRange?)) return JsonNode.Parse("""{"type":["array","null"],"items":{"type":"integer","minimum":1},"minItems":2,"maxItems":2}""")!;
        if (context.TypeInfo.Type == typeof(ClauseValue)) return JsonNode.Parse("""{"type":["string","integer","array","object","null"]}""")!;
        if (schema is not JsonObject type || type["properties"] is not JsonObject properties) return schema;
        type["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]);
        type["additionalProperties"] = false;
        return type;
    }
}
