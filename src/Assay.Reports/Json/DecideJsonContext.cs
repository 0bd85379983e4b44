using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>JSON of <c>assay decide</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(DecideResult))]
public sealed partial class DecideJsonContext : JsonSerializerContext;

/// <summary>Writes a decision as JSON, readable in any script and with invisible characters as escapes.</summary>
public static class DecideJson
{
    private static readonly DecideJsonContext Context = new(new JsonSerializerOptions(DecideJsonContext.Default.Options) { Encoder = ReportJson.Encoder });

    /// <summary>Writes a decision.</summary>
    public static string Write(DecideResult result) => JsonSerializer.Serialize(result, Context.DecideResult) + "\n";
}
