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

    [Fact]
    public void Every_kind_of_price_can_come_from_a_file_and_says_when_it_is_stale()
    {
        var book = DecideFixture.Prices();
        book.Refresh(YamlReader.Read("new.yaml", """
            source: mine
            rent: [{id: L40S, tier: contract, low: 1, high: 1, currency: USD, source: offer, as_of: "2026-08-01"}]
            purchase: [{id: l40s, tier: contract, low: 8000, high: 9000, currency: USD, source: offer, as_of: "2025-08-01"}]
            energy: [{id: grid, tier: contract, low: 0.1, high: 0.1, currency: USD, source: contract, as_of: "2025-08-31"}]
            hosting: [{id: site, tier: contract, low: 300, high: 300, currency: USD, source: contract, as_of: "2025"}]
            """));
        var yaml = DecideFixture.Small(DecideFixture.Api() + $$"""

              - name: O
                kind: owned
                serving: {model: Qwen/Qwen3-32B, format: fp8, gpu: l40s, gpus: 2, capacity: {{DecideFixture.Value(3, "requests/s")}}, server: {book: contract}, energy_price: {book: contract} }
                hosting: {book: contract}
            """);
        var scenario = new ScenarioReader(Fixture.Sizer.Hardware, book).Read(YamlReader.Read("scenario.yaml", yaml));
        var result = new DecisionMaker(Fixture.Sizer, null, Fixture.Knowledge).Decide(scenario);
        Assert.Equal(2 * 2 * 8500, result.Option("O").Upfront, 0.01);
        Assert.Equal(300, result.Option("O").Timeline[1]["hosting"], 0.01);
        Assert.Equal(0.7 * 0.1 * Dimension.HoursOfMonth * 2, result.Option("O").Timeline[1]["energy"], 0.01);
        var stale = Assert.Single(result.Caveats, c => c.StartsWith("prices are stale, older than 12 months at 2026-09-01", StringComparison.Ordinal));
        Assert.Contains("O.serving.server of 2025-08-01, O.serving.energy_price of 2025-08-31", stale, StringComparison.Ordinal);
        Assert.DoesNotContain("O.hosting", stale, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-24", 0)]
    [InlineData("2027-03-01", 0)]
    [InlineData("2027-04-01", 1)]
    public void Size_says_when_a_rent_is_stale(string today, int stale)
    {
        var book = DecideFixture.Prices();
        book.Refresh(YamlReader.Read("new.yaml", "source: mine\nrent: [{id: h100_sxm, tier: on-demand, low: 1, high: 1, currency: USD, source: offer, as_of: \"2026-03-10\"}, {id: h100_sxm, tier: reserved-1y, low: 1, high: 1, currency: USD, source: offer, as_of: \"2026-11\"}]"));
        book.Today = today;
        var basis = new TrainingEstimator(TrainingKnowledge.Load(Fixture.Knowledge), Fixture.Sizer.Hardware, book).CostOf(new Interval(1, 1, 1), "h100_sxm")!.Basis;
        Assert.Equal(stale == 1, basis.Contains("stale (older than 12 months at 2027-04-01): give newer ones with --prices", StringComparison.Ordinal));
    }

    [Fact]
    public void An_energy_price_without_an_observation_must_be_given()
    {
        var yaml = DecideFixture.Small($"  - name: O\n    kind: owned\n    serving: {{model: Qwen/Qwen3-32B, format: fp8, gpu: l40s, gpus: 2, server: {DecideFixture.Value(1, "USD")}, energy_price: {{book: grid}}}}");
        Assert.Contains("no energy of 'grid' in tier 'grid' was seen; known tiers are eu-business, us-california-commercial", Assert.Throws<KnowledgeException>(() => DecideFixture.Read(yaml)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Energy_and_a_kilowatt_of_a_data_center_come_from_the_book()
    {
        var yaml = DecideFixture.Small(DecideFixture.Api() + $$"""

              - name: O
                kind: owned
                serving: {model: Qwen/Qwen3-32B, format: fp8, gpu: l40s, gpus: 2, capacity: {{DecideFixture.Value(3, "requests/s")}}, server: {{DecideFixture.Value(20000, "USD")}}, energy_price: {book: us-ohio-commercial} }
                hosting: {book: global, kw: 10}
            """);
        var option = DecideFixture.Decide(yaml).Option("O");
        Assert.Equal(10 * 217.30, option.Timeline[1]["hosting"], 0.01);
        Assert.Equal(0.7 * 0.1102 * Dimension.HoursOfMonth * 2, option.Timeline[1]["energy"], 0.01);
    }

    [Theory]
    [InlineData("{book: global, kw: 0}", "'kw' is 0; write the kilowatts that the machines draw")]
    [InlineData("{book: global, kw: many}", "'kw' must be a number")]
    [InlineData("{book: moon, kw: 3}", "no hosting of 'kw' in tier 'moon' was seen; known tiers are global, north-america-primary")]
    [InlineData("{kw: 3}", "the key 'book' is missing")]
    public void A_wrong_rate_of_hosting_says_what_to_do(string hosting, string message)
    {
        var yaml = DecideFixture.Small(DecideFixture.Api() + $"\n    hosting: {hosting}\n");
        Assert.Contains(message, Assert.Throws<KnowledgeException>(() => DecideFixture.Read(yaml)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rent: [{id: abacus, low: 1, high: 1, currency: USD, source: s, as_of: \"2026\"}]", "the accelerator 'abacus' is not known; known are")]
    [InlineData("rent: [{id: l40s, low: 1, high: 1, currency: USD, source: s, as_of: soon}]", "'as_of' of 'l40s' is 'soon'; write YYYY-MM-DD")]
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
