using System.Globalization;
using CsCheck;

namespace Assay.Economics.Tests;

/// <summary>Distributions, chance and the value of information.</summary>
public sealed class UncertaintyTests
{
    public static TheoryData<Distribution, double, double> Known() => new()
    {
        { new Distribution.Fixed(3), 3, 3 },
        { new Distribution.Triangular(1, 2, 6), 3, 2.8377 },
        { new Distribution.Uniform(2, 4), 3, 3 },
        { new Distribution.Normal(5, 2), 5, 5 },
        { new Distribution.LogNormal(2, 0.5), 2.2663, 2 },
        { new Distribution.Beta(369, 33), 0.91791, 0.91847 },
        { new Distribution.Beta(2, 5), 0.28571, 0.26445 },
        { new Distribution.Beta(0.5, 0.5), 0.5, 0.5 },
        { new Distribution.Scaled(new Distribution.Uniform(2, 4), 0.5), 1.5, 1.5 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Mean_and_median_are_those_of_the_distribution(Distribution distribution, double mean, double median)
    {
        const int Draws = 200_000;
        var sampled = Enumerable.Range(0, Draws).Average(i => distribution.Quantile((i + 0.5) / Draws));
        Assert.Equal(1, distribution.Mean / mean, 0.0005);
        Assert.Equal(1, sampled / mean, 0.002);
        Assert.Equal(1, distribution.Quantile(0.5) / median, 0.0005);
    }

    [Fact]
    public void Quantiles_never_fall() => Gen.Select(Gen.Double[0.001, 0.999], Gen.Double[0.001, 0.999], Gen.Double[0.6, 500], Gen.Double[0.6, 500]).Sample((u, v, a, b) =>
    {
        var (low, high) = (Math.Min(u, v), Math.Max(u, v));
        Distribution[] all = [new Distribution.Beta(a, b), new Distribution.Triangular(-a, 0, b), new Distribution.LogNormal(a, 0.3), new Distribution.Normal(a, b)];
        return all.All(d => d.Quantile(low) <= d.Quantile(high));
    }, iter: 300);

    [Fact]
    public void Chance_is_even_and_its_streams_are_strangers()
    {
        var first = Chance.Stream(42, "a");
        var second = Chance.Stream(42, "b");
        var pairs = Enumerable.Range(0, 50_000).Select(i => (A: Chance.Uniform(first, i), B: Chance.Uniform(second, i))).ToList();
        Assert.Equal(0.5, pairs.Average(p => p.A), 0.005);
        Assert.Equal(1.0 / 12, pairs.Average(p => (p.A - 0.5) * (p.A - 0.5)), 0.001);
        Assert.Equal(0, pairs.Average(p => (p.A - 0.5) * (p.B - 0.5)), 0.0015);
        Assert.All(pairs, p => Assert.InRange(p.A, double.Epsilon, 1 - 1e-16));
        for (var bin = 0; bin < 20; bin++) Assert.InRange(pairs.Count(p => (int)(p.A * 20) == bin), 2300, 2700);
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_and_a_further_option_changes_no_draw()
    {
        var two = DecideFixture.Small(Uncertain("A") + "\n" + Uncertain("B", staff: 0.3));
        var three = DecideFixture.Small(Uncertain("A") + "\n" + Uncertain("B", staff: 0.3) + "\n" + Uncertain("C", staff: 0.5));
        Assert.Equal(DecideFixture.Decide(two).Option("A").Npv, DecideFixture.Decide(two).Option("A").Npv);
        Assert.Equal(DecideFixture.Decide(two).Option("A").NpvMean, DecideFixture.Decide(three).Option("A").NpvMean);
        Assert.NotEqual(DecideFixture.Decide(two).Option("A").NpvMean, DecideFixture.Decide(two.Replace("title: Small", "title: Small\nseed: 7", StringComparison.Ordinal)).Option("A").NpvMean);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(-0.8, -0.8)]
    public void Inputs_move_together_as_stated(double stated, double expected)
    {
        var table = new InputTable();
        table.Add(new Input { Name = "a", Distribution = new Distribution.Normal(0, 1), Unit = "", Source = "", Date = "" });
        table.Add(new Input { Name = "b", Distribution = new Distribution.Normal(0, 1), Unit = "", Source = "", Date = "", Parent = 0, Correlation = stated });
        var sampler = new Sampler(table, 1);
        var row = new double[2];
        var sum = 0.0;
        for (var i = 0; i < 20_000; i++)
        {
            sampler.Draw(i, row);
            sum += row[0] * row[1];
        }

        Assert.Equal(expected, sum / 20_000, 0.03);
    }

    [Fact]
    public void More_answers_are_worth_more_and_never_more_than_knowing()
    {
        var result = DecideFixture.Read(DecideFixture.Sample("customer-service"));
        var decided = new DecisionMaker(Fixture.Sizer, null, Fixture.Knowledge).Decide(result);
        var everything = decided.ValueOfInformation[0].Perfect;
        Assert.All(decided.ValueOfInformation.Skip(1), v => Assert.True(v.Perfect <= everything * 1.02 && (v.Worth ?? 0) <= v.Perfect * 1.1));
        var input = Bins(a: 50, b: 50);
        double[] worth = [.. new[] { 10, 100, 1000, 10_000 }.Select(n => Information.Sample(input, 2, 50, 50, n))];
        Assert.Equal(worth.Order(), worth);
        Assert.True(worth[^1] <= Information.Perfect(input, 2) * 1.01);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void One_evaluation_alone_is_worth_the_same_as_together_with_none(int answers)
    {
        var input = Bins(a: 50, b: 50);
        Assert.Equal(1, Information.Together([(input, new Distribution.Beta(50, 50))], 2, answers) / Information.Sample(input, 2, 50, 50, answers), 0.06);
        Assert.Equal(1, Information.Together([(input, new Distribution.Beta(50, 50))], 2, null) / Information.Perfect(input, 2), 0.06);
    }

    [Fact]
    public void Knowing_is_worth_the_mean_of_the_better_option()
    {
        // Option 0 gives x, option 1 gives 0, x normal around 0: E[max(x, 0)] = 1 / sqrt(2 pi).
        var input = new BinnedInput(0, 2);
        for (var i = 0; i < 20_000; i++)
        {
            var u = (i + 0.5) / 20_000;
            input.Add(u, Numbers.NormalQuantile(u), [Numbers.NormalQuantile(u), 0]);
        }

        Assert.Equal(1 / Math.Sqrt(2 * Math.PI), Information.Perfect(input, 2), 0.01);
    }

    [Fact]
    public void Five_options_with_forty_inputs_and_100_000_draws_keep_no_draw_but_its_outcome()
    {
        // How long it takes is measured by bench/DecideSpeed; what must not grow with the draws is memory besides one number an option.
        var options = string.Join('\n', Enumerable.Range(0, 5).Select(i => Uncertain("O" + i, staff: 0.1 + (0.1 * i))));
        var yaml = DecideFixture.Small(options, $"  growth: {{uniform: [0, 3], unit: \"%/month\", source: t, date: \"2026\"}}").Replace("title: Small", "title: Small\ndraws: 100000", StringComparison.Ordinal);
        var scenario = DecideFixture.Read(yaml);
        Assert.True(scenario.Inputs.All.Count(i => i.Varies) >= 40, scenario.Inputs.All.Count(i => i.Varies).ToString(CultureInfo.InvariantCulture));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = new DecisionMaker(Fixture.Sizer, null, Fixture.Knowledge).Decide(scenario);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(6, result.Options.Count);
        Assert.InRange(bytes, 6 * 100_000 * 8, 12 * 6 * 100_000 * 8);
    }

    private static BinnedInput Bins(double a, double b)
    {
        var beta = new Distribution.Beta(a, b);
        var input = new BinnedInput(0, 2);
        for (var i = 0; i < 2000; i++)
        {
            var u = (i + 0.5) / 2000;
            var q = beta.Quantile(u);
            input.Add(u, q, [1000 * q, 500]);
        }

        return input;
    }

    private static string Uncertain(string name, double staff = 0.1) => $$"""
          - name: {{name}}
            kind: api
            api: {input: {uniform: [0.1, 0.3], unit: USD/1M tokens, source: t, date: "2026"}, cached: {uniform: [0.01, 0.03], unit: USD/1M tokens, source: t, date: "2026"}, output: {uniform: [1, 3], unit: USD/1M tokens, source: t, date: "2026"} }
            staff: {triangular: [{{staff.ToString(CultureInfo.InvariantCulture)}}, 0.6, 1], unit: FTE, source: t, date: "2026"}
            one_off: {integration: {triangular: [1000, 2000, 9000], unit: USD, source: t, date: "2026"} }
            compliance: {lognormal: {median: 300, sigma: 0.3}, unit: USD/month, source: t, date: "2026"}
            exit: {normal: {mean: 5000, sd: 500}, unit: USD, source: t, date: "2026"}
            quality: {counts: {right: 90, of: 100}, unit: share, source: t, date: "2026"}
        """;
}
