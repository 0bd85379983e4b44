using System.Text;
using Assay.Core;

namespace Assay.Economics.Tests;

/// <summary>Rows about models, accelerators, formats and layouts that nobody has seen before: an honest interval where there can be one, never a guess, never a crash.</summary>
public sealed class GeneralityTests
{
    private static SizeResult? Ask(string row)
    {
        var request = Assert.Single(SizeRows.Read(Encoding.UTF8.GetBytes(row)));
        return request is null ? null : Fixture.Sizer.Answer(request);
    }

    [Theory]
    [InlineData("Some-9B", 9e9, 9e9)]
    [InlineData("org/some-30b-a3b-instruct", 30e9, 3e9)]
    [InlineData("Some-1.5T-A32B", 1.5e12, 32e9)]
    public void A_size_in_an_unknown_name_is_taken_with_a_caveat(string name, double total, double active)
    {
        var result = Ask($$"""{"model": "{{name}}", "hardware": "b200_sxm", "n_gpus": 64, "dtype": "fp8", "concurrency": 8}""")!;
        Assert.Equal(1, result.Parameters!.Total / total, 0.02);
        Assert.Equal(1, result.Parameters.Active / active, 0.1);
        Assert.NotNull(result.TokensPerSecond);
        Assert.Contains(result.Caveats, c => c.Contains("estimated from its number of parameters", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gpt-next")]
    [InlineData("Model-V3.2")]
    [InlineData("0B")]
    [InlineData("")]
    public void A_name_without_a_size_gets_no_answer(string name) => Assert.Null(Ask($$"""{"model": "{{name}}", "hardware": "h100_sxm"}"""));

    [Theory]
    [InlineData("tpu_v9")]
    [InlineData("NVIDIA H100 16GB")]
    [InlineData("ascend_910c")]
    public void An_accelerator_without_measurement_gets_no_speed(string gpu)
    {
        var result = Ask($$"""{"model": "Llama-3.1-8B", "hardware": "{{gpu}}", "dtype": "bf16"}""")!;
        Assert.Null(result.TokensPerSecond);
        Assert.NotNull(result.Weights);
        Assert.NotEmpty(result.Caveats);
    }

    [Theory]
    [InlineData("NVIDIA H100 80GB", "h100_sxm")]
    [InlineData("NVIDIA GeForce RTX 4090", "rtx_4090")]
    [InlineData("AMD Instinct MI300X", "mi300x")]
    [InlineData("RTX PRO 6000 Blackwell", "rtx_pro_6000")]
    [InlineData("A100-40GB", "a100_40_sxm")]
    [InlineData("A100 80GB", "a100_80_sxm")]
    [InlineData("NVIDIA", null)]
    public void A_vendor_or_a_size_in_the_name_of_an_accelerator_does_not_matter(string name, string? id) => Assert.Equal(id, Fixture.Sizer.Hardware.Find(name)?.Id);

    [Theory]
    [InlineData("q4_k_xl", "q4_k_m")]
    [InlineData("UD-Q3_K_XL", "q3_k_m")]
    [InlineData("w4a8", "gptq")]
    [InlineData("int8-dynamic", "int8")]
    [InlineData("fp8_block", "fp8")]
    [InlineData("secret", "bf16")]
    public void An_unknown_format_is_computed_as_the_nearest_and_said(string dtype, string taken)
    {
        var result = Ask($$"""{"model": "Llama-3.1-8B", "hardware": "h100_sxm", "dtype": "{{dtype}}"}""")!;
        Assert.Equal(taken, result.Weights!.Format);
        Assert.Contains(result.Caveats, c => c.StartsWith($"the format '{dtype}' is not known", StringComparison.Ordinal));
        Assert.NotNull(result.TokensPerSecond);
    }

    [Fact]
    public void Copies_of_a_model_share_the_requests()
    {
        var one = Ask("""{"model": "Llama-3.1-8B", "hardware": "h100_sxm", "n_gpus": 1, "dtype": "fp8", "concurrency": 16}""")!;
        var four = Ask("""{"model": "Llama-3.1-8B", "hardware": "h100_sxm", "n_gpus": 4, "tp": 1, "dp": 4, "dtype": "fp8", "concurrency": "64"}""")!;
        Assert.Equal(4 * one.TokensPerSecond!.Mid, four.TokensPerSecond!.Mid, 1e-6);
        Assert.Equal(one.TimePerOutputToken!.Mid, four.TimePerOutputToken!.Mid, 1e-9);
        Assert.Equal(4 * (one.Fit!.MaxConcurrency ?? 0), four.Fit!.MaxConcurrency ?? 0, 8.0);
    }

    [Fact]
    public void Stages_help_throughput_but_not_the_time_of_a_token()
    {
        string Row(int tp, int pp, int concurrency) => $$"""{"model": "Llama-3.1-70B", "hardware": "h100_sxm", "n_gpus": 8, "tp": {{tp}}, "pp": {{pp}}, "dtype": "fp8", "concurrency": {{concurrency}}}""";
        Assert.True(Ask(Row(2, 4, 1))!.TimePerOutputToken!.Mid > 1.5 * Ask(Row(8, 1, 1))!.TimePerOutputToken!.Mid);
        var (staged, flat) = (Ask(Row(2, 4, 256))!, Ask(Row(8, 1, 256))!);
        Assert.InRange(staged.TokensPerSecond!.Mid / flat.TokensPerSecond!.Mid, 0.3, 1.5);
        Assert.Contains(staged.Caveats, c => c.StartsWith("pipeline parallelism", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"model": 5}""")]
    [InlineData("""{"model": "Llama-3.1-8B", "n_gpus": -4, "tp": 0, "concurrency": -1, "input_len": "many"}""")]
    [InlineData("""{"model": "Llama-3.1-8B", "hardware": "h100_sxm", "n_gpus": 1e300, "tp": 99999999, "pp": 99999999, "dp": 99999999, "ep": 99999999, "concurrency": 99999999, "input_len": 99999999}""")]
    [InlineData("""{"model": "x-1B", "config": {"hidden_size": "NaN"}, "hardware": "h100_sxm", "mode": "upside-down"}""")]
    [InlineData("""{"model": "Llama-3.1-8B", "ask": "finetune", "method": "dream", "seq_len": 99999999, "rank": 99999999, "micro_batch": 99999999}""")]
    [InlineData("""{"model": "Llama-3.1-8B", "ask": "train", "tokens": 1e16, "runs": 1e16, "toolchain_saving": 5}""")]
    public void Strange_rows_are_answered_or_left_open(string row)
    {
        if (Ask(row) is not { } result) return;
        foreach (var interval in new[] { result.TokensPerSecond, result.TimePerOutputToken, result.MemoryGB, result.GpuHours }.OfType<Interval>())
        {
            Assert.True(double.IsFinite(interval.High) && interval.Low <= interval.Mid && interval.Mid <= interval.High, row);
        }
    }
}
