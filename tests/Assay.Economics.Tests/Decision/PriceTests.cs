using Assay.Core;
using Assay.Formats;

namespace Assay.Economics.Tests;

/// <summary>Prices as dated observations.</summary>
public sealed class PriceTests
{
    [Fact]
    public void Every_price_has_a_source_and_a_date() => Assert.All(DecideFixture.Prices().ApiIds.SelectMany(DecideFixture.Prices().Api), p =>
    {
        Assert.NotEmpty(p.Source);
        Assert.NotNull(Dates.Month(p.AsOf));
    });

    [Fact]
    public void A_file_replaces_what_was_known_and_leaves_the_rest()
    {
        var book = DecideFixture.Prices();
        var others = book.Api("groq/qwen3-32b").Count;
        book.Refresh(YamlReader.Read("new.yaml", "source: mine\napi:\n  - {id: openai/gpt-5-mini, input: 9, output: 9, currency: USD, source: mine, as_of: \"2026-11-01\"}\nrent:\n  - {id: l40s, tier: on-demand, low: 1, high: 2, currency: USD, source: mine, as_of: \"2026-11\"}\n"));
        Assert.Equal(9, Assert.Single(book.Api("openai/gpt-5-mini")).Input);
        Assert.Equal("mine", Assert.Single(book.Listed("rent", "l40s", "on-demand")).Source);
        Assert.Equal(others, book.Api("groq/qwen3-32b").Count);
    }

    [Theory]
    [InlineData("api: [{id: a/b, input: -1, output: 1, currency: USD, source: s, as_of: \"2026\"}]", "a price of 'a/b' is negative")]
    [InlineData("api: [{id: a/b, input: 1, output: 1, currency: USD, source: s, as_of: now}]", "'as_of' of 'a/b' is 'now'; write YYYY-MM-DD")]
    [InlineData("api: [{id: a/b, input: 1, output: 1, currency: USD, as_of: \"2026\"}]", "the key 'source' is missing")]
    [InlineData("rent: [{id: x, low: 2, high: 1, currency: USD, source: s, as_of: \"2026\"}]", "its low end not above its high end")]
    [InlineData("friends: []", "the key 'friends' is not known here")]
    public void A_wrong_file_is_refused(string content, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<KnowledgeException>(() => DecideFixture.Prices().Refresh(YamlReader.Read("new.yaml", "source: mine\n" + content))).Message, StringComparison.Ordinal);

    [Fact]
    public void Sources_that_differ_become_a_spread()
    {
        var scenario = DecideFixture.Read(DecideFixture.Small(DecideFixture.Api(id: "openrouter/qwen3-32b")));
        var input = scenario.Inputs.All.Single(i => i.Name == "A.api.input");
        var triangle = Assert.IsType<Distribution.Triangular>(input.Distribution);
        Assert.Equal(0.08, triangle.Low);
        Assert.Equal(0.1, triangle.Mode);
        Assert.Contains("and 1 more", input.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026", true)]
    [InlineData("2026-02", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-13", false)]
    [InlineData("26-01", false)]
    [InlineData("2026-1", false)]
    [InlineData("2026-01-01-01", false)]
    [InlineData("", false)]
    public void A_date_is_a_year_a_month_or_a_day(string text, bool good) => Assert.Equal(good, Dates.Month(text) is not null);
}
