using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>Frameworks and differences as JSON.</summary>
public static class FrameworksJson
{
    private static readonly FrameworksJsonContext Context = new(new JsonSerializerOptions(FrameworksJsonContext.Default.Options) { Encoder = ReportJson.Encoder });

    /// <summary>Writes a list of frameworks.</summary>
    public static string Write(FrameworkList list) => JsonSerializer.Serialize(list, Context.FrameworkList) + "\n";

    /// <summary>Writes a difference.</summary>
    public static string Write(DiffResult diff) => JsonSerializer.Serialize(diff, Context.DiffResult) + "\n";
}

/// <summary>Source-generated serializer of frameworks and differences.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FrameworkList))]
[JsonSerializable(typeof(DiffResult))]
internal sealed partial class FrameworksJsonContext : JsonSerializerContext;
