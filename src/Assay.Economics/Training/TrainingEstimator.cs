using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Accelerator-hours with what they rest on.</summary>
/// <param name="Hours">80 % interval.</param>
/// <param name="Cost">Cost at rents that were seen, or null where none was.</param>
/// <param name="Accelerator">The accelerator.</param>
/// <param name="Basis">One sentence.</param>
public sealed record TrainingEstimate(Interval Hours, SizeCost? Cost, Accelerator Accelerator, string Basis);

/// <summary>How often and how well a training is run; all named, editable defaults.</summary>
/// <param name="Runs">Runs, one where all goes well.</param>
/// <param name="FailedShare">Share of the hours that failed runs add.</param>
/// <param name="ToolchainSaving">Share of the hours that a better toolchain saves (published figures: 0.10 to 0.20).</param>
public sealed record TrainingPlan(double Runs = 1, double FailedShare = 0, double ToolchainSaving = 0);

/// <summary>Compute of pre-training: 6 operations a parameter and token, at the share of the rated arithmetic that published whole runs reached.</summary>
public sealed class TrainingEstimator
{
    /// <summary>Standard normal deviate of the 90th percentile.</summary>
    private const double Ninetieth = 1.2816;

    /// <summary>Accelerator taken where none is given.</summary>
    private const string DefaultGpu = "h100_sxm";

    private readonly TrainingKnowledge _knowledge;
    private readonly HardwareCatalog _hardware;

    /// <summary>An estimator over loaded knowledge.</summary>
    public TrainingEstimator(TrainingKnowledge knowledge, HardwareCatalog hardware) => (_knowledge, _hardware) = (knowledge, hardware);

    /// <summary>An estimator over a knowledge table.</summary>
    public static TrainingEstimator Create(DataTable knowledge) => new(TrainingKnowledge.Load(knowledge), HardwareCatalog.Load(knowledge));

    /// <summary>Accelerator-hours of pre-training.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="activeParameters">Parameters that work on a token; null or 0 for a dense model.</param>
    /// <param name="tokens">Training tokens.</param>
    /// <param name="gpu">Accelerator id; null for an H100.</param>
    /// <param name="plan">Runs, failed runs, toolchain; null for one run.</param>
    /// <returns>The estimate, or null where the accelerator or its rate is not known, no training run on its like was seen, or a number is not positive.</returns>
    public TrainingEstimate? GpuHours(double parameters, double? activeParameters, double tokens, string? gpu = null, TrainingPlan? plan = null)
    {
        var active = activeParameters is > 0 ? activeParameters.Value : parameters;
        if (!(active > 0) || !(tokens > 0) || _hardware.Find(gpu ?? DefaultGpu) is not { } accelerator || !accelerator.TrainingMeasured || accelerator.Bf16Tflops is not { } rate) return null;
        plan ??= new TrainingPlan();
        var hours = 6 * active * tokens / (rate.Value * 1e12 * _knowledge.Utilization * 3600);
        hours *= plan.Runs * (1 + plan.FailedShare) * (1 - plan.ToolchainSaving);
        var spread = Math.Exp(Ninetieth * _knowledge.LogSigma);
        var interval = new Interval(hours / spread, hours, hours * spread);
        var basis = string.Create(CultureInfo.InvariantCulture, $"6 x {active:0.###e0} active parameters x {tokens:0.###e0} tokens on {accelerator.Name} at {_knowledge.Utilization:P0} of its rated 16-bit arithmetic, the median of published whole runs");
        return new TrainingEstimate(interval, Rents.Cost(accelerator, interval), accelerator, basis);
    }
}

/// <summary>Rents that were seen, as one cost.</summary>
internal static class Rents
{
    /// <summary>Cost of hours at the lowest, the median and the highest on-demand or reserved rent in one currency; null where none was seen.</summary>
    public static SizeCost? Cost(Accelerator accelerator, Interval hours)
    {
        var seen = accelerator.Rent.Where(r => r.Tier != "spot").ToList();
        if (seen.Count == 0) seen = [.. accelerator.Rent];
        if (seen.Count == 0) return null;
        var currency = seen[0].Currency;
        var prices = seen.Where(r => r.Currency == currency).Select(r => (r.Low + r.High) / 2).Order().ToList();
        var dates = seen.Select(r => r.AsOf).Order(StringComparer.Ordinal).ToList();
        return new SizeCost(
            hours.Low * prices[0],
            hours.Mid * prices[prices.Count / 2],
            hours.High * prices[^1],
            currency,
            prices.Count == 1 ? $"one rent seen {dates[0]}; not a current quote" : $"{prices.Count} rents seen between {dates[0]} and {dates[^1]}; not a current quote");
    }
}
