using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Licensing.Tests;

/// <summary>The labeled license texts, and the scoring of clause facts against their labels as the evaluation script does it.</summary>
internal static partial class LabeledLicenses
{
    /// <summary>The knowledge of this checkout, compiled from its files.</summary>
    public static DataTable Knowledge { get; } = new(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));

    /// <summary>A text with its labels.</summary>
    public sealed record Labeled(string Id, string Family, TextDocument Document, Dictionary<string, JsonElement> Clauses, Dictionary<string, string> Freedoms);

    /// <summary>Hits and misses over all labels.</summary>
    public sealed class Score
    {
        public int TruePositive, FalsePositive, FalseNegative, FreedomHits, Freedoms;
        public readonly List<string> Misses = [];

        public double Precision => Ratio(TruePositive, TruePositive + FalsePositive);
        public double Recall => Ratio(TruePositive, TruePositive + FalseNegative);
        public double Freedom => Ratio(FreedomHits, Freedoms);

        private static double Ratio(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

        public override string ToString() => FormattableString.Invariant($"precision {Precision:0.000} recall {Recall:0.000} freedoms {Freedom:0.000}");
    }

    /// <summary>Families that rules were not tuned on: a third, by the hash of the name.</summary>
    public static bool HeldOut(string family) => SHA256.HashData(Encoding.UTF8.GetBytes(family))[0] % 3 == 0;

    public static IEnumerable<Labeled> All()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("data", "licenses"), "*.json").Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var root = json.RootElement;
            var text = Path.ChangeExtension(file, ".txt");
            yield return new Labeled(
                root.GetProperty("id").GetString()!,
                root.GetProperty("family").GetString()!,
                TextDocument.Decode(Path.GetFileName(text), File.ReadAllBytes(text))!,
                root.GetProperty("clauses").EnumerateObject().ToDictionary(p => p.Name.Replace('_', '-'), p => p.Value.GetProperty("value").Clone()),
                root.GetProperty("osaid").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetProperty("value").GetString()!));
        }
    }

    public static void Add(Score score, Labeled labeled, IReadOnlyDictionary<string, ClauseFact> facts, Freedoms freedoms)
    {
        foreach (var (code, want) in labeled.Clauses)
        {
            var got = facts.GetValueOrDefault(code)?.Value;
            if (want.ValueKind == JsonValueKind.String && want.GetString() == "unclear") continue;
            var same = Same(code, want, got);
            if (!ClauseCodes.IsUnset(got)) _ = same && !Unset(want) ? score.TruePositive++ : score.FalsePositive++;
            if (!Unset(want) && !(same && !ClauseCodes.IsUnset(got))) score.FalseNegative++;
            if (!same) score.Misses.Add($"{labeled.Id} | {code} | want {want} | got {got} [{facts.GetValueOrDefault(code)?.Section}] {facts.GetValueOrDefault(code)?.Quote}");
        }

        foreach (var (name, got) in new[] { ("use", freedoms.Use), ("study", freedoms.Study), ("modify", freedoms.Modify), ("share", freedoms.Share) })
        {
            if (!labeled.Freedoms.TryGetValue(name, out var want)) continue;
            score.Freedoms++;
            var word = got.ToString().ToLowerInvariant();
            if (word == want || (got == Freedom.Unknown && want == "unspecified")) score.FreedomHits++;
            else score.Misses.Add($"{labeled.Id} | freedom {name} | want {want} | got {word}");
        }
    }

    private static bool Unset(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => e.GetString() is "" or "no" or "none" or "unspecified" or "free",
        JsonValueKind.Array => e.GetArrayLength() == 0 || (e.GetArrayLength() == 1 && e[0].GetString() == "unspecified"),
        _ => false,
    };

    /// <summary>Whether a fact agrees with its label.</summary>
    public static bool Agrees(string code, JsonElement want, ClauseValue? got) => Same(code, want, got);

    private static bool Same(string code, JsonElement want, ClauseValue? got)
    {
        if (Unset(want) || ClauseCodes.IsUnset(got)) return Unset(want) == ClauseCodes.IsUnset(got);
        return code switch
        {
            ClauseCodes.UserThreshold => got is ClauseValue.Count c && want.ValueKind == JsonValueKind.Number && want.GetInt64() == c.Number,
            ClauseCodes.RevenueThreshold => got is ClauseValue.Money m && (want.ValueKind == JsonValueKind.Number ? want : want.GetProperty("amount")).GetDecimal() == m.Amount,
            ClauseCodes.Termination => got is ClauseValue.Words w && want.EnumerateArray().Any(i => w.Items.Contains(i.GetString()!)),
            ClauseCodes.GoverningLaw or ClauseCodes.Geography => Words(want.ToString()).Intersect(Words(got!.ToString())).Any(),
            ClauseCodes.Naming or ClauseCodes.ShareAlike or ClauseCodes.Royalty or ClauseCodes.NoTrain or ClauseCodes.Attribution or ClauseCodes.Outputs or ClauseCodes.Registration or ClauseCodes.RemoteOrUpdate => true,
            _ => string.Equals(want.ToString(), got!.ToString(), StringComparison.OrdinalIgnoreCase),
        };
    }

    private static IEnumerable<string> Words(string text) =>
        LatinWord().Matches(text.ToLowerInvariant()).Select(m => m.Value).Except(["the", "of", "law", "laws", "state", "and", "only", "excluded", "models"]);

    [GeneratedRegex("[a-z]{2,}")]
    private static partial Regex LatinWord();
}
