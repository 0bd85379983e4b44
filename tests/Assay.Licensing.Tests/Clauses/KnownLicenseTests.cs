using System.Text.Json;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Licensing.Tests;

public sealed class KnownLicenseTests
{
    private static readonly UseAdvisor Uses = new(new MessageCatalog(LabeledLicenses.Knowledge));
    private static readonly LicenseAnalyzer Analyzer = new(LabeledLicenses.Knowledge, File.ReadAllBytes(Path.Combine(SharedData.Root, "knowledge", "identification", "fingerprints.bin")));

    private static TextDocument Document(params string[] parts)
    {
        var path = SharedData.Path(["data", "licenses", .. parts]);
        return TextDocument.Decode(parts[^1], File.ReadAllBytes(path))!;
    }

    [Fact]
    public void Known_texts_give_the_reviewed_facts()
    {
        var score = new LabeledLicenses.Score();
        foreach (var labeled in LabeledLicenses.All())
        {
            var file = Analyzer.Analyze(labeled.Document);
            LabeledLicenses.Add(score, labeled, file.Facts, file.Freedoms);
        }

        var report = score + "\n" + string.Join('\n', score.Misses);
        if (Environment.GetEnvironmentVariable("ASSAY_SCORES") is { } folder) File.WriteAllText(Path.Combine(folder, "known.txt"), report);
        Assert.True(score.Precision >= 0.96 && score.Recall >= 0.94 && score.Freedom >= 0.96, report);
    }

    [Fact]
    public void Changed_clauses_change_their_facts()
    {
        var misses = new List<string>();
        var (hits, all) = (0, 0);
        foreach (var line in File.ReadLines(SharedData.Path("data", "licenses", "altered.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var name = row.RootElement.GetProperty("file").GetString()!;
            var file = Analyzer.Analyze(Document(name.Split('/')));
            foreach (var change in row.RootElement.GetProperty("facts_changed").EnumerateObject())
            {
                if (change.Name == "note" || (change.Value.ValueKind == JsonValueKind.String && change.Value.GetString()!.Contains(' ', StringComparison.Ordinal))) continue;
                all++;
                var fact = file.Facts[change.Name.Replace('_', '-')];
                if (LabeledLicenses.Agrees(change.Name.Replace('_', '-'), change.Value, fact.Value)) hits++;
                else misses.Add($"{name} {change.Name} want {change.Value} got {fact.Value} [{fact.Section}] {fact.Quote} | {string.Join(", ", file.Matches.Select(m => m.Id + " " + m.Match + " " + string.Join("/", m.AlteredSections)))}");
            }
        }

        var report = $"{hits} of {all}\n" + string.Join('\n', misses);
        if (Environment.GetEnvironmentVariable("ASSAY_SCORES") is { } folder) File.WriteAllText(Path.Combine(folder, "altered.txt"), report);
        Assert.True(hits >= 0.9 * all, report);
    }

    [Fact]
    public void A_policy_that_was_not_read_leaves_the_territory_open()
    {
        var license = Document("llama-3.2-community.txt");
        var alone = Analyzer.Analyze(license);
        Assert.Equal(Certainty.Unknown, alone.Facts[ClauseCodes.Geography].Certainty);
        Assert.Null(alone.Facts[ClauseCodes.Geography].Value);
        Assert.Equal(UseAnswerKind.Unknown, Uses.Answer(LicenseTerms.Of(alone), IntendedUse.Commercial, new UserFacts { MonthlyUsers = 1000, Territory = "Germany" }).Answer);

        var together = Analyzer.Analyze(license, new AnalyzeOptions { Policy = Document("llama-3.2-aup.txt") });
        Assert.Contains("EU", together.Facts[ClauseCodes.Geography].Value!.ToString(), StringComparison.Ordinal);
        var answer = Uses.Answer(LicenseTerms.Of(together), IntendedUse.Commercial, new UserFacts { MonthlyUsers = 1000, Territory = "Germany" });
        Assert.Equal(UseAnswerKind.NotAllowed, answer.Answer);
        Assert.Contains("EU", answer.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_was_not_read_leaves_the_territory_open_by_words_alone()
    {
        var alone = Analyzer.Analyze(Document("llama-3.2-community.txt"), new AnalyzeOptions { NoKnown = true });
        Assert.Equal(Certainty.Unknown, alone.Facts[ClauseCodes.Geography].Certainty);
        var together = Analyzer.Analyze(Document("llama-3.2-community.txt"), new AnalyzeOptions { NoKnown = true, Policy = Document("llama-3.2-aup.txt") });
        Assert.Contains("EU", together.Facts[ClauseCodes.Geography].Value!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_of_a_known_text_are_located_in_it()
    {
        var document = Document("llama-3.1-community.txt");
        var fact = Analyzer.Analyze(document).Facts[ClauseCodes.UserThreshold];
        Assert.Equal(new ClauseValue.Count(700_000_000), fact.Value);
        Assert.Equal("2", fact.Section);
        Assert.Contains("700 million", fact.Quote, StringComparison.Ordinal);
        Assert.Contains("700 million", document.Text[document.StartOf(fact.Lines!.Value.First)..], StringComparison.Ordinal);
    }

    [Fact]
    public void The_section_of_a_fact_is_the_one_in_which_its_quote_stands()
    {
        var (wrong, all) = (new List<string>(), 0);
        foreach (var labeled in LabeledLicenses.All())
        {
            var sentences = Segmenter.Segment(labeled.Document);
            foreach (var (code, fact) in Analyzer.Analyze(labeled.Document).Facts.Where(f => f.Value is { Quote: not null, Section: not null, Lines: not null }))
            {
                all++;
                var at = sentences.Where(s => labeled.Document.LinesOf(s.Start, Math.Max(1, s.End - s.Start)) is var lines && lines.First <= fact.Lines!.Value.First && fact.Lines.Value.First <= lines.Last && s.Section.Length > 0).Select(s => s.Section).ToList();
                if (at.Count == 0 || at.Exists(s => fact.Section!.Split(';', StringSplitOptions.TrimEntries).Any(f => FactMerge.Overlap(f, s)))) continue;
                wrong.Add($"{labeled.Id} {code}: {fact.Section}, stands in {string.Join("/", at.Distinct())}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {all}\n" + string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("apache-2.0", "Apache-2.0")]
    [InlineData("llama3.1", "LicenseRef-llama-3.1-community")]
    public void A_tag_gives_derived_facts(string tag, string id)
    {
        var file = Analyzer.OfTag(tag)!;
        Assert.Equal(id, file.Expression);
        Assert.NotEqual(Certainty.Stated, file.Facts[ClauseCodes.CommercialUse].Certainty);
    }

    [Fact]
    public void Program_code_has_no_clauses_of_its_own_when_a_tree_is_scanned()
    {
        var code = TextDocument.Of("src/train.py", "import torch\n\ndef train(model):\n    \"\"\"You must call this first.\"\"\"\n    return model\n");
        Assert.Empty(Analyzer.Analyze(code, new AnalyzeOptions { TermsOnly = true }).Facts);
        Assert.Equal(21, Analyzer.Analyze(code).Facts.Count);
        var terms = TextDocument.Of("LICENSE", "You may use this for research purposes only.\n");
        Assert.Equal(new ClauseValue.Word("forbidden"), Analyzer.Analyze(terms, new AnalyzeOptions { TermsOnly = true }).Facts[ClauseCodes.CommercialUse].Value);
    }

    [Fact]
    public void Languages_that_disagree_are_reported()
    {
        var file = Analyzer.Analyze(Document("altered", "chatglm-6b__zh-en-diverge.txt"));
        Assert.Contains(file.Divergences, d => d.Contains("commercial-use", StringComparison.Ordinal));
    }
}
