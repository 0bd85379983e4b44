using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Assay.Core;
using Assay.Reports.Safety;

namespace Assay.Reports.Json;

/// <summary>The report as JSON, version 1.</summary>
public static class ReportJson
{
    /// <summary>The characters of Unicode category Cf in the basic plane.</summary>
    private static readonly (char First, char Last)[] FormatCharacters =
    [
        ('\u00AD', '\u00AD'), ('\u0600', '\u0605'), ('\u061C', '\u061C'), ('\u06DD', '\u06DD'), ('\u070F', '\u070F'), ('\u0890', '\u0891'), ('\u08E2', '\u08E2'),
        ('\u180E', '\u180E'), ('\u200B', '\u200F'), ('\u202A', '\u202E'), ('\u2060', '\u206F'), ('\uFEFF', '\uFEFF'), ('\uFFF9', '\uFFFB'),
    ];

    /// <summary>Readable text in any script; invisible characters and those that change its direction stand as escapes.</summary>
    public static JavaScriptEncoder Encoder { get; } = MakeEncoder();

    private static readonly ReportJsonContext Context = new(new JsonSerializerOptions(ReportJsonContext.Default.Options) { Encoder = Encoder });

    /// <summary>Writes a report.</summary>
    public static string Write(Report report) => JsonSerializer.Serialize(Masked(report), Context.Report) + "\n";

    /// <summary>Reads a report back.</summary>
    /// <exception cref="JsonException">The text is no report of this version.</exception>
    public static Report Read(string json)
    {
        var report = JsonSerializer.Deserialize(json, Context.Report) ?? throw new JsonException("the report is empty");
        return report.SchemaVersion == "1" ? report : throw new JsonException($"schemaVersion is '{report.SchemaVersion}', not '1'");
    }

    private static Report Masked(Report report) => report with
    {
        Evidence = [.. report.Evidence.Select(e => e with { Quote = Neutral.Mask(e.Quote) })],
        Claims = [.. report.Claims.Select(c => c with { Quote = Neutral.Mask(c.Quote) })],
    };

    private static JavaScriptEncoder MakeEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        foreach (var (first, last) in FormatCharacters)
        {
            for (int c = first; c <= last; c++) settings.ForbidCharacter((char)c);
        }

        return JavaScriptEncoder.Create(settings);
    }
}

/// <summary>Source-generated serializer of reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(Report))]
public sealed partial class ReportJsonContext : JsonSerializerContext;
