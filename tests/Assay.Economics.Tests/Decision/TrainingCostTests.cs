namespace Assay.Economics.Tests;

/// <summary>Training and tuning in the account, and throughput that grows with volume.</summary>
public sealed class TrainingCostTests
{
    private const string Plan = "method: lora, model: Llama-3.1-8B, gpu: a100_80_sxm, sequence: 1024";

    private static string Training(string more) => $"\n    training: {{{Plan}, tokens: {DecideFixture.Value(30e6, "tokens")}, rent: {DecideFixture.Value(2, "USD/hour")}{more}}}";

    private static double Cost(string more) => DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api() + Training(more))).Option("A").Timeline[0]["training"];

    [Fact]
    public void Hours_are_those_of_size()
    {
        var hours = Fixture.Sizer.Answer(new SizeRequest { Ask = SizeAsk.FineTune, Model = "Llama-3.1-8B", Gpu = "a100_80_sxm", Tokens = 30e6, SequenceLength = 1024 })!.GpuHours!.Mid;
        Assert.Equal(2 * hours, Cost(""), 0.01);
    }

    [Theory]
    [InlineData("runs", 10, "runs", 10)]
    [InlineData("failed_share", 25, "%", 1.25)]
    [InlineData("toolchain_saving", 0.15, "share", 0.85)]
    public void Runs_failures_and_savings_multiply(string key, double value, string unit, double factor) =>
        Assert.Equal(1, Cost($", {key}: {DecideFixture.Value(value, unit)}") / Cost("") / factor, 0.002);

    [Fact]
    public void Own_hours_win_and_are_shown_as_overriding()
    {
        var result = DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api() + Training($", hours: {DecideFixture.Value(100, "GPU-hours")}")));
        Assert.Equal(200, result.Option("A").Timeline[0]["training"], 0.01);
        Assert.Contains(result.Caveats, c => c.StartsWith("A: 'training.hours' of the scenario counts instead of the computed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_training_that_does_not_fit_puts_the_option_out()
    {
        var full = Training("").Replace("method: lora", "method: full", StringComparison.Ordinal);
        Assert.Contains("its training does not fit on 1 x", Assert.Single(DecideFixture.Decide(DecideFixture.Small(DecideFixture.Api() + full)).Infeasible).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e5, 1.0)]
    [InlineData(2e6, 1.126)]
    [InlineData(1e9, 1.2)]
    public void Throughput_grows_with_volume(double volume, double gain)
    {
        // 2 million requests a month at a gain of at most 20 %, 63 % of it at 2 million requests.
        var toolchain = $", toolchain_gain: {DecideFixture.Value(0.2, "share")}, toolchain_volume: {DecideFixture.Value(2e6, "requests/month")}}}";
        var option = DecideFixture.Rented("B", 2, 0, 0, 0.9, 0.02);
        var at = option.IndexOf("}\n    staff", StringComparison.Ordinal);
        var yaml = DecideFixture.Small(option[..at] + toolchain + option[(at + 1)..], "");
        var rate = 2000000.0 * (volume / 2e6);
        var result = DecideFixture.Decide(yaml.Replace("requests: {value: 2000000,", FormattableString.Invariant($"requests: {{value: {rate},"), StringComparison.Ordinal));
        var expected = Math.Max(2, Math.Ceiling(rate * 4 / (0.02 * gain * 0.7 * 3600 * 730)));
        Assert.Equal(expected, result.Option("B").Serving!.Replicas, expected * 0.01);
    }
}
