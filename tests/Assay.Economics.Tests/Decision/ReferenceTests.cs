using System.Text.Json;
using Assay.Tests;

namespace Assay.Economics.Tests;

/// <summary>The worked scenarios of the reference calculation: account exactly, simulation within what unknown spreads of its inputs allow.</summary>
public sealed class ReferenceTests
{
    private const double CapacityOf32B = 3.3054987455558233;
    private const double CapacityOf8B = 17.829948959163502;

    private static JsonElement Reference => field.ValueKind == JsonValueKind.Undefined
        ? field = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data", "economics", "scenarios.json"))).RootElement
        : field;

    private static string ThreeOptions(double errorCost) => DecideFixture.Small(
        string.Join('\n', DecideFixture.Api(), DecideFixture.Rented("B", 2, 0.5, 90000, 0.90, CapacityOf32B), DecideFixture.Rented("C", 1, 0.6, 140000, 0.93, CapacityOf8B, "meta-llama/Llama-3.1-8B")),
        value: $"wrong: {DecideFixture.Value(errorCost, "USD/request")}");

    [Theory]
    [InlineData(0.002, "results_error_cost_0_002")]
    [InlineData(0.50, "results_error_cost_0_50")]
    public void Account_of_the_customer_service_is_the_reference(double errorCost, string key)
    {
        var result = DecideFixture.Decide(ThreeOptions(errorCost));
        foreach (var expected in Reference.GetProperty("S1").GetProperty(key).EnumerateObject())
        {
            var option = result.Option(expected.Name[..1]);
            Assert.Equal(expected.Value.GetProperty("monthly").GetDouble(), option.MonthlyCost, 1.0);
            Assert.Equal(expected.Value.GetProperty("error_cost").GetDouble(), option.MonthlyErrors, 1.0);
            Assert.Equal(expected.Value.GetProperty("oneoff").GetDouble(), option.Upfront, 0.5);
            Assert.Equal(1, option.NpvBase / expected.Value.GetProperty("npv24").GetDouble(), 0.0005);
        }
    }

    [Theory]
    [InlineData("openai/gpt-5-mini", 1348)]
    [InlineData("groq/qwen3-32b", 991)]
    [InlineData("anthropic/claude-haiku-4-5", 3892)]
    [InlineData("deepseek/deepseek-v4-flash", 322)]
    public void Price_of_tokens_is_the_reference(string id, double monthly) =>
        Assert.Equal(monthly, DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api(staff: 0, id: id))).Option("A").MonthlyCost, 1.0);

    [Theory]
    [InlineData("openai/gpt-5-mini", "B", null)]
    [InlineData("openai/gpt-5-mini", "C", "C vs gpt-5-mini")]
    [InlineData("anthropic/claude-haiku-4-5", "B", "B vs claude-haiku-4-5")]
    public void Break_even_is_the_reference_or_never(string id, string option, string? key)
    {
        var yaml = DecideFixture.Small(string.Join('\n', DecideFixture.Api(id: id), DecideFixture.Rented("B", 2, 0.5, 90000, 0.90, CapacityOf32B), DecideFixture.Rented("C", 1, 0.6, 140000, 0.93, CapacityOf8B, "meta-llama/Llama-3.1-8B")));
        var even = DecideFixture.Decide(yaml).Option(option).BreakEven.Single(b => b.Against == "A");
        Assert.Equal(key is null, even.Never);
        if (key is null) return;
        // The reference steps a grid of about one percent and gives the first crossing it hits; ours gives all, exactly.
        var expected = Reference.GetProperty("S1").GetProperty("break_even_requests_per_month").GetProperty(key).GetDouble();
        Assert.Contains(even.Crossings, c => c.CheaperAbove && Math.Abs((c.RequestsPerMonth / expected) - 1) < 0.01);
    }

    /// <summary>Both are simulations of 20,000 draws: three standard deviations of the difference of two such figures.</summary>
    [Fact]
    public void Simulation_of_the_customer_service_is_the_reference_within_its_noise()
    {
        var result = DecideFixture.Decide(DecideFixture.Sample("customer-service"));
        var reference = Reference.GetProperty("S1").GetProperty("monte_carlo");
        var noise = 3 * Math.Sqrt(2.0 / 20_000);
        foreach (var (name, key) in new[] { ("API", "A"), ("rented 32B", "B"), ("tuned 8B", "C") })
        {
            var (option, best) = (result.Option(name), reference.GetProperty("p_best").GetProperty(key).GetDouble());
            Assert.Equal(best, option.ProbabilityBest, noise * Math.Sqrt(best * (1 - best)));
            var deviation = (option.Npv.High - option.Npv.Low) / 2.5632;
            Assert.Equal(reference.GetProperty("mean_npv").GetProperty(key).GetDouble(), option.NpvMean, noise * deviation);
        }

        Assert.Equal("API", result.Options[0].Name);
        Assert.Equal(reference.GetProperty("EVPI").GetDouble(), result.ValueOfInformation[0].Perfect, 3000.0);
        Assert.Equal(["tuned 8B.quality", "API.quality", "tuned 8B.one_off.data, tuning and serving"], result.Sensitivity.Take(3).Select(s => s.Input));
        foreach (var (input, key) in new[] { ("tuned 8B.quality", "accC"), ("API.quality", "accA"), ("tuned 8B.one_off.data, tuning and serving", "oneC"), ("demand.requests", "req"), ("inputs.team", "fte"), ("value.wrong", "errcost") })
        {
            var swing = result.Sensitivity.Single(s => s.Input == input).Swing;
            Assert.Equal(reference.GetProperty("tornado_C_minus_A").GetProperty(key).GetDouble(), -swing, 35_000.0);
        }
    }

    [Fact]
    public void Advertisement_ranking_is_the_reference()
    {
        var result = DecideFixture.Decide(DecideFixture.Sample("advertisement-ranking"));
        var reference = Reference.GetProperty("S2").GetProperty("result");
        var better = result.Option("better model");
        Assert.Equal(1, better.NpvMean / reference.GetProperty("mean_gain_cny_year").GetDouble(), 0.01);
        Assert.Equal(reference.GetProperty("p_gain_positive").GetDouble(), better.ProbabilityBest, 0.01);
        Assert.Equal(1, result.ValueOfInformation[0].Perfect / reference.GetProperty("EVPI_cny_year").GetDouble(), 0.06);
        Assert.Contains("85.5 million users an arm", result.MeasureNext, StringComparison.Ordinal);
        Assert.Equal(Reference.GetProperty("S2").GetProperty("ab_test").GetProperty("n_per_arm").GetDouble(), Information.TestSize(0.02, 0.003), 1000.0);
    }

    [Fact]
    public void The_same_gap_is_worth_little_here_and_much_there()
    {
        double Npv(double quality) => DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api(quality: quality), value: $"wrong: {DecideFixture.Value(0.002, "USD/request")}")).Option("A").MonthlyErrors;
        Assert.Equal(Reference.GetProperty("S2").GetProperty("same_accuracy_gap_in_S1_value_per_month").GetDouble(), Npv(0.90) - Npv(0.95), 0.01);
        var ads = DecideFixture.Sample("advertisement-ranking").Replace("uplift: {triangular: [-0.1, 0.3, 1.0]", "uplift: {value: 5", StringComparison.Ordinal).Replace("latency_loss: {lognormal: {median: 0.05, sigma: 0.6}", "latency_loss: {value: 0", StringComparison.Ordinal);
        var monthly = DecideFixture.Decide(ads).Option("better model").Benefit / 12;
        Assert.Equal(1, monthly / Reference.GetProperty("S2").GetProperty("same_gap_here_value_per_month").GetDouble(), 0.001);
    }

    [Fact]
    public void Hospital_is_the_reference()
    {
        var result = DecideFixture.Decide(DecideFixture.Sample("hospital"));
        var reference = Reference.GetProperty("S3").GetProperty("options");
        foreach (var (name, key) in new[] { ("1 H200", "1xH200 70B fp8"), ("2 H100", "2xH100 70B fp8"), ("4 A100", "4xA100-80 70B bf16") })
        {
            var expected = reference.GetProperty(key);
            var option = result.Option(name);
            Assert.Equal(expected.GetProperty("replicas").GetInt32(), option.Serving!.Replicas);
            Assert.Equal(expected.GetProperty("capex").GetDouble() + 60000, option.Upfront, 0.5);
            Assert.Equal(expected.GetProperty("opex_usd_year").GetDouble(), option.MonthlyCost * 12, 2.0);
            Assert.Equal(expected.GetProperty("npv48_cost").GetDouble(), Benefit - option.NpvBase, 50.0);
        }

        Assert.Equal(["API (for comparison)", "4 L40S"], result.Infeasible.Select(i => i.Option));
        Assert.Contains("first token", result.Infeasible[1].Why, StringComparison.Ordinal);
        Assert.Equal(Reference.GetProperty("S3").GetProperty("api_reference_only_usd_year").GetDouble(), result.Infeasible[0].YearlyCost!.Value, 10.0);
    }

    /// <summary>2.34 million a year, in the reference too, discounted monthly over four years.</summary>
    private static double Benefit
    {
        get
        {
            var month = Math.Pow(1.08, -1.0 / 12);
            return 2_340_000.0 / 12 * month * (1 - Math.Pow(month, 48)) / (1 - month);
        }
    }
}
