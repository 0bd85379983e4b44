using System.Text;
using CsCheck;

namespace Assay.Formats.Tests;

public sealed class MarkdownTests
{
    private static MarkdownDocument Parse(string text) => MarkdownDocument.Parse(TextDocument.Decode("README.md", Encoding.UTF8.GetBytes(text))!);

    [Fact]
    public void Sections_have_the_path_of_their_headings_and_their_line()
    {
        var document = Parse("intro\n\n# One\n\n## Two ##\n\ntext\n\n# Three\n");
        Assert.Equal(["", "One", "One > Two", "Three"], document.Sections.Select(s => s.Path));
        Assert.Equal([1, 3, 5, 9], document.Sections.Select(s => s.Line));
    }

    [Theory]
    [InlineData("Title\n=====\n\ntext", "Title", 1)]
    [InlineData("Title\n-----\n\ntext", "Title", 2)]
    public void Underlined_headings_count(string text, string title, int level)
    {
        var section = Parse(text).Sections[1];
        Assert.Equal((title, level), (section.Title, section.Level));
    }

    [Theory]
    [InlineData("see [a](https://x.org/a)", "a", "https://x.org/a")]
    [InlineData("see [a](https://x.org/a_(b))", "a", "https://x.org/a_(b)")]
    [InlineData("see [a](https://x.org/a \"title\")", "a", "https://x.org/a")]
    [InlineData("<a href=\"https://x.org/a\" target=\"_blank\"><b>Paper</b> Link</a>", "Paper Link", "https://x.org/a")]
    [InlineData("see <https://x.org/a>.", "", "https://x.org/a")]
    [InlineData("见 https://x.org/a。", "", "https://x.org/a")]
    public void Links_are_found_with_words_and_address(string text, string words, string target)
    {
        var link = Assert.Single(Parse(text).Links);
        Assert.Equal((words, target), (link.Text, link.Target));
    }

    [Fact]
    public void Code_keeps_its_language_and_holds_no_links()
    {
        var document = Parse("```Python\nx = '[a](https://x.org)'\n```\n\n[b](https://y.org)\n");
        var code = Assert.Single(document.Blocks, b => b.Kind == BlockKind.Code);
        Assert.Equal("python", code.Language);
        Assert.Equal("https://y.org", Assert.Single(document.Links).Target);
    }

    [Fact]
    public void Rows_and_items_are_blocks_of_their_own()
    {
        var document = Parse("| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y\n  more\n1. z\n");
        Assert.Equal(3, document.Blocks.Count(b => b.Kind == BlockKind.Row));
        Assert.Equal(["- x", "- y\n  more", "1. z"], document.Blocks.Where(b => b.Kind == BlockKind.Item).Select(b => document.Of(b).ToString()));
    }

    [Theory]
    [InlineData("---\nlicense: mit\ndatasets:\n- a/b\n---\n# T\n")]
    [InlineData("\uFEFF---\nlicense: mit\ndatasets:\n- a/b\n---\n# T\n")]
    [InlineData("---\r\nlicense: mit\r\ndatasets:\r\n- a/b\r\n---\r\n# T\r\n")]
    public void Front_matter_is_read_with_its_lines(string text)
    {
        var front = Parse(text).FrontMatter;
        Assert.NotNull(front?.Root);
        Assert.Equal("mit", front.Root.Value.TextOf("license"));
        Assert.Equal(2, front.Root.Value["license"]!.Value.Line);
        Assert.Equal("T", Parse(text).Sections[^1].Title);
    }

    [Theory]
    [InlineData("---\nlicense: [mit\n---\n# T\n")]
    [InlineData("---\n- just\n- a list\n---\n# T\n")]
    [InlineData("---\na: &x 1\nb: *nothing\n---\n# T\n")]
    public void Broken_front_matter_is_a_problem_and_the_rest_is_read(string text)
    {
        var document = Parse(text);
        Assert.NotNull(document.FrontMatter?.Problem);
        Assert.Equal("T", document.Sections[^1].Title);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[](")]
    [InlineData("<a ")]
    public void A_text_of_nothing_but_openings_is_read_to_its_end(string opening) =>
        Assert.NotEmpty(Parse(string.Concat(Enumerable.Repeat(opening, 300_000))).Blocks);

    [Fact]
    public void Any_text_is_read_in_blocks_that_lie_within_it() => Gen.String[Gen.Char["#-|`[]()<>ahttps:/. \n\r\t\"'!中*=~1."], 0, 400].Sample(text =>
    {
        var document = Parse(text);
        foreach (var block in document.Blocks) Assert.True(block.Start >= 0 && block.Start + block.Length <= document.Text.Text.Length);
        foreach (var link in document.Links) Assert.True(link.Length > 0 && link.Start + link.Length <= document.Text.Text.Length && link.Block < document.Blocks.Length);
    });
}
