using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Economics;

/// <summary>A prediction with the deployment it was made for.</summary>
internal sealed record ServingRun(ServingPrediction Prediction, Deployment Deployment, Accelerator Accelerator, string? Caveat);

/// <summary>Answers questions about serving.</summary>
internal sealed class ServingSizer(HardwareCatalog hardware, WeightFormats formats, ServingPredictor predictor)
{
    private const string Formula = "level-3 model: memory, arithmetic, exchange and fixed times, constants fitted on measured runs";

    public ServingRun? Predict(SizeRequest request, ModelShape shape)
    {
        if (request.Gpu is null || hardware.Find(request.Gpu) is not { } accelerator || (formats.Find(request.Format) ?? formats.Near(request.Format)) is not { } format) return null;
        var (deployment, caveat) = Deploy(request, shape, accelerator, format);
        return predictor.Predict(deployment) is { } prediction ? new ServingRun(prediction, deployment, accelerator, caveat) : null;
    }

    public SizeResult Answer(SizeRequest request, ModelShape shape, Calibration calibration)
    {
        var format = formats.Find(request.Format) ?? formats.Near(request.Format) ?? formats.Find("bf16")!;
        var caveats = shape.Caveats.ToBuilder();
        if (formats.Find(request.Format) is null) caveats.Add($"the format '{request.Format}' is not known: computed as {format.Id}, the nearest that is");
        var result = new SizeResult
        {
            Model = shape.Name,
            Hardware = request.Gpu,
            Parameters = Sizer.Parameters(shape),
            Weights = Sizer.WeightsOf(shape, format),
            Basis = "dimensions of the model",
        };
        if (request.Gpu is null) return WithoutHardware(result, request, shape, format, caveats);
        if (hardware.Find(request.Gpu) is not { } accelerator)
        {
            caveats.Add($"the accelerator '{request.Gpu}' is not known; known are {string.Join(", ", hardware.All.Select(a => a.Id))}");
            return WithoutHardware(result, request, shape, format, caveats);
        }

        var (deployment, caveat) = Deploy(request, shape, accelerator, format);
        if (caveat is not null) caveats.Add(caveat);
        return WithHardware(result, request, deployment, calibration, caveats);
    }

    private SizeResult WithoutHardware(SizeResult result, SizeRequest request, ModelShape shape, WeightFormat format, ImmutableArray<string>.Builder caveats)
    {
        var plan = new MemoryPlan(new Deployment { Shape = shape, Format = format, Accelerator = Nothing }, predictor.Knowledge);
        return result with { Kv = Kv(plan, shape, request.InputTokens + request.OutputTokens), Caveats = caveats.ToImmutable() };
    }

    private SizeResult WithHardware(SizeResult result, SizeRequest request, Deployment deployment, Calibration calibration, ImmutableArray<string>.Builder caveats)
    {
        var plan = new MemoryPlan(deployment, predictor.Knowledge);
        double tokens = request.InputTokens + request.OutputTokens;
        var most = plan.MaxSequences(tokens);
        var fit = deployment.Accelerator.MemoryGB is null ? null : new SizeFit(most >= 1, deployment.Gpus, plan.MinGpus(tokens), most, Sizer.Whole(plan.FreeBytes(deployment.Gpus)));
        result = result with { Hardware = $"{deployment.Gpus} x {deployment.Accelerator.Name}", Kv = Kv(plan, deployment.Shape, tokens), Fit = fit };
        var unmeasured = deployment.Accelerator.Measurement == MeasurementState.None && !calibration.Knows(deployment.Accelerator.Id, request.Mode);
        if (unmeasured || predictor.Predict(deployment) is not { } prediction)
        {
            caveats.Add($"no measurement of a serving run on {deployment.Accelerator.Name} is known: throughput and times are not stated; measure one and give it with --calibrate, or choose another accelerator");
            return result with { Caveats = caveats.ToImmutable() };
        }

        AddCaveats(caveats, deployment, fit, prediction);
        var (band, basis) = Band(request, deployment, calibration);
        var times = band.Inverse();
        var offline = request.Mode is ServingMode.OfflineMax or ServingMode.StaticBatch or ServingMode.SingleStreamPrefill;
        return result with
        {
            TokensPerSecond = band.Around(prediction.TokensPerSecond),
            TimePerOutputToken = offline ? null : times.Around(prediction.PerOutputToken),
            TimeToFirstToken = request.Mode is ServingMode.OfflineMax or ServingMode.StaticBatch ? null : FirstToken(request, prediction, times),
            Basis = basis,
            Caveats = caveats.ToImmutable(),
        };
    }

    private Interval FirstToken(SizeRequest request, ServingPrediction prediction, ResidualBand times) => request.Mode == ServingMode.ClosedLoop && prediction.Concurrency > 1
        ? predictor.Knowledge.FirstToken.Around(prediction.FirstToken)
        : times.Around(prediction.FirstToken);

    private (ResidualBand Band, string Basis) Band(SizeRequest request, Deployment deployment, Calibration calibration)
    {
        var band = predictor.Knowledge.Residuals[ModeName(deployment.Mode)];
        if (deployment.Accelerator.Measurement is MeasurementState.Extrapolated or MeasurementState.None) band = Wider(band);
        if (deployment.Shape.From == "estimated" || deployment.Shape.SparseAttention || deployment.Stages > 1 || deployment.Shape.LinearLayers > 0) band = Wider(band);
        if (calibration.Band(request, deployment.Shape.Name, deployment.Accelerator.Id, band) is { } own) return (own.Band, $"{Formula}; {own.Basis}");
        return (band, $"{Formula}; 80 % interval of measured / predicted");
    }

    private ResidualBand Wider(ResidualBand band) => band with { Low = band.Low / predictor.Knowledge.UnmeasuredWidening, High = band.High * predictor.Knowledge.UnmeasuredWidening };

    private static void AddCaveats(ImmutableArray<string>.Builder caveats, Deployment deployment, SizeFit? fit, ServingPrediction prediction)
    {
        if (fit is { Fits: false }) caveats.Add("weights and one sequence do not fit by this account: the speed is that of accelerators that could hold them");
        else if (deployment.Concurrency > prediction.Concurrency && deployment.Mode == ServingMode.ClosedLoop) caveats.Add($"only {prediction.Concurrency:0} sequences fit at once: further requests wait");
        if (deployment.Shape.SparseAttention) caveats.Add("the model attends to a selection of the cache, which is not modelled: measured errors were up to 71 % with it");
        if (deployment.Shape.PredictionLayers > 0) caveats.Add("speculative decoding with the model's prediction layers is not modelled: with it, measured speed can be 1.5 to 2.5 times higher");
        if (deployment.Shape.LinearLayers > 0) caveats.Add("layers with linear attention are counted as reading a fixed state");
        if (deployment.Accelerator.Measurement == MeasurementState.Extrapolated) caveats.Add($"no serving run on {deployment.Accelerator.Name} was measured: computed with constants from other accelerators, the interval is wider");
        if (deployment.Stages > 1) caveats.Add("pipeline parallelism is counted as stages that are always busy: bubbles between requests make it slower; no run with it is among the measurements");
        if (deployment.Mode == ServingMode.SingleStreamPrefill) caveats.Add("low confidence: prefill of single-stream engines varies by a third and more between builds");
        if (deployment.Gpus > deployment.Accelerator.Domain && !deployment.LayerSplit && deployment.Accelerator.Domain > 1) caveats.Add($"more than {deployment.Accelerator.Domain} accelerators leave the fast link of one server, which is not modelled");
        if (deployment.KvBytes is null && deployment.Format.KvBytes < 2) caveats.Add("the cache is taken as 8 bits an element, as is usual with 8-bit and 4-bit weights; engines default to 16 bits, which halves the number of sequences");
    }

    private static (Deployment Deployment, string? Caveat) Deploy(SizeRequest request, ModelShape shape, Accelerator accelerator, WeightFormat format)
    {
        var (gpus, groups, split, caveat) = Parallelism.Of(request, shape, accelerator);
        var single = request.Mode is ServingMode.SingleStreamDecode or ServingMode.SingleStreamPrefill;
        var deployment = new Deployment
        {
            Shape = shape,
            Accelerator = accelerator,
            Gpus = gpus,
            AttentionGroups = groups,
            LayerSplit = split && single,
            Stages = Math.Min(request.Stages, gpus),
            Replicas = Math.Min(request.Replicas, gpus),
            Format = format,
            InputTokens = request.InputTokens,
            CachedTokens = request.CachedTokens,
            OutputTokens = request.OutputTokens,
            Concurrency = request.Concurrency,
            Mode = request.Mode,
        };
        return (deployment, caveat);
    }

    private static SizeKv Kv(MemoryPlan plan, ModelShape shape, double tokens) =>
        new(Sizer.Whole((shape.KvElementsPerToken + (shape.WindowLayers * shape.KvElementsOfLayer)) * plan.KvElementBytes), Sizer.Whole(plan.SequenceBytes(tokens)), plan.KvElementBytes);

    private static string ModeName(ServingMode mode) => mode switch
    {
        ServingMode.StaticBatch => "static-batch",
        ServingMode.OfflineMax => "offline-max",
        ServingMode.SingleStreamDecode => "single-stream-decode",
        ServingMode.SingleStreamPrefill => "single-stream-prefill",
        _ => "closed-loop",
    };

    private static readonly Accelerator Nothing = new() { Id = "", Name = "", Vendor = "", Kind = "" };
}
