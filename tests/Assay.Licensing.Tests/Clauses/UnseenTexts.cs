using System.Globalization;
using System.Text.Json;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Licensing.Tests;

/// <summary>Whole license texts in our own words, labeled before the analyzer read them: the nearest thing to texts that nobody has seen.</summary>
internal static class UnseenTexts
{
    public static IEnumerable<LabeledLicenses.Labeled> Read(string file)
    {
        foreach (var part in File.ReadAllText(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Clauses", file)).Split("\n=== ").Skip(1))
        {
            var lines = part.Split('\n', 5);
            yield return new LabeledLicenses.Labeled(lines[0], lines[0], TextDocument.Of("LICENSE", lines[4]), Clauses(lines[1]), Freedoms(lines[2]));
        }
    }

    private static Dictionary<string, JsonElement> Clauses(string line)
    {
        var clauses = ClauseCodes.All.ToDictionary(c => c, _ => Json("null"));
        foreach (var fact in line.Split("; "))
        {
            var (code, value) = (fact[..fact.IndexOf('=', StringComparison.Ordinal)], fact[(fact.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (!clauses.ContainsKey(code)) throw new InvalidDataException($"No clause code {code}.");
            clauses[code] = Json(code == ClauseCodes.Termination && value != "unclear" ? $"[\"{value.Replace(",", "\",\"", StringComparison.Ordinal)}\"]"
                : decimal.TryParse(value, CultureInfo.InvariantCulture, out _) ? value : $"\"{value}\"");
        }

        return clauses;
    }

    private static Dictionary<string, string> Freedoms(string line)
    {
        var words = line["freedoms=".Length..].Split(' ');
        return new[] { "use", "study", "modify", "share" }.Zip(words).Where(p => p.Second != "unclear").ToDictionary(p => p.First, p => p.Second);
    }

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
