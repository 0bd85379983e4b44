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
public sealed record TrainingPlan(double Runs = 1, double FailedShare = 0, double ToolchainSaving = 0)
{
    /// <summary>One run in which all goes well.</summary>
    public static TrainingPlan Single { get; } = new();

    /// <summary>What all of it takes, as a multiple of one run.</summary>
    public double Factor => Runs * (1 + FailedShare) * (1 - ToolchainSaving);

    /// <summary>The plan as the end of a sentence; empty for a single run.</summary>
    public string Words => this == Single ? "" : string.Create(CultureInfo.InvariantCulture, $"; {Runs:0.##} runs, {FailedShare:0.#%} more for failed ones, {ToolchainSaving:0.#%} saved by the toolchain");
}

/// <summary>Compute of pre-training: 6 operations a parameter and token, at the share of the rated arithmetic that published whole runs reached.</summary>
public sealed class TrainingEstimator
{
    /// <summary>Standard normal deviate of the 90th percentile.</summary>
    private const double Ninetieth = 1.2816;

    /// <summary>Ratio of rated arithmetic up to which one accelerator may stand for another.</summary>
    private const double Alike = 1.1;

    /// <summary>Accelerator taken where none is given.</summary>
    public const string DefaultGpu = "h100_sxm";

    private readonly TrainingKnowledge _knowledge;
    private readonly HardwareCatalog _hardware;
    private readonly PriceBook _prices;

    /// <summary>An estimator over loaded knowledge.</summary>
    public TrainingEstimator(TrainingKnowledge knowledge, HardwareCatalog hardware, PriceBook prices) => (_knowledge, _hardware, _prices) = (knowledge, hardware, prices);

    /// <summary>An estimator over a knowledge table.</summary>
    /// <exception cref="KnowledgeException">A file of the table is not as it must be.</exception>
    public static TrainingEstimator Create(DataTable knowledge)
    {
        var hardware = HardwareCatalog.Load(knowledge);
        return new TrainingEstimator(TrainingKnowledge.Load(knowledge), hardware, PriceBook.Load(knowledge, hardware));
    }

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
        plan ??= TrainingPlan.Single;
        var hours = 6 * active * tokens / (rate.Value * 1e12 * _knowledge.Utilization * 3600);
        hours *= plan.Factor;
        var spread = Math.Exp(Ninetieth * _knowledge.LogSigma);
        var interval = new Interval(hours / spread, hours, hours * spread);
        var basis = string.Create(CultureInfo.InvariantCulture, $"6 x {active:0.###e0} active parameters x {tokens:0.###e0} tokens on {accelerator.Name} at {_knowledge.Utilization:P0} of its rated 16-bit arithmetic, the median of published whole runs{plan.Words}");
        return new TrainingEstimate(interval, Rents.Cost(_prices, accelerator, interval), accelerator, basis);
    }

    /// <summary>The accelerator that words name, further words left out from the end where they make it unknown; null where none is known.</summary>
    public string? IdOf(string words)
    {
        for (var name = words; name.Length > 0; name = name.LastIndexOf(' ') is > 0 and var cut ? name[..cut] : "")
        {
            if (_hardware.Find(name) is { } accelerator) return accelerator.Id;
        }

        return null;
    }

    /// <summary>Whether two accelerators do about the same arithmetic, so that the rent of one may stand for that of the other.</summary>
    public bool AreAlike(string gpu, string other) => _hardware.Find(gpu)?.Bf16Tflops is { } a && _hardware.Find(other)?.Bf16Tflops is { } b && Math.Max(a.Value / b.Value, b.Value / a.Value) <= Alike;

    /// <summary>Full name of an accelerator; its id where it is not known.</summary>
    public string NameOf(string gpu) => _hardware.Find(gpu)?.Name ?? gpu;

    /// <summary>Cost of accelerator-hours at rents that were seen; null where the accelerator is not known or none was seen.</summary>
    public SizeCost? CostOf(Interval hours, string gpu) => _hardware.Find(gpu) is { } accelerator ? Rents.Cost(_prices, accelerator, hours) : null;
}
