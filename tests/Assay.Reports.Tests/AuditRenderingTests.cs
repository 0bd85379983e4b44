using Assay.Core;
using Assay.Formats;
using Assay.Reports.Document;
using Assay.Reports.Html;
using Assay.Reports.Json;
using Assay.Reports.Markdown;
using Assay.Reports.Text;
using Assay.Tests;

namespace Assay.Reports.Tests;

/// <summary>One hostile card is a golden file for every renderer.</summary>
public sealed class AuditRenderingTests
{
    private static readonly MessageCatalog Messages = new(new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge"))));
    private static readonly IReadOnlyList<Block> Blocks = new AuditComposer(Messages).Compose(SampleReport.Make());

    [Fact]
    public void Text() => Golden.Matches("hostile.txt", TextRenderer.Render(Blocks));

    [Fact]
    public void Narrow_text() => Golden.Matches("hostile-40.txt", TextRenderer.Render(Blocks, width: 40));

    [Fact]
    public void Markdown() => Golden.Matches("hostile.md", MarkdownRenderer.Render(Blocks));

    [Fact]
    public void Html() => Golden.Matches("hostile.html", new HtmlRenderer(Messages).Render("Hostile", Blocks));

    [Fact]
    public void Json() => Golden.Matches("hostile.json", ReportJson.Write(SampleReport.Make()));

    [Fact]
    public void Json_reads_back_what_it_wrote()
    {
        var json = ReportJson.Write(SampleReport.Make());
        Assert.Equal(json, ReportJson.Write(ReportJson.Read(json)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(63)]
    [InlineData(100)]
    public void No_line_is_wider_than_the_terminal(int width) =>
        Assert.All(TextRenderer.Render(Blocks, width).Split('\n'), line => Assert.True(Wrap.Columns(line) <= width, line));

    [Fact]
    public void No_line_of_any_text_format_is_a_workflow_command() =>
        Assert.All((TextRenderer.Render(Blocks) + MarkdownRenderer.Render(Blocks)).Split('\n'), line => Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line));

    [Theory]
    [InlineData("<script")]
    [InlineData("<img")]
    [InlineData("href=\"http")]
    [InlineData("\u202E")]
    [InlineData("\u001b")]
    [InlineData("hf_ABCDEFGHIJ")]
    public void Html_holds_nothing_active(string dangerous) =>
        Assert.DoesNotContain(dangerous, new HtmlRenderer(Messages).Render("Hostile", Blocks), StringComparison.Ordinal);

    [Theory]
    [InlineData("\u202E")]
    [InlineData("\u200B")]
    [InlineData("\u001b")]
    [InlineData("\u0007")]
    [InlineData("hf_ABCDEFGHIJ")]
    public void No_renderer_lets_hidden_characters_or_credentials_through(string dangerous)
    {
        Assert.DoesNotContain(dangerous, TextRenderer.Render(Blocks), StringComparison.Ordinal);
        Assert.DoesNotContain(dangerous, MarkdownRenderer.Render(Blocks), StringComparison.Ordinal);
        Assert.DoesNotContain(dangerous, ReportJson.Write(SampleReport.Make()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_closed_choice_has_a_word_in_every_language()
    {
        Words<Presence>("presence");
        Words<Basis>("basis");
        Words<LicenseScope>("scope");
        Words<LicenseMatchKind>("match");
        Words<Freedom>("freedom-answer");
        Words<VerdictOutcome>("verdict");
        Words<RequirementOutcome>("requirement-outcome");
        Words<UseAnswerKind>("use-answer");
        Words<Satisfied>("satisfied");
        Words<DutyTrigger>("trigger");
        Words<ClaimKind>("claim");
        Words<ClaimFinding>("claim-finding");
        Words<Polarity>("polarity");
        Words<FindingLevel>("level");
        Words<DataClass>("data-class");
        Words<ArtifactKind>("artifact");
        Words<ReadState>("read");
        Words<DigestCoverage>("digest");
        Words<ParameterOrigin>("origin");
        Assert.All(ComponentId.All, id => Assert.True(Messages.Has("component." + id.Value), id.Value));
    }

    private static void Words<T>(string group)
        where T : struct, Enum =>
        Assert.All(WireName.All<T>().Keys, name => Assert.True(Messages.Has($"{group}.{name}"), $"{group}.{name}"));
}
