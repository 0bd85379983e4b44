using Assay.Core;

namespace Assay.Economics.Tests;

/// <summary>The parts of the account and of the decision.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void Doing_nothing_is_always_among_the_options() =>
        Assert.Contains(DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api())).Options, o => o is { Kind: "nothing", NpvBase: 0 });

    [Theory]
    [InlineData("", 1348)]
    [InlineData("  cached_counted: excluded", 1628)]
    [InlineData("  reasoning_tokens: {value: 250, unit: tokens, source: t, date: \"2026-09-01\"}", 2348)]
    public void Tokens_are_counted_once(string demand, double monthly) =>
        Assert.Equal(monthly, DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api(staff: 0), demand)).Option("A").MonthlyCost, 0.01);

    [Theory]
    [InlineData("batch_share: {value: 1, unit: share, source: t, date: \"2026\"}", 2800 * 0.5)]
    [InlineData("tiers: [{above_input_tokens: 1000, input: {value: 2, unit: USD/1M tokens, source: t, date: \"2026\"}, output: {value: 4, unit: USD/1M tokens, source: t, date: \"2026\"}}]", 4480)]
    [InlineData("tiers: [{above_input_tokens: 2000, input: {value: 2, unit: USD/1M tokens, source: t, date: \"2026\"}, output: {value: 4, unit: USD/1M tokens, source: t, date: \"2026\"}}]", 2800)]
    public void Batches_and_tiers_change_the_price(string terms, double expected)
    {
        // 640 fresh and 560 cached input tokens at 1, 250 output tokens at 0.8 USD a million; a tier leaves the cached price.
        var api = $"api: {{input: {DecideFixture.Value(1, "USD/1M tokens")}, cached: {DecideFixture.Value(1, "USD/1M tokens")}, output: {DecideFixture.Value(0.8, "USD/1M tokens")}, {terms}}}";
        var yaml = DecideFixture.Small(DecideFixture.Api(staff: 0).Replace("api: {book: openai/gpt-5-mini}", api, StringComparison.Ordinal));
        var once = 2 * (1200 + 200);
        Assert.Equal(2800, once);
        Assert.Equal(terms.Contains("above_input_tokens: 1000", StringComparison.Ordinal) ? 2 * ((640 * 2) + 560 + (250 * 4)) : expected, DecideFixture.Decide(yaml).Option("A").MonthlyCost, 0.01);
    }

    [Theory]
    [InlineData(3.3, 2)]
    [InlineData(1.0, 5)]
    [InlineData(0.5, 9)]
    public void Replicas_are_whole_and_never_fewer_than_the_least(double capacity, int replicas)
    {
        var option = DecideFixture.Decide(DecideFixture.Small(DecideFixture.Rented("B", 2, 0, 0, 0.9, capacity))).Option("B");
        Assert.Equal(replicas, option.Serving!.Replicas);
        Assert.Equal(replicas * 2 * 1.17 * 730, option.MonthlyCost, 0.01);
    }

    [Fact]
    public void A_license_fee_is_a_step_in_the_month_of_its_threshold()
    {
        var license = $"\n    license: {{monthly: {DecideFixture.Value(10, "USD/month")}, steps: [{{above_users: {DecideFixture.Value(1000, "users")}, fee: {DecideFixture.Value(500, "USD/month")}}}]}}";
        var demand = $"  users: {DecideFixture.Value(900, "users")}\n  user_growth: {DecideFixture.Value(2, "%/month")}";
        var option = DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api() + license, demand)).Option("A");
        // 900 x 1.02^5 = 993.7 and 900 x 1.02^6 = 1013.5: the seventh month is the first above 1000.
        Assert.Equal(10, option.Timeline[6]["license"]);
        Assert.Equal(510, option.Timeline[7]["license"]);
        Assert.DoesNotContain("license", option.Timeline[0].Keys);
    }

    [Fact]
    public void Owned_machines_are_bought_with_growth_and_bring_something_at_the_end()
    {
        var owned = $$"""
              - name: O
                kind: owned
                serving: {model: Qwen/Qwen3-32B, format: fp8, gpu: l40s, gpus: 2, min_replicas: 1, capacity: {{DecideFixture.Value(4, "requests/s")}}, server: {{DecideFixture.Value(20000, "USD")}}, salvage: {{DecideFixture.Value(25, "%")}}}
            """;
        var option = DecideFixture.Decide(DecideFixture.Small(owned, $"  growth: {DecideFixture.Value(10, "%/month")}")).Option("O");
        Assert.Equal(40000, option.Upfront);
        var bought = option.Timeline.Sum(m => m.GetValueOrDefault("hardware")) / (1 - 0.25);
        // 2 million requests grow to 17.9 million: 27.3 a second at the peak, 2.8 a replica.
        Assert.Equal(10 * 20000, bought, 0.01);
    }

    [Fact]
    public void Steps_of_whole_machines_can_cross_several_times()
    {
        var result = DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api(staff: 0) + "\n" + DecideFixture.Rented("B", 1, 0, 0, 0.9, 2.9)));
        var even = result.Option("B").BreakEven.Single();
        Assert.True(even.Crossings.Count >= 3, even.Note);
        var mirrored = result.Option("A").BreakEven.Single();
        Assert.Equal(even.Crossings.Select(c => (c.RequestsPerMonth, !c.CheaperAbove)), mirrored.Crossings.Select(c => (c.RequestsPerMonth, c.CheaperAbove)));
        Assert.Equal(even.Crossings.Select((_, i) => i % 2 == 0), even.Crossings.Select(c => c.CheaperAbove));
    }

    [Theory]
    [InlineData("data_stays: true", "data must stay in the house")]
    [InlineData("languages: [en]", "it is not stated to serve the language 'en'")]
    [InlineData("openness: [{framework: osaid-1.0}]", "no audit shows osaid-1.0 'meets': name its 'release'")]
    [InlineData("time_per_output_token: {value: 0.1, unit: ms, source: t, date: \"2026\"}", "even one request at a time takes")]
    public void Constraints_come_before_money(string constraint, string why)
    {
        var rented = DecideFixture.Rented("B", 2, 0, 0, 0.9, 3).Replace($"capacity: {DecideFixture.Value(3, "requests/s")}, ", "", StringComparison.Ordinal);
        var result = DecideFixture.Decide(DecideFixture.Small(rented, constraints: constraint));
        Assert.Contains(why, Assert.Single(result.Infeasible).Why, StringComparison.Ordinal);
        Assert.Equal(["do nothing"], result.Feasible);
        Assert.Equal("do nothing", Assert.Single(result.Options).Name);
    }

    [Theory]
    [InlineData(UseAnswerKind.NotAllowed, "fails", 2)]
    [InlineData(UseAnswerKind.Allowed, "fails", 1)]
    [InlineData(UseAnswerKind.Allowed, "meets", 0)]
    [InlineData(UseAnswerKind.NeedsPerson, "meets", 0)]
    public void What_an_audit_says_becomes_a_constraint(UseAnswerKind answer, string outcome, int broken)
    {
        var option = DecideFixture.Api().Replace("kind: api", "kind: api\n    release: the-release", StringComparison.Ordinal);
        var result = DecideFixture.Decide(DecideFixture.Small(option, constraints: "uses: [commercial], openness: [{framework: osaid-1.0, needs: meets}]"), new Audited(answer, outcome));
        Assert.Equal(broken, result.Infeasible.Sum(i => i.Why.Split("; ").Length));
        Assert.Equal(answer == UseAnswerKind.NeedsPerson, result.Caveats.Any(c => c.Contains("a person must clear the use 'commercial'", StringComparison.Ordinal)));
    }

    [Fact]
    public void Quality_below_what_is_required_is_worth_nothing()
    {
        string Value(double required) => $"right: {DecideFixture.Value(1, "USD/request")}, required_quality: {DecideFixture.Value(required, "share")}";
        double Benefit(double required) => DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api(quality: 0.92), value: Value(required))).Option("A").Benefit;
        Assert.Equal(1, Benefit(0.80) / (2e6 * 0.92 * 21.7646), 0.001);
        Assert.True(Benefit(0.99) < 0.01 * Benefit(0.80));
    }

    [Fact]
    public void A_late_start_costs_its_months()
    {
        var value = $"right: {DecideFixture.Value(1, "USD/request")}";
        var late = DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api() + "\n    delay_months: 6", value: value)).Option("A");
        Assert.Empty(late.Timeline[6]);
        Assert.NotEmpty(late.Timeline[7]);
        Assert.Equal(7, late.Payback);
    }

    [Fact]
    public void Foreign_money_counts_by_its_rate_and_old_prices_are_stale()
    {
        var option = DecideFixture.Api(staff: 0) + "\n    compliance: {value: 700, unit: CNY/month, source: t, date: \"2024-01\"}";
        var result = DecideFixture.Decide(DecideFixture.Small(option, head: "exchange: [{currency: CNY, rate: 0.14, source: bank, date: \"2026-09-01\"}]"));
        Assert.Equal(1348 + 98, result.Option("A").MonthlyCost, 0.01);
        Assert.True(result.Assumptions.Single(a => a.Input == "A.compliance").Stale);
        Assert.Contains(result.Caveats, c => c.Contains("prices are stale", StringComparison.Ordinal));
        Assert.Contains(result.Caveats, c => c.StartsWith("1 CNY counts as 0.14 USD", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(-3)]
    public void The_months_add_up_to_the_whole(double growth)
    {
        var license = $"\n    delay_months: 3\n    exit: {DecideFixture.Value(900, "USD")}\n    license: {{per_user: {DecideFixture.Value(2, "USD/user/month")}, steps: [{{above_users: {DecideFixture.Value(1000, "users")}, fee: {DecideFixture.Value(500, "USD/month")}}}]}}";
        var owned = $"\n  - name: O\n    kind: owned\n    serving: {{model: Qwen/Qwen3-32B, format: fp8, gpu: l40s, gpus: 2, capacity: {DecideFixture.Value(2, "requests/s")}, server: {DecideFixture.Value(20000, "USD")}, salvage: {DecideFixture.Value(25, "%")}, energy_price: {DecideFixture.Value(0.2, "USD/kWh")}}}";
        var demand = $"  growth: {DecideFixture.Value(growth, "%/month")}\n  users: {DecideFixture.Value(900, "users")}\n  user_growth: {DecideFixture.Value(2, "%/month")}";
        var yaml = DecideFixture.Small(DecideFixture.Api() + license + owned, demand, $"wrong: {DecideFixture.Value(0.1, "USD/request")}");
        foreach (var option in DecideFixture.Decide(yaml.Replace("discount_rate: {value: 0.1", "discount_rate: {value: 0", StringComparison.Ordinal)).Options)
        {
            Assert.Equal(option.NpvBase, -option.Timeline.Sum(m => m.Values.Sum()), 1.0);
        }
    }

    private sealed class Audited(UseAnswerKind answer, string outcome) : IReleaseAuditor
    {
        public ReleaseFacts Audit(ReleaseQuestion question) =>
            new(question.Release, [.. question.Uses.Select(u => new UseAnswer(u, answer, "of its terms", []))], [.. question.Frameworks.Select(f => (f, outcome, (string?)null, "as judged"))], ["MIT"]);
    }
}
