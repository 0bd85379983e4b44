using Assay.Audit;
using Assay.Core;
using Assay.Formats;

namespace Assay.Engine.Tests.Frameworks;

/// <summary>Records as SOURCE, a release beside them, and review files.</summary>
public sealed class RecordAuditTests : IDisposable
{
    private const string Record = "release:\n  name: R\n  license:\n    distribution: {name: MIT}\n  components:\n  - name: Training code\n  - name: Model card\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-record").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_record_is_judged_by_its_own_framework_first()
    {
        var report = Run(new AuditRequest { Source = Write("record.yml", Record) })!;
        Assert.Equal(["mot", "mof-1.0", "osaid-1.0"], report.Verdicts.Select(v => v.Framework));
        Assert.Equal("record", report.Components.Single(c => c.Id == "code.train").DecidedBy);
        Assert.All(report.Verdicts.SelectMany(v => v.Requirements).SelectMany(r => r.Evidence), e => Assert.Contains(report.Evidence, x => x.Id == e));
    }

    [Theory]
    [InlineData("notes.yml", "a: 1\n")]
    [InlineData("record.txt", Record)]
    public void Anything_else_is_left_to_the_audit_of_releases(string name, string text) => Assert.Null(Run(new AuditRequest { Source = Write(name, text) }));

    [Fact]
    public void A_release_beside_the_record_shows_where_they_differ()
    {
        var release = Reports.Of(Reports.Fact("code.train", Presence.Absent) with { Looked = ["README.md"] }, Reports.Fact("code.data", Presence.Present));
        release = release with { Release = release.Release with { Artifacts = [new ArtifactInfo("model", ArtifactKind.Model, "release", null, ReadState.Full, null)] } };
        var report = new RecordAudit(Reports.Knowledge, r => r.Source == "rel" ? release : throw new InvalidOperationException(r.Source))
            .TryRun(new AuditRequest { Source = Write("record.yml", Record), With = ["rel=https://example.org"] }, release.Tool, release.Invocation)!;
        Assert.Contains(report.Findings, f => f.Rule == "record.not-found");
        Assert.Contains(report.Findings, f => f.Rule == "record.omits");
        Assert.Contains(report.Release.Artifacts, a => a.Location == "rel/release");
        Assert.All(report.Findings.SelectMany(f => f.Evidence), e => Assert.Contains(report.Evidence, x => x.Id == e));
    }

    [Fact]
    public void A_review_template_is_a_review_file_without_decisions_and_keeps_hostile_words_as_text()
    {
        var report = Reports.Of(Reports.Fact("code.train", Presence.Unknown, stage: "base"), Reports.Fact("code.data", Presence.Present));
        report = report with
        {
            Release = report.Release with { Name = "\"x\": \n- evil\u202e" },
            Verdicts = [new Verdict { Framework = "osaid-1.0", Outcome = VerdictOutcome.Undetermined, Summary = "S.", Requirements = [new RequirementResult("data-information", RequirementOutcome.NeedsPerson, "Judge \"this\".", ["e1", "e2"]), new RequirementResult("parameters", RequirementOutcome.Met, "Found.", [])] }],
        };
        var text = ReviewTemplate.From(report, new MessageCatalog(Reports.Knowledge));
        Assert.Empty(ReviewFile.Load(TextDocument.Of("review.yaml", text), Reports.Knowledge).Decisions);
        var filled = text.Replace("requirement: \"osaid-1.0/data-information\"\n    question: \"Judge \\u0022this\\u0022.\"\n    decision: undecided\n    author: \"\"\n    date: \"\"\n    reason: \"\"", "requirement: \"osaid-1.0/data-information\"\n    decision: met\n    author: P\n    date: 2026-11-24\n    reason: Read.", StringComparison.Ordinal);
        var decision = Assert.Single(ReviewFile.Load(TextDocument.Of("review.yaml", filled), Reports.Knowledge).Decisions);
        Assert.Equal(["e1", "e2"], decision.Evidence);
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("question: \"Training code: is it there? What was read does not show it.\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_review_file_is_a_usage_error() =>
        Assert.Equal(ExitCodes.Usage, Assert.Throws<AssayException>(() => ReviewFiles.Read(new AuditRequest { Source = "x", Review = Path.Combine(_folder, "none.yaml") }, Reports.Knowledge)).ExitCode);

    private Report? Run(AuditRequest request) =>
        new RecordAudit(Reports.Knowledge, r => throw new InvalidOperationException(r.Source)).TryRun(request, new ToolInfo("assay", "0", "k"), new InvocationInfo { Source = request.Source });

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
