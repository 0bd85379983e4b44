using System.Globalization;
using System.Text.Json;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Audit.Tests.Frameworks;

/// <summary>Records of the Model Openness Tool get the classes and the progress that the tool itself computes.</summary>
public sealed class MotRecordTests
{
    [Fact]
    public void The_labeled_records_come_out_as_the_tool_has_them()
    {
        var folder = SharedData.Path("data", "openness", "mot-tests");
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var rows = expected.RootElement.EnumerateArray().ToList();
        Assert.Equal(27, rows.Count);
        Assert.Empty(rows.Select(r => Difference(folder, r)).OfType<string>());
    }

    [Theory]
    [InlineData("MIT", "III")]
    [InlineData("mit", "none")]
    [InlineData("PDDL-1.0", "none")]
    [InlineData("ODC-PDDL-1.0", "III")]
    [InlineData("OpenMDW-1.0", "III")]
    [InlineData("OpenMDW-1.1", "none")]
    [InlineData("MIT OR Apache-2.0", "none")]
    [InlineData("unlicensed", "none")]
    public void Ids_are_compared_as_they_are_spelled(string license, string level) => Assert.Equal(level, Judge(Record(license, ClassThree)).Level);

    [Fact]
    public void A_paper_stands_in_for_the_report_but_not_the_other_way_round()
    {
        var names = All.Where(n => n is not "Technical report").ToArray();
        Assert.Equal("I", Judge(Record("MIT", names)).Level);
        var verdict = Judge(Record("MIT", [.. All.Where(n => n is not "Research paper")]));
        Assert.Equal("II", verdict.Level);
        Assert.Equal(100.0 * 13 / 14, verdict.Progress["I"], 9);
        Assert.Equal(["doc.paper"], verdict.NextSteps.SelectMany(s => s.Satisfies));
    }

    [Fact]
    public void A_name_that_the_tool_does_not_know_counts_as_datasets()
    {
        var facts = Read(Record("MIT", ["Training dataset"]));
        Assert.Equal(["data.train"], facts.Components.Where(c => c.Presence == Presence.Present).Select(c => c.Id));
    }

    [Fact]
    public void Facts_are_decided_by_the_record_and_quote_its_lines()
    {
        var facts = Read(Record("MIT", ClassThree));
        var weights = facts.Components.Single(c => c.Id == "weights.final");
        Assert.Equal("record", weights.DecidedBy);
        Assert.Equal("mot", facts.Record);
        Assert.Equal(LicenseScope.Inherited, weights.License.Scope);
        Assert.Contains(weights.Evidence, e => facts.Evidence[e].Quote.Contains("Model parameters (Final)", StringComparison.Ordinal));
        Assert.Contains(weights.Evidence, e => facts.Evidence[e].Quote.Contains("MIT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a: [")]
    [InlineData("release: text")]
    [InlineData("release: {name: x}")]
    [InlineData("- 1\n- 2\n")]
    [InlineData("system: {name: x}\nlicenses: {notes: none}")]
    public void Other_documents_are_no_records(string text) => Assert.Null(RecordReader.TryRead(TextDocument.Of("x.yml", text), TestKnowledge.Table));

    private static readonly string[] ClassThree = ["Model architecture", "Model parameters (Final)", "Technical report", "Evaluation results", "Model card", "Data card"];

    private static readonly string[] All =
    [
        .. ClassThree, "Training code", "Inference code", "Evaluation code", "Evaluation data", "Datasets", "Data preprocessing code", "Research paper", "Model parameters (Intermediate)",
    ];

    private static string Record(string license, string[] names) =>
        $"framework: {{name: Model Openness Framework}}\nrelease:\n  name: test\n  license:\n    distribution:\n      name: {license}\n  components:\n{string.Concat(names.Select(n => $"  - name: {n}\n    description: text\n"))}";

    private static FactBase Read(string yaml) => RecordReader.TryRead(TextDocument.Of("test.yml", yaml), TestKnowledge.Table)!;

    private static Verdict Judge(string yaml) => FrameworkJudge.Judge(Read(yaml), TestKnowledge.Table, ["mot"])[0];

    private static string? Difference(string folder, JsonElement row)
    {
        var file = row.GetProperty("file").GetString()!;
        var verdict = Judge(File.ReadAllText(Path.Combine(folder, file)));
        var same = verdict.Level == row.GetProperty("class").GetString()
            && row.GetProperty("progress").EnumerateObject().All(p => Math.Abs(p.Value.GetDouble() - verdict.Progress[p.Name]) < 1e-9);
        return same ? null : string.Create(CultureInfo.InvariantCulture, $"{file}: {verdict.Level} {string.Join(' ', verdict.Progress.Values)}");
    }
}
