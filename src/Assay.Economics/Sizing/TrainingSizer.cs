using Assay.Core;

namespace Assay.Economics;

/// <summary>Answers questions about pre-training and tuning.</summary>
internal sealed class TrainingSizer(HardwareCatalog hardware, PriceBook prices, TrainingEstimator training, FineTuneEstimator tuning)
{
    public SizeResult PreTraining(SizeRequest request, ModelShape? shape)
    {
        var parameters = request.Parameters ?? shape?.Parameters.Total ?? request.ActiveParameters ?? 0;
        double? active = request.ActiveParameters ?? (request.Parameters is null ? shape?.Active : null);
        var result = new SizeResult { Model = shape?.Name ?? request.Model, Hardware = request.Gpu, Parameters = shape is null ? null : Sizer.Parameters(shape), Basis = "no estimate", Caveats = shape?.Caveats ?? [] };
        if (request.Tokens is not { } tokens) return result with { Basis = "give the number of training tokens with --tokens" };
        if (request.Gpu is not null && hardware.Find(request.Gpu) is { TrainingMeasured: false } unmeasured) return result with { Hardware = unmeasured.Name, Basis = $"no measurement of a training run on {unmeasured.Name} is known: hours are not stated" };
        if (training.GpuHours(parameters, active, tokens, request.Gpu, request.Plan) is not { } estimate) return result with { Basis = $"the accelerator '{request.Gpu}' is not known, or its 16-bit rate is not: give --gpu one of {string.Join(", ", hardware.All.Where(a => a.Bf16Tflops is not null).Select(a => a.Id))}" };
        return result with
        {
            Hardware = estimate.Accelerator.Name,
            GpuHours = estimate.Hours,
            Cost = estimate.Cost,
            Basis = estimate.Basis,
            Caveats = result.Caveats.Add(request.Plan == TrainingPlan.Single
                ? "one run without failed runs, ablations, data work and staff; published hours lie within a factor of 2.5 of this estimate"
                : "data work and staff are not counted; published hours of one run lie within a factor of 2.5 of this estimate"),
        };
    }

    public SizeResult Tuning(SizeRequest request, ModelShape shape)
    {
        var accelerator = request.Gpu is null ? null : hardware.Find(request.Gpu);
        var run = new TuneRun
        {
            Shape = shape,
            Method = request.Method,
            Sharded = request.Sharded,
            Gpus = request.Gpus,
            MicroBatch = request.MicroBatch,
            Accumulation = request.Accumulation,
            SequenceLength = request.SequenceLength,
            Rank = request.Rank,
            Accelerator = accelerator is { TrainingMeasured: true } ? accelerator : null,
        };
        var estimate = tuning.Estimate(run);
        var caveats = shape.Caveats;
        if (request.Gpu is not null && accelerator is null) caveats = caveats.Add($"the accelerator '{request.Gpu}' is not known: memory only");
        if (accelerator is { TrainingMeasured: false }) caveats = caveats.Add($"no measurement of a training run on {accelerator.Name} is known: times are not stated");
        var hours = Hours(request, estimate);
        return new SizeResult
        {
            Model = shape.Name,
            Hardware = accelerator is null ? request.Gpu : $"{request.Gpus} x {accelerator.Name}",
            Parameters = Sizer.Parameters(shape),
            MemoryGB = estimate.MemoryGB,
            SecondsPerIteration = estimate.SecondsPerIteration,
            GpuHours = hours,
            Cost = hours is not null && accelerator is not null ? Rents.Cost(prices, accelerator, hours) : null,
            Fit = accelerator?.MemoryGB is { } memory ? Fit(run, estimate, memory.Value * (accelerator.UsableMemory ?? 0.97)) : null,
            Basis = estimate.Basis + request.Plan.Words,
            Caveats = caveats,
        };
    }

    private SizeFit Fit(TuneRun run, TuneEstimate estimate, double usableGB)
    {
        var fits = estimate.MemoryGB.Mid <= usableGB * run.Gpus;
        int? least = null;
        for (var gpus = 1; gpus <= 128 && least is null; gpus *= 2)
        {
            if (tuning.Estimate(run with { Gpus = gpus, Sharded = run.Sharded || gpus > 1 }).MemoryGB.Mid <= usableGB * gpus) least = gpus;
        }

        return new SizeFit(fits, run.Gpus, least, null, Sizer.Whole(((usableGB * run.Gpus) - estimate.MemoryGB.Mid) * 1e9));
    }

    private static Interval? Hours(SizeRequest request, TuneEstimate estimate)
    {
        if (request.Tokens is not { } tokens || estimate.SecondsPerIteration is not { } seconds || estimate.TokensPerIteration <= 0) return null;
        var scale = tokens / estimate.TokensPerIteration * request.Gpus / 3600 * request.Plan.Factor;
        return new Interval(seconds.Low * scale, seconds.Mid * scale, seconds.High * scale);
    }
}
