using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core;
using Assay.Reports.Safety;

namespace Assay.Reports.Json;

/// <summary>The result of <c>assay weights show</c> as JSON.</summary>
public static class WeightsShowJson
{
    private static readonly WeightsShowJsonContext Context = new(new JsonSerializerOptions(WeightsShowJsonContext.Default.Options) { Encoder = ReportJson.Encoder });

    /// <summary>Writes the result; what looks like a credential in the metadata is masked.</summary>
    public static string Write(WeightsShow show) => JsonSerializer.Serialize(Masked(show), Context.WeightsShow) + "\n";

    /// <summary>Writes the result bit by bit, so that a million tensors are never there at once.</summary>
    public static void Write(WeightsShow show, Stream to)
    {
        JsonSerializer.Serialize(to, Masked(show), Context.WeightsShow);
        to.WriteByte((byte)'\n');
    }

    private static WeightsShow Masked(WeightsShow show)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in show.Metadata) metadata[key] = Neutral.Mask(value);
        return show with { Metadata = metadata };
    }
}

/// <summary>Source-generated serializer of the result of <c>assay weights show</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WeightsShow))]
public sealed partial class WeightsShowJsonContext : JsonSerializerContext;
