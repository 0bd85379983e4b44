using Assay.Core;
using Assay.Formats;
using Assay.Reports.Document;
using Assay.Reports.Text;
using Assay.Tests;

namespace Assay.Reports.Tests;

/// <summary>What a reader who knows no program stumbled over.</summary>
public sealed class ReportWordingTests
{
    private static readonly MessageCatalog Messages = new(new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge"))));
    private static readonly Report Empty = new() { Tool = new ToolInfo("assay", "0", "0"), Invocation = new InvocationInfo { Source = "x" }, Release = new ReleaseInfo { Name = "x", Digest = "0" } };
    private static readonly Evidence Link = Evidence.Of("model", "README.md", new LineRange(7, 7), "[Code](https://example.org/org/marlin)", null, "places");

    [Fact]
    public void A_place_that_was_not_read_is_named_and_its_quote_is_shown_once()
    {
        var text = Text(Empty with
        {
            Components = [Unknown("data.eval"), Unknown("code.data")],
            Coverage = [new Coverage("code", [], [new NotLooked("example.org/org/marlin", Messages["coverage.repository"])])],
        });
        Assert.Equal(2, Count(text, "a code repository that was not read: example.org/org/marlin."));
        Assert.Equal(1, Count(text, "[Code](https://example.org"));
    }

    [Fact]
    public void What_was_missed_is_told_once_though_it_was_missed_in_two_ways()
    {
        var text = Text(Empty with { Coverage = [new Coverage("documents", [], [new NotLooked("https://example.org/p", Messages["coverage.page"]), new NotLooked("https://example.org/p/", Messages["coverage.paper"])])] });
        Assert.Equal(1, Count(text, "https://example.org/p"));
        Assert.Contains("a paper or report", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_was_not_identified_is_not_said_to_be_silent()
    {
        var silent = new ClauseInfo("royalty", null, null, null, Certainty.Stated, []);
        Assert.DoesNotContain("It says nothing of", Text(Empty with { Licenses = [new LicenseInfo { Id = "LicenseRef-x", Name = "X", Match = LicenseMatchKind.Unidentified, Clauses = [silent] }] }), StringComparison.Ordinal);
        Assert.Contains("It says nothing of", Text(Empty with { Licenses = [new LicenseInfo { Id = "MIT", Name = "MIT", Match = LicenseMatchKind.Exact, Clauses = [silent] }] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Requirements_that_do_not_apply_and_rest_on_nothing_stand_together()
    {
        var text = Text(Empty with { Verdicts = [new Verdict { Framework = "osaid-1.0", Outcome = VerdictOutcome.Undetermined, Summary = "Open.", Requirements = [new RequirementResult("a", RequirementOutcome.NotApplicable, "No A.", []), new RequirementResult("b", RequirementOutcome.NotApplicable, "No B.", [])] }] });
        Assert.Contains("does not apply: No A. No B.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_with_quotation_marks_of_their_own_stand_in_others()
    {
        var config = Evidence.Of("model", "config.json", new LineRange(4, 4), "\"MarlinForCausalLM\"", null, "config");
        Assert.Contains("“\"MarlinForCausalLM\"”", Text(Empty with { Evidence = [config], Components = [new ComponentFact { Id = "code.arch", Presence = Presence.Claimed, Basis = Basis.Linked, DecidedBy = "config.library-class", Evidence = [config.Id] }] }), StringComparison.Ordinal);
    }

    private static ComponentFact Unknown(string id) => new() { Id = id, Presence = Presence.Unknown, DecidedBy = "places.repository", Evidence = [Link.Id] };

    private static string Text(Report report) => string.Join(' ', TextRenderer.Render(new AuditComposer(Messages).Compose(report.Evidence.Count > 0 ? report : report with { Evidence = [Link] })).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
