using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>The result of <c>assay lineage</c> as JSON.</summary>
public static class LineageJson
{
    private static readonly LineageJsonContext Context = new(new JsonSerializerOptions(LineageJsonContext.Default.Options) { Encoder = ReportJson.Encoder });

    /// <summary>Writes the result.</summary>
    public static string Write(LineageResult result) => JsonSerializer.Serialize(result, Context.LineageResult) + "\n";
}

/// <summary>Source-generated serializer of the result of <c>assay lineage</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LineageResult))]
public sealed partial class LineageJsonContext : JsonSerializerContext;
