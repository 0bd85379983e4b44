namespace Assay.Economics;

/// <summary>What a deployment is predicted to do.</summary>
/// <param name="TokensPerSecond">Output tokens a second of the whole deployment (input tokens when prefilling a single stream).</param>
/// <param name="FirstToken">Seconds to the first token without a queue: a lower bound.</param>
/// <param name="PerOutputToken">Seconds a token after the first.</param>
/// <param name="Concurrency">Sequences that run at once.</param>
/// <param name="MaxConcurrency">Sequences that fit.</param>
public sealed record ServingPrediction(double TokensPerSecond, double FirstToken, double PerOutputToken, double Concurrency, long MaxConcurrency);

/// <summary>Predicts throughput and times of a deployment. A pure function of its inputs; constants come from <c>knowledge/serving.yaml</c>.</summary>
/// <param name="knowledge">Constants and residuals.</param>
public sealed class ServingPredictor(ServingKnowledge knowledge)
{
    /// <summary>The constants and residuals in use.</summary>
    public ServingKnowledge Knowledge { get; } = knowledge;

    /// <summary>Predicts a deployment.</summary>
    /// <returns>The prediction, or null where bandwidth, rate or memory of the accelerator are not known.</returns>
    public ServingPrediction? Predict(Deployment deployment)
    {
        if (deployment.Accelerator.BandwidthGBs is null || deployment.Accelerator.Bf16Tflops is null || deployment.Accelerator.MemoryGB is null) return null;
        if (deployment.Replicas > 1) return Shared(deployment);
        var single = deployment.Mode is ServingMode.SingleStreamDecode or ServingMode.SingleStreamPrefill;
        var memory = new MemoryPlan(deployment, Knowledge);
        var times = new StepTimes(deployment, memory, single ? Knowledge.SingleStream : Knowledge.Server, Knowledge.DefaultLinkGBs);
        return deployment.Mode switch
        {
            ServingMode.StaticBatch => Static(deployment, times, memory),
            ServingMode.OfflineMax => Loop(deployment, times, memory, Knowledge.OfflineBatch),
            ServingMode.SingleStreamDecode => Stream(deployment, times, memory),
            ServingMode.SingleStreamPrefill => Prefill(deployment, times),
            _ => Loop(deployment, times, memory, deployment.Concurrency ?? double.MaxValue),
        };
    }

    /// <summary>Copies of the model serve their share of the requests each.</summary>
    private ServingPrediction? Shared(Deployment d)
    {
        var copies = Math.Min(d.Replicas, d.Gpus);
        var one = Predict(d with { Replicas = 1, Gpus = d.Gpus / copies, Concurrency = d.Concurrency is { } c ? Math.Max(1, (int)Math.Ceiling((double)c / copies)) : null });
        if (one is null) return null;
        var busy = d.Concurrency is { } asked ? Math.Min(copies, asked) : copies;
        return one with { TokensPerSecond = one.TokensPerSecond * busy, Concurrency = one.Concurrency * busy, MaxConcurrency = one.MaxConcurrency * copies };
    }

    private static ServingPrediction Loop(Deployment d, StepTimes times, MemoryPlan memory, double asked)
    {
        var fits = memory.MaxSequences(d.InputTokens + d.OutputTokens);
        var running = Math.Max(1, Math.Min(asked, fits > 0 ? fits : asked));
        double output = Math.Max(1, d.OutputTokens);
        var prefill = times.Prefill(1, Math.Max(1, d.InputTokens - d.CachedTokens));
        var decode = times.Decode(Math.Max(1, running / d.Stages), d.InputTokens + (output / 2));
        var perToken = decode + ((running - 1) / output * prefill / d.Stages);
        var first = prefill + decode;
        var rate = running * output / (first + ((output - 1) * perToken));
        return new ServingPrediction(rate, first, perToken, running, fits);
    }

    private static ServingPrediction Static(Deployment d, StepTimes times, MemoryPlan memory)
    {
        double batch = Math.Max(1, d.Concurrency ?? 1), output = Math.Max(1, d.OutputTokens);
        var prefill = times.Prefill(batch, d.InputTokens);
        var decode = times.Decode(batch, d.InputTokens + (output / 2));
        return new ServingPrediction(batch * output / (prefill + (output * decode)), prefill + decode, decode, batch, memory.MaxSequences(d.InputTokens + d.OutputTokens));
    }

    private static ServingPrediction Stream(Deployment d, StepTimes times, MemoryPlan memory)
    {
        var decode = times.Decode(1, d.InputTokens + (d.OutputTokens / 2.0));
        return new ServingPrediction(1 / decode, times.Prefill(1, Math.Max(1, d.InputTokens)) + decode, decode, 1, memory.MaxSequences(d.InputTokens + d.OutputTokens));
    }

    private static ServingPrediction Prefill(Deployment d, StepTimes times)
    {
        double length = Math.Max(1, d.InputTokens);
        var prefill = times.Prefill(1, length);
        return new ServingPrediction(length / prefill, prefill, times.Decode(1, length), 1, 1);
    }
}
