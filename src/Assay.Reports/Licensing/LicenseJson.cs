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

    private static LicenseFile Masked(LicenseFile file) => file with { Facts = new FactMap(file.Facts.Select(f => KeyValuePair.Create(f.Key, f.Value with { Quote = f.Value.Quote is { } quote ? Neutral.Mask(quote) : null }))) };

    /// <summary>Facts in the order of the codes.</summary>
    private sealed class FactMap(IEnumerable<KeyValuePair<string, ClauseFact>> facts) : SortedDictionary<string, ClauseFact>(facts.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal), CodeOrder.Instance);

    private sealed class CodeOrder : IComparer<string>
    {
        public static CodeOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            var order = Place(x).CompareTo(Place(y));
            return order != 0 ? order : string.CompareOrdinal(x, y);
        }

        private static int Place(string? code) => ClauseCodes.All.IndexOf(code ?? "") is >= 0 and var at ? at : int.MaxValue;
    }
}

/// <summary>Source-generated serializer of the results of the licensing room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(LicenseIdentification))]
[JsonSerializable(typeof(LicenseComparison))]
public sealed partial class LicenseJsonContext : JsonSerializerContext;
