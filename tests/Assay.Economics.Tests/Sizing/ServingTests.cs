using Assay.Core;
using CsCheck;

namespace Assay.Economics.Tests;

public sealed class ServingTests
{
    private static readonly string[] Models = ["Llama-3.1-8B", "Qwen3-30B-A3B", "DeepSeek-V3", "gpt-oss-120b", "Qwen3.5-397B-A17B"];

    private static readonly Gen<string> AnyModel = Gen.Int[0, 4].Select(i => Models[i]);

    [Fact]
    public void Throughput_of_the_labeled_runs()
    {
        var answers = Labeled();
        var errors = answers.Select(a => Math.Abs(a.Mid - a.Measured) / a.Measured).ToList();
        Assert.InRange(Fixture.Median(errors), 0, 0.15);
        Assert.InRange(answers.Count(a => a.Mid / a.Measured is >= 0.5 and <= 2) / (double)answers.Count, 0.94, 1);
        Assert.InRange(answers.Count(a => a.Low <= a.Measured && a.Measured <= a.High) / (double)answers.Count, 0.75, 0.92);
    }

    [Fact]
    public void Decoding_a_single_stream_is_within_a_tenth()
    {
        var errors = Labeled().Where(a => a.Mode == "single-stream-decode").Select(a => Math.Abs(a.Mid - a.Measured) / a.Measured);
        Assert.InRange(Fixture.Median(errors), 0, 0.10);
    }

    [Fact]
    public void Every_labeled_row_gets_a_speed() => Assert.All(Labeled(), a => Assert.True(a.Mid > 0, a.Model));

    [Fact]
    public void A_decode_step_takes_longer_with_more_sequences_and_longer_contexts() =>
        Gen.Select(AnyModel, Gen.Int[1, 512], Gen.Int[1, 512], Gen.Int[16, 32_000], Gen.Int[16, 32_000]).Sample((model, a, b, s, t) =>
        {
            var times = Times(Deploy(model, 8));
            Assert.True(times.Decode(Math.Max(a, b), s) >= times.Decode(Math.Min(a, b), s));
            Assert.True(times.Decode(a, Math.Max(s, t)) >= times.Decode(a, Math.Min(s, t)));
            Assert.True(times.Prefill(1, Math.Max(s, t)) >= times.Prefill(1, Math.Min(s, t)));
        });

    [Fact]
    public void More_accelerators_hold_more_sequences_and_longer_ones_fewer() =>
        Gen.Select(AnyModel, Gen.Int[0, 4], Gen.Int[16, 64_000]).Sample((model, power, tokens) =>
        {
            var few = new MemoryPlan(Deploy(model, 1 << power), Fixture.Sizer.Serving);
            var more = new MemoryPlan(Deploy(model, 2 << power), Fixture.Sizer.Serving);
            Assert.True(more.MaxSequences(tokens) >= few.MaxSequences(tokens));
            Assert.True(few.MaxSequences(2.0 * tokens) <= few.MaxSequences(tokens));
        });

    [Fact]
    public void Two_accelerators_read_a_large_model_faster_than_one() => Assert.True(Times(Deploy("Llama-3.1-70B", 4)).Decode(1, 1000) < Times(Deploy("Llama-3.1-70B", 2)).Decode(1, 1000));

    [Theory]
    [InlineData("ascend_910b")]
    [InlineData("ascend_910c")]
    public void Without_a_measurement_no_speed_is_stated(string gpu)
    {
        var answer = Answer("Llama-3.1-8B", gpu, 1);
        Assert.Null(answer.TokensPerSecond);
        Assert.Null(answer.TimePerOutputToken);
        Assert.NotNull(answer.Fit);
        Assert.Contains(answer.Caveats, c => c.StartsWith("no measurement", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GLM-5", "h200", 8, "selection of the cache")]
    [InlineData("GLM-5", "h200", 8, "speculative decoding")]
    [InlineData("Llama-3.1-8B", "mi300x", 1, "constants from other accelerators")]
    [InlineData("Llama-3.1-405B", "h100", 1, "do not fit")]
    public void Weak_spots_are_said(string model, string gpu, int count, string words) => Assert.Contains(Answer(model, gpu, count).Caveats, c => c.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Time_to_the_first_token_is_a_lower_bound_and_a_band()
    {
        var first = Answer("Llama-3.1-8B", "h100", 1).TimeToFirstToken!;
        Assert.Equal(3, first.Mid / first.Low, 6);
        Assert.Equal(6, first.High / first.Low, 6);
    }

    [Theory]
    [InlineData(64, 1, 8, 8, 1)]
    [InlineData(16, 1, 4, 4, 1)]
    [InlineData(1, 8, 8, 8, 8)]
    [InlineData(8, 1, 8, 8, 1)]
    [InlineData(4, 1, 2, 4, 1)]
    public void Degrees_of_parallelism_become_accelerators(int tensor, int groups, int experts, int gpus, int attention)
    {
        var request = new SizeRequest { Model = "x", Gpus = tensor, TensorParallel = tensor, AttentionGroups = groups, ExpertParallel = experts };
        var (count, g, _, caveat) = Parallelism.Of(request, Fixture.Shape("DeepSeek-V3"), Fixture.Sizer.Hardware.Find("b200")!);
        Assert.Equal((gpus, attention), (count, g));
        Assert.Equal(tensor * groups != gpus, caveat is not null);
    }

    [Fact]
    public void Own_rows_shift_the_middle_and_narrow_the_interval()
    {
        var sizer = Fixture.NewSizer();
        var before = Answer("Llama-3.1-8B", "h100", 1, sizer).TokensPerSecond!;
        var rows = new[] { 8, 32, 64 }.Select(c =>
        {
            var request = Request("Llama-3.1-8B", "h100", 1) with { Concurrency = c };
            return request with { Measured = sizer.Answer(request)!.TokensPerSecond!.Mid * 1.3 };
        }).ToList();
        Assert.Equal(3, sizer.Calibrate(rows));
        var after = Answer("Llama-3.1-8B", "h100", 1, sizer).TokensPerSecond!;
        Assert.InRange(after.Mid / before.Mid, 1.15, 1.3);
        Assert.True(after.High / after.Low < before.High / before.Low);
        Assert.Equal(Answer("Llama-3.1-8B", "l40s", 1).TokensPerSecond, Answer("Llama-3.1-8B", "l40s", 1, sizer).TokensPerSecond);
    }

    [Fact]
    public void Own_rows_give_an_unmeasured_accelerator_a_speed()
    {
        var sizer = Fixture.NewSizer();
        var request = Request("Qwen3-32B", "ascend_910c", 4);
        Assert.Null(sizer.Answer(request)!.TokensPerSecond);
        sizer.Calibrate([request with { Measured = 500 }, request with { Concurrency = 32, Measured = 900 }]);
        Assert.InRange(sizer.Answer(request)!.TokensPerSecond!.Mid, 250, 1000);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"model":"nothing known"}""")]
    [InlineData("""{"model":"x","params":1e300,"hardware":"h100_sxm"}""")]
    public void A_row_that_cannot_be_answered_is_null(string line) => Assert.Null(SizeRows.Read(System.Text.Encoding.UTF8.GetBytes(line)).Select(r => r is null ? null : Fixture.Sizer.Answer(r)).Single());

    [Fact]
    public void A_row_with_parameters_only_is_answered_with_a_caveat()
    {
        var row = """{"model":"nothing known","params":3e10,"active_params":3e9,"hardware":"h100_sxm","concurrency":8,"dtype":"fp8"}"""u8.ToArray();
        var answer = Fixture.Sizer.Answer(SizeRows.Read(row).Single()!)!;
        Assert.True(answer.TokensPerSecond!.Mid > 0);
        Assert.InRange(answer.Parameters!.Active / 3e9, 0.9, 1.1);
        Assert.Contains(answer.Caveats, c => c.Contains("estimated", StringComparison.Ordinal));
    }

    [Fact]
    public void No_row_makes_the_sizer_throw() =>
        Gen.Select(Gen.Double[1, 1e16], Gen.Double[1, 1e16], Gen.Int[0, 100_000_000].Array[6], Gen.Int[0, 3].Select(i => new[] { "serve", "weights", "finetune", "train" }[i])).Sample((p, a, n, ask) =>
        {
            var json = FormattableString.Invariant($$"""{"ask":"{{ask}}","model":"z","params":{{p:R}},"active_params":{{a:R}},"hardware":"b200_sxm","n_gpus":{{n[0]}},"tp":{{n[1]}},"ep":{{n[2] % 64}},"attention_dp":{{n[3]}},"input_len":{{n[4]}},"output_len":{{n[5]}},"concurrency":{{n[0]}},"tokens":{{p:R}},"seq_len":{{n[4]}},"dtype":"fp4"}""");
            Assert.NotNull(Fixture.Sizer.Answer(SizeRows.Read(System.Text.Encoding.UTF8.GetBytes(json)).Single()!));
        });

    private static List<(string Model, string Mode, double Measured, double Low, double Mid, double High)> Labeled()
    {
        var answers = new List<(string, string, double, double, double, double)>();
        foreach (var row in Fixture.Rows("throughput.jsonl"))
        {
            if (row.GetProperty("tokens_per_s").ValueKind != System.Text.Json.JsonValueKind.Number) continue;
            var request = SizeRows.Read(System.Text.Encoding.UTF8.GetBytes(row.GetRawText())).Single()!;
            var speed = Fixture.Sizer.Answer(request)?.TokensPerSecond;
            answers.Add((request.Model, row.GetProperty("mode").GetString()!, request.Measured!.Value, speed?.Low ?? 0, speed?.Mid ?? 0, speed?.High ?? 0));
        }

        return answers;
    }

    private static Deployment Deploy(string model, int gpus) => new() { Shape = Fixture.Shape(model), Accelerator = Fixture.Sizer.Hardware.Find("h200")!, Gpus = gpus, Format = Fixture.Sizer.Formats.Find("fp8")! };

    private static StepTimes Times(Deployment d) => new(d, new MemoryPlan(d, Fixture.Sizer.Serving), Fixture.Sizer.Serving.Server, 32);

    private static SizeRequest Request(string model, string gpu, int count) => new() { Model = model, Gpu = gpu, Gpus = count, Format = "bf16", Concurrency = 16 };

    private static SizeResult Answer(string model, string gpu, int count, Sizer? sizer = null) => (sizer ?? Fixture.Sizer).Answer(Request(model, gpu, count))!;
}
