using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>The result of <c>assay claims</c> as JSON.</summary>
public static class ClaimsJson
{
    private static readonly ClaimsJsonContext Context = new(new JsonSerializerOptions(ClaimsJsonContext.Default.Options) { Encoder = ReportJson.Encoder });

    /// <summary>Writes a result.</summary>
    public static string Write(ClaimsResult result) =>
        JsonSerializer.Serialize(result with { Claims = [.. result.Claims.Select(c => c with { Quote = Safety.Neutral.Mask(c.Quote) })] }, Context.ClaimsResult) + "\n";
}

/// <summary>Source-generated serializer of claims.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ClaimsResult))]
public sealed partial class ClaimsJsonContext : JsonSerializerContext;
