using System.Globalization;
using System.Text.Json;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Engine.Tests.Economics;

/// <summary>A scenario names releases; Assay audits them, and their licenses and shapes enter the account.</summary>
public sealed class AuditedDecisionTests : IDisposable
{
    private static readonly Lazy<DataTable> Knowledge = new(() => new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge"))));
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-audited-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Sample_with_two_releases_is_golden()
    {
        var result = Decide(Path.Combine(SharedData.Root, "samples", "decisions", "releases.yaml"));
        var lines = result.Releases.SelectMany(r => r.Facts.Select(f => $"{r.Option} | {string.Join(", ", r.Licenses)} | {r.Parameters} | {f.Fact} {f.Section} | {f.Says} | {f.Effect}"))
            .Concat(result.Options.SelectMany(o => o.Cost.Where(c => c.Key is "license" or "compliance" or "training").Select(c => string.Create(CultureInfo.InvariantCulture, $"{o.Name} | {c.Key} | {c.Value:0}"))))
            .Concat(result.Assumptions.Where(a => a.Input.Contains(".duties.", StringComparison.Ordinal) || a.Input.Contains(".license.", StringComparison.Ordinal) || a.Input.Contains(".training.", StringComparison.Ordinal)).Select(a => $"{a.Input} | {a.Value} {a.Unit} | {a.Source}"));
        Golden.Matches("releases.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void The_step_stands_in_the_month_in_which_the_forecast_passes_the_threshold()
    {
        var kelp = Decide(Path.Combine(SharedData.Root, "samples", "decisions", "releases.yaml")).Options.Single(o => o.Name == "Kelp");
        Assert.DoesNotContain("license", kelp.Timeline[14].Keys);
        Assert.Equal(20000, kelp.Timeline[15]["license"], 0.01);
    }

    [Theory]
    [InlineData(9_000_000, 0, null)]
    [InlineData(11_000_000, 0, "passes 10,000,000 in month 1 (2026-11)")]
    [InlineData(9_000_000, 2, "in month 7 (2027-05)")]
    public void A_threshold_without_a_price_puts_the_option_out_only_where_it_is_passed(double users, double growth, string? why)
    {
        var result = Decide(Write($"  users: {Quantity(users, "users")}\n  user_growth: {Quantity(growth, "%/month")}", Path.Combine(SharedData.Root, "samples", "kelp"), ""));
        if (why is null) Assert.Empty(result.Infeasible);
        else Assert.Contains(why, Assert.Single(result.Infeasible).Why, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(result.Releases).Facts, f => f.Fact == "user-threshold");
    }

    [Fact]
    public void What_is_entered_by_hand_wins_and_is_shown()
    {
        var steps = $"\n    license: {{steps: [{{above_users: {Quantity(5, "users")}, fee: {Quantity(700, "USD/month")}}}]}}\n    duties: {{use-limits: {Quantity(50, "USD/month")}}}";
        var result = Decide(Write($"  users: {Quantity(11_000_000, "users")}", Path.Combine(SharedData.Root, "samples", "kelp"), steps));
        Assert.Empty(result.Infeasible);
        Assert.Equal(700, result.Options.Single(o => o.Name == "R").Timeline[1]["license"], 0.01);
        Assert.Contains(result.Caveats, c => c.StartsWith("R: 'license.steps' of the scenario counts instead of", StringComparison.Ordinal));
        Assert.Equal(50, result.Options.Single(o => o.Name == "R").Timeline[1]["compliance"], 0.01);
    }

    [Fact]
    public void Thresholds_and_shape_of_a_labeled_release()
    {
        var release = SharedData.Path("data", "releases", "llama-3.1-8b");
        string Users(double users) => $"  users: {Quantity(users, "users")}\n  user_growth: {Quantity(2, "%/month")}";
        var small = Decide(Write(Users(1e6), release, ""));
        Assert.Equal(8_030_261_248, Assert.Single(small.Releases).Parameters);
        Assert.Contains(small.Releases[0].Facts, f => f is { Fact: "user-threshold", Effect: "not reached in 12 months" });
        Assert.Empty(small.Infeasible);
        var large = Decide(Write(Users(6e8), release, ""));
        Assert.Contains("passes 700,000,000 in month 9 (2027-07)", Assert.Single(large.Infeasible).Why, StringComparison.Ordinal);
        var priced = Decide(Write(Users(6e8), release, $"\n    license: {{separate: {Quantity(50000, "USD/month")}}}"));
        var months = priced.Options.Single(o => o.Name == "R").Timeline;
        Assert.Equal([8, 9], new[] { 8, 9 }.Where(m => months[m].ContainsKey("license") == (m == 9)));
    }

    [Fact]
    public void Royalty_of_a_labeled_release_is_a_share_of_what_lies_above_its_threshold()
    {
        var release = SharedData.Path("data", "releases", "falcon-40b-2023-05-26");
        var result = Decide(Write("", release, "", $"value: {{revenue: {Quantity(2_400_000, "USD/year")}}}", "Llama-3.1-8B"));
        Assert.Empty(result.Infeasible.Select(i => i.Why));
        var facts = Assert.Single(result.Releases).Facts;
        Assert.Contains(facts, f => f.Fact == "revenue-threshold" && f.Effect.StartsWith("counted from month 1", StringComparison.Ordinal));
        Assert.Equal(0.1 * 1_400_000 / 12, result.Options.Single(o => o.Name == "R").Timeline[1]["license"], 1.0);
    }

    private static DecideResult Decide(string file) => new DecideUseCase(Knowledge.Value, TimeProvider.System, "test").Decide(file);

    private string Write(string demand, string release, string option, string value = "value: {}", string? model = null)
    {
        var file = Path.Combine(_folder, "scenario.yaml");
        var served = model is null ? "" : $"model: {model}, ";
        File.WriteAllText(file, $$"""
            assay: scenario-1
            title: Audited
            as_of: "2026-11-01"
            currency: USD
            horizon_months: 12
            draws: 200
            discount_rate: {{Quantity(0, "%/year")}}
            person_cost: {{Quantity(120000, "USD/year")}}
            demand:
              requests: {{Quantity(100000, "requests/month")}}
              input_tokens: {{Quantity(100, "tokens")}}
              output_tokens: {{Quantity(10, "tokens")}}
            {{demand}}
            constraints: {uses: [commercial]}
            {{value}}
            options:
              - name: R
                kind: rented
                release: {{JsonSerializer.Serialize(release)}}
                serving: {{{served}}format: bf16, gpu: h100_sxm, gpus: 2, rent: {{Quantity(1, "USD/hour")}}}{{option}}
            """);
        return file;
    }

    private static string Quantity(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{{value: {value}, unit: \"{unit}\", source: test, date: \"2026-11-01\"}}");
}
