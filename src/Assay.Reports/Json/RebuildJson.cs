using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>The result of <c>assay rebuild</c> as JSON.</summary>
public static class RebuildJson
{
    private static readonly RebuildJsonContext Context = new(new JsonSerializerOptions(RebuildJsonContext.Default.Options) { Encoder = ReportJson.Encoder });

    /// <summary>Writes a result.</summary>
    public static string Write(RebuildInfo rebuild) => JsonSerializer.Serialize(rebuild, Context.RebuildInfo) + "\n";
}

/// <summary>Source-generated serializer of rebuilds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RebuildInfo))]
public sealed partial class RebuildJsonContext : JsonSerializerContext;
