using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Core;
using Assay.Reports.Json;
using Assay.Reports.Safety;

namespace Assay.Reports.Licensing;

/// <summary>Results of the licensing room as JSON.</summary>
public static class LicenseJson
{
    private static readonly LicenseJsonContext Context = new(new JsonSerializerOptions(LicenseJsonContext.Default.Options) { Encoder = ReportJson.Encoder });

    /// <summary>Writes the result of <c>license identify</c> and <c>license show</c>.</summary>
    public static string Write(LicenseIdentification result) => JsonSerializer.Serialize(result with { Files = [.. result.Files.Select(Masked)] }, Context.LicenseIdentification) + "\n";

    /// <summary>Writes the result of <c>license compare</c>.</summary>
    public static string Write(LicenseComparison result) => JsonSerializer.Serialize(result with { A = Masked(result.A), B = Masked(result.B) }, Context.LicenseComparison) + "\n";

    /// <summary>Writes the result of <c>license identify</c> as UTF-8 bytes, a part at a time.</summary>
    public static void Write(LicenseIdentification result, Stream output)
    {
        JsonSerializer.Serialize(output, result with { Files = [.. result.Files.Select(Masked)] }, Context.LicenseIdentification);
        output.WriteByte((byte)'\n');
    }

    // Facts in the order of the codes, then what is no code, in ordinal order.
    private static LicenseFile Masked(LicenseFile file)
    {
        if (file.Facts.Count == 0) return file;
        var facts = new Dictionary<string, ClauseFact>(file.Facts.Count, StringComparer.Ordinal);
        foreach (var code in ClauseCodes.All)
        {
            if (file.Facts.TryGetValue(code, out var fact)) facts[code] = Masked(fact);
        }

        if (facts.Count < file.Facts.Count)
        {
            foreach (var (code, fact) in file.Facts.OrderBy(f => f.Key, StringComparer.Ordinal)) facts.TryAdd(code, Masked(fact));
        }

        return file with { Facts = facts };
    }

    private static ClauseFact Masked(ClauseFact fact)
    {
        if (fact.Quote is not { } quote) return fact;
        var masked = Neutral.Mask(quote);
        return ReferenceEquals(masked, quote) ? fact : fact with { Quote = masked };
    }
}

/// <summary>Source-generated serializer of the results of the licensing room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(LicenseIdentification))]
[JsonSerializable(typeof(LicenseComparison))]
public sealed partial class LicenseJsonContext : JsonSerializerContext;
