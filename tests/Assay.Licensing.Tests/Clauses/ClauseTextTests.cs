using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Licensing.Tests;

/// <summary>Complete agreements in our own words, of families that do not exist, with the facts that a careful reader takes from them.</summary>
public sealed class ClauseTextTests
{
    private static readonly ClauseAnalyzer Analyzer = new(LabeledLicenses.Knowledge);

    public static TheoryData<string> Texts() => [.. Directory.EnumerateFiles(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Clauses/Texts")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_whole_agreement_gives_its_facts(string name)
    {
        var parts = File.ReadAllText(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Clauses/Texts", name)).Split("# text\n");
        var analysis = Analyzer.Analyze(TextDocument.Of("LICENSE", parts[1]));
        var (wanted, got) = (new List<string>(), new List<string>());
        foreach (var line in parts[0].Split('\n').Where(l => l.Contains(": ", StringComparison.Ordinal)))
        {
            var (code, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
            wanted.Add(line);
            got.Add($"{code}: {(code == "freedoms" ? Words(analysis.Freedoms) : Value(analysis.Facts[code].Value, value))}");
        }

        Assert.Equal(string.Join('\n', wanted), string.Join('\n', got));
    }

    private static string Words(Freedoms f) => string.Join(' ', new[] { f.Use, f.Study, f.Modify, f.Share }.Select(WireName.Of));

    private static string Value(ClauseValue? got, string wanted)
    {
        if (wanted is "no" or "none" or "null" && ClauseCodes.IsUnset(got)) return wanted;
        var words = got?.ToString() ?? "null";
        return wanted == "EU" && words.StartsWith("EU", StringComparison.Ordinal) ? "EU" : words;
    }
}
