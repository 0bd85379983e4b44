using Assay.Core;
using Assay.Formats;
using Assay.Reports.Diff;
using Assay.Reports.Frameworks;
using Assay.Reports.Json;
using Assay.Reports.Text;
using Assay.Tests;

namespace Assay.Reports.Tests.Frameworks;

/// <summary>Text and JSON of frameworks and differences.</summary>
public sealed class FrameworkRenderingTests
{
    private static readonly MessageCatalog Messages = new(new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge"))));

    private static readonly FrameworkList List = new(
    [
        new FrameworkInfo
        {
            Id = "sample", Title = "Sample Definition", Version = "1.0", Status = "draft", About = "What it is.", Source = "https://example.org", Scorer = "all-required",
            Levels = [new LevelInfo("meets", "Meets it")],
            Requirements =
            [
                new RequirementInfo("weights", "weights", "The weights are there.", "present(weights.final)", "Section 1", null, true, "Publish the weights."),
                new RequirementInfo("duty", "duty", "A duty that remains.", "present(doc.copyright)", "Section 2", "I", false, "Publish the policy."),
            ],
        },
    ], ["One is missing."]);

    private static readonly DiffResult Diff = new()
    {
        A = new DiffSide("model", "v1", "aa", "k1"),
        B = new DiffSide("model", "v2", "bb", "k2"),
        Components =
        [
            new ComponentChange("weights.final", null, "license", "MIT", null, ChangeDirection.LessOpen, ["use: free -> denied"], ["e1"]),
            new ComponentChange("data.train", "base", "presence", "absent", "present", ChangeDirection.MoreOpen, [], []),
            new ComponentChange("doc.paper", null, "presence", "unknown", "present", ChangeDirection.Changed, [], []),
        ],
        Licenses =
        [
            new LicenseChange("MIT", "LicenseRef-tidal", "MIT License", "Tidal License", true, ChangeDirection.LessOpen, ["weights.final", "data.train@base"], [new FreedomChange("use", Freedom.Free, Freedom.Restricted)], [new ClauseChange("user-threshold", null, new ClauseValue.Count(700), ["e1"])], ["e1"]),
            new LicenseChange("MIT", null, "MIT License", null, false, ChangeDirection.Changed, ["doc.paper"], [], [], []),
        ],
        Verdicts =
        [
            new VerdictChange("osai-index", new VerdictState(VerdictOutcome.Fails, "partial", 0.5), new VerdictState(VerdictOutcome.Fails, "partial", 0.25), ChangeDirection.LessOpen, [new RequirementChange("licenses", RequirementOutcome.Met, RequirementOutcome.NotMet, "The terms changed.", ["e1"])]),
        ],
        Findings = [Finding.Of("diff.license-tightened", FindingLevel.Warning, "The license grants less than before.", "weights.final", "e1")],
        Evidence = [new Evidence { Id = "e1", Artifact = "model", Path = "LICENSE", Lines = new LineRange(1, 1), Quote = "No \u202e use", Detector = "license" }],
    };

    [Fact]
    public void The_list_names_id_version_status_and_source() => Golden.Matches("frameworks.txt", TextRenderer.Render(new FrameworkComposer(Messages).List(List)));

    [Fact]
    public void An_explanation_has_plain_words_the_check_and_the_way_up() => Golden.Matches("explain.txt", TextRenderer.Render(new FrameworkComposer(Messages).Explain(List)));

    [Fact]
    public void A_difference_shows_what_became_less_open_first() => Golden.Matches("diff.txt", TextRenderer.Render(new DiffComposer(Messages).Compose(Diff)));

    [Fact]
    public void No_difference_says_so()
    {
        var text = TextRenderer.Render(new DiffComposer(Messages).Compose(new DiffResult { A = Diff.A, B = Diff.A }));
        Assert.Contains("Nothing that was assessed became more or less open.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_names_of_the_contract_and_no_raw_direction_marks()
    {
        var json = FrameworksJson.Write(Diff);
        Assert.Contains("\"direction\": \"less-open\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', json);
        Assert.Contains("\"scorer\": \"all-required\"", FrameworksJson.Write(List), StringComparison.Ordinal);
    }
}
