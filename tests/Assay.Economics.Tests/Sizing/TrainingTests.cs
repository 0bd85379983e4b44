using Assay.Core;
using Assay.Formats;

namespace Assay.Economics.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void Hours_of_published_runs()
    {
        var ratios = Ask("training.jsonl", "gpu_hours", "train", a => a.GpuHours?.Mid);
        Assert.InRange(Fixture.Median(ratios.Select(r => Math.Abs(r - 1))), 0, 0.25);
        Assert.All(ratios, r => Assert.InRange(r, 1 / 2.5, 2.5));
    }

    [Fact]
    public void Memory_of_measured_tuning_runs() => Assert.InRange(Fixture.Median(Ask("finetune.jsonl", "peak_mem_gb", "finetune", a => a.MemoryGB?.Mid).Select(r => Math.Abs(r - 1))), 0, 0.15);

    [Fact]
    public void Time_of_measured_tuning_runs() => Assert.InRange(Fixture.Median(Ask("finetune.jsonl", "sec_per_iter", "finetune", a => a.SecondsPerIteration?.Mid).Select(r => Math.Abs(r - 1))), 0, 0.25);

    [Fact]
    public void Bytes_of_weight_files() => Assert.InRange(Fixture.Median(Ask("weights.jsonl", "file_bytes", "weights", a => a.Weights?.Bytes).Select(r => Math.Abs(r - 1))), 0, 0.005);

    [Fact]
    public void Hours_grow_with_tokens_runs_and_failures_and_shrink_with_the_toolchain()
    {
        var training = Fixture.Sizer.Training;
        var one = training.GpuHours(8e9, null, 1e12)!.Hours.Mid;
        Assert.Equal(2, training.GpuHours(8e9, null, 2e12)!.Hours.Mid / one, 9);
        Assert.Equal(3 * 1.2 * 0.85, training.GpuHours(8e9, null, 1e12, null, new TrainingPlan(3, 0.2, 0.15))!.Hours.Mid / one, 9);
        Assert.Equal(0.1, training.GpuHours(8e9, 8e8, 1e12)!.Hours.Mid / one, 9);
    }

    [Theory]
    [InlineData(0, 1e12, "h100")]
    [InlineData(8e9, 0, "h100")]
    [InlineData(8e9, double.NaN, "h100")]
    [InlineData(8e9, 1e12, "abacus")]
    [InlineData(8e9, 1e12, "ascend_910b")]
    public void What_cannot_be_estimated_is_null(double parameters, double tokens, string gpu) => Assert.Null(Fixture.Sizer.Training.GpuHours(parameters, null, tokens, gpu));

    [Fact]
    public void Tuning_costs_a_ten_thousandth_of_pre_training()
    {
        var shape = Fixture.Shape("Llama-3.1-8B");
        var tuning = Fixture.Sizer.Answer(new SizeRequest { Model = "x", Shape = shape, Ask = SizeAsk.FineTune, Gpu = "h100", Tokens = 2e7 })!.GpuHours!.Mid;
        var whole = Fixture.Sizer.Training.GpuHours(shape.Parameters.Total, null, 15e12, "h100")!.Hours.Mid;
        Assert.True(whole / tuning > 1e4);
    }

    [Fact]
    public void Quantized_adapters_need_less_than_adapters_and_these_less_than_full_tuning()
    {
        double Memory(TuneMethod method) => Fixture.Sizer.FineTuning.Estimate(new TuneRun { Shape = Fixture.Shape("Llama-3.1-8B"), Method = method }).MemoryGB.Mid;
        Assert.True(Memory(TuneMethod.QLora) < Memory(TuneMethod.Lora));
        Assert.True(Memory(TuneMethod.Lora) < Memory(TuneMethod.LoraWithEmbedding));
        Assert.True(Memory(TuneMethod.LoraWithEmbedding) < Memory(TuneMethod.Full));
    }

    [Fact]
    public void Runs_failures_and_a_toolchain_multiply_hours_and_cost()
    {
        SizeResult Ask(TrainingPlan plan) => Fixture.Sizer.Answer(new SizeRequest { Model = "Llama-3.1-8B", Ask = SizeAsk.Train, Tokens = 15e12, Gpu = "h100_sxm", Plan = plan })!;
        var (one, ten) = (Ask(TrainingPlan.Single), Ask(new TrainingPlan(10, 0.2, 0.15)));
        Assert.Equal(10 * 1.2 * 0.85, ten.GpuHours!.Mid / one.GpuHours!.Mid, 1e-9);
        Assert.Equal(10 * 1.2 * 0.85, ten.Cost!.Mid / one.Cost!.Mid, 1e-9);
        Assert.EndsWith("10 runs, 20% more for failed ones, 15% saved by the toolchain", ten.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void Feasibility_on_given_hardware()
    {
        SizeFit Fit(TuneMethod method, string gpu) => Fixture.Sizer.Answer(new SizeRequest { Model = "x", Shape = Fixture.Shape("Llama-3.1-8B"), Ask = SizeAsk.FineTune, Method = method, Gpu = gpu, SequenceLength = 512 })!.Fit!;
        Assert.True(Fit(TuneMethod.QLora, "rtx_4090").Fits);
        Assert.False(Fit(TuneMethod.Full, "rtx_4090").Fits);
        Assert.Equal(2, Fit(TuneMethod.Full, "h200").MinGpus);
    }

    [Fact]
    public void The_catalog_has_the_accelerators_of_the_facts()
    {
        Assert.True(Fixture.Sizer.Hardware.All.Count >= 23);
        Assert.All(Fixture.Sizer.Hardware.All, a => Assert.NotNull(a.MemoryGB));
        Assert.All(Fixture.Sizer.Hardware.All.SelectMany(a => Fixture.Sizer.Prices.All("rent", a.Id).Concat(Fixture.Sizer.Prices.All("purchase", a.Id))), p => Assert.NotEmpty(p.Source));
        Assert.Equal("a100_80_sxm", Fixture.Sizer.Hardware.Find("A100-SXM4-80G")?.Id);
    }

    [Theory]
    [InlineData("hardware.yaml", "source: x\naccelerators:\n  - {id: a, name: a, vendor: v, kind: k, measurement: measured, domain: 1, speed: 3}\n", "speed")]
    [InlineData("hardware.yaml", "source: x\naccelerators:\n  - {id: a, name: a, vendor: v, kind: k, measurement: guessed, domain: 1}\n", "guessed")]
    [InlineData("hardware.yaml", "source: x\naccelerators:\n  - {id: a, name: a, vendor: v, kind: k, measurement: none, domain: 1, memory_gb: {value: 3}}\n", "source")]
    public void Knowledge_is_read_strictly(string file, string text, string named)
    {
        var error = Assert.Throws<KnowledgeException>(() => HardwareCatalog.Load(new DataTable(YamlReader.Compile([(file, text)]))));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static List<double> Ask(string file, string answer, string ask, Func<SizeResult, double?> figure)
    {
        var ratios = new List<double>();
        foreach (var row in Fixture.Rows(file))
        {
            if (!row.TryGetProperty(answer, out var expected) || expected.ValueKind != System.Text.Json.JsonValueKind.Number) continue;
            var text = row.GetRawText().Insert(1, $"\"ask\":\"{ask}\",");
            var result = Fixture.Sizer.Answer(SizeRows.Read(System.Text.Encoding.UTF8.GetBytes(text)).Single()!);
            ratios.Add((result is null ? null : figure(result) ?? 0) / expected.GetDouble() ?? 0);
        }

        return ratios;
    }
}
