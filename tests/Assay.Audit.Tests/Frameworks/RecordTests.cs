using Assay.Core;
using Assay.Formats;
using Assay.Tests;
using System.Text.Json;

namespace Assay.Audit.Tests.Frameworks;

/// <summary>Records of the European index, and records held against releases.</summary>
public sealed class RecordTests
{
    private const string Index = """
        system:
            name: Sample
            basemodelname: Base
            endmodellicense: MIT License
        org:
            name: Somebody
        datasources_basemodel:
            class: open
            link: https://example.org
        datasources_endmodel:
            class: closed
        weights_basemodel:
            class: partial
            notes: Gated.
        weights_endmodel:
            class: open
        licenses:
            class: partial
            notes: Weights only.
        """;

    [Fact]
    public void A_record_of_the_index_keeps_its_own_classes()
    {
        var facts = Read(Index);
        Assert.Equal("osai-index", facts.Record);
        var verdict = facts.Judge("osai-index");
        Assert.Equal((2 + (2 * 0.5)) / 12, verdict.Score!.Value, 9);
        Assert.Equal(RequirementOutcome.Met, verdict.Requirement("datasources_basemodel").Outcome);
        Assert.Equal(RequirementOutcome.NotMet, verdict.Requirement("licenses").Outcome);
        Assert.Equal("MIT", facts.Components.Single(c => c is { Id: "weights.final", Stage: "post" }).License.Expression);
    }

    [Fact]
    public void Entries_quote_their_lines()
    {
        var facts = Read(Index);
        var entry = facts.Components.Single(c => c is { Id: "weights.final", Stage: "base" });
        var evidence = facts.Evidence[Assert.Single(entry.Evidence)];
        Assert.StartsWith("weights_basemodel:", evidence.Quote, StringComparison.Ordinal);
        Assert.Equal(new LineRange(12, 14), evidence.Lines);
    }

    [Fact]
    public void The_scores_of_the_index_are_computed_as_the_index_computes_them()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data", "openness", "osai_index.json")));
        var systems = index.RootElement.GetProperty("systems").EnumerateArray().ToList();
        Assert.NotEmpty(systems);
        Assert.All(systems, s =>
        {
            var dimensions = s.GetProperty("dimensions").EnumerateObject().Where(d => d.Value.GetProperty("class").ValueKind == JsonValueKind.String);
            var yaml = "system: {name: x}\n" + string.Concat(dimensions.Select(d => $"{d.Name}: {{class: {d.Value.GetProperty("class").GetString()}}}\n"));
            Assert.Equal(s.GetProperty("score").GetDouble(), Read(yaml).Judge("osai-index").Score!.Value, 4);
        });
    }

    [Fact]
    public void Differences_between_record_and_release_quote_both()
    {
        var record = Report(Read("release:\n  name: r\n  license: {distribution: {name: MIT}}\n  components:\n  - name: Training code\n  - {name: Model card, license: Apache-2.0}\n  - {name: Model parameters (Final), license: unlicensed}\n"));
        var release = Report(Facts.Of(
        [
            new ComponentFact { Id = "code.train", Presence = Presence.Absent, Looked = ["README.md"], DecidedBy = "rule" },
            Facts.Present(ComponentId.CodeData, "MIT"), Facts.Present(ComponentId.DocModelCard, "CC-BY-4.0"), Facts.Present(ComponentId.WeightsFinal, "Apache-2.0"),
            new ComponentFact { Id = "doc.paper", Presence = Presence.Claimed, Basis = Basis.Linked, DecidedBy = "rule", Evidence = ["ev paper"] },
            new ComponentFact { Id = "doc.datacard", Presence = Presence.Unknown, DecidedBy = "rule" },
        ]));
        var findings = RecordComparison.Compare(record, release, TestKnowledge.Table);
        Assert.Equal(["record.license-differs", "record.license-omitted", "record.not-found", "record.omits", "record.omits-linked"], findings.Select(f => f.Rule).Order(StringComparer.Ordinal));
        Assert.Contains(findings.Single(f => f.Rule == "record.license-differs").Evidence, record.Evidence.Select(e => e.Id).Contains);
        Assert.Contains("ev doc.modelcard", findings.Single(f => f.Rule == "record.license-differs").Evidence);
    }

    private static FactBase Read(string yaml) => RecordReader.TryRead(TextDocument.Of("record.yaml", yaml), TestKnowledge.Table)!;

    private static Report Report(FactBase facts) => new()
    {
        Tool = new ToolInfo("assay", "0", "0"),
        Invocation = new InvocationInfo { Source = "x" },
        Release = facts.Release,
        Components = facts.Components,
        Licenses = facts.Licenses,
        Evidence = [.. facts.Evidence.Values],
    };
}
