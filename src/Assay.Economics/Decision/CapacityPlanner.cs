using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>What one replica serves.</summary>
/// <param name="RequestsPerSecond">Slot of the requests a second.</param>
/// <param name="Factor">Slot of the error of the prediction, or null where it was measured.</param>
/// <param name="Concurrency">Requests at once, or null.</param>
/// <param name="SecondsPerToken">Time of an output token, or null.</param>
/// <param name="SecondsToFirstToken">Time to the first token as held against its limit, or null.</param>
/// <param name="Hardware">Machines of a replica.</param>
/// <param name="Basis">How it is known.</param>
public sealed record Capacity(int RequestsPerSecond, int? Factor, int? Concurrency, double? SecondsPerToken, double? SecondsToFirstToken, string Hardware, string Basis);

/// <summary>A capacity, or why there is none.</summary>
/// <param name="Capacity">The capacity, or null.</param>
/// <param name="Why">Why there is none.</param>
/// <param name="Caveats">What the prediction is not sure of.</param>
public sealed record CapacityOutcome(Capacity? Capacity, string? Why, IReadOnlyList<string> Caveats);

/// <summary>Finds how many requests a replica serves within the limits of latency, by the sizing engine.</summary>
/// <param name="sizer">The engine.</param>
/// <param name="scenario">The scenario; its input table takes the capacity and its error.</param>
public sealed class CapacityPlanner(Sizer sizer, Scenario scenario)
{
    private const int MostAtOnce = 1024;
    private const double TenToNinety = 2 * 1.2816;

    /// <summary>Plans one option.</summary>
    public CapacityOutcome Plan(ScenarioOption option)
    {
        var hosting = option.Hosting!;
        var row = scenario.Inputs.BaseRow();
        var cached = row[scenario.Demand.CachedTokens];
        var input = row[scenario.Demand.InputTokens] + (scenario.Demand.CachedIncluded ? 0 : cached);
        var request = new SizeRequest
        {
            Model = hosting.Model,
            Shape = hosting.Shape,
            Gpu = hosting.Gpu,
            Gpus = hosting.Gpus,
            Format = hosting.Format,
            InputTokens = Tokens(input),
            CachedTokens = (int)Math.Min(cached, Tokens(input)),
            OutputTokens = Tokens(row[scenario.Demand.OutputTokens] + row[scenario.Demand.ReasoningTokens]),
            Concurrency = 1,
        };
        if (sizer.Formats.Find(hosting.Format) is null) return No($"the weight format '{hosting.Format}' is not known; known are {string.Join(", ", sizer.Formats.All.Select(f => f.Id))}");
        if (sizer.Answer(request) is not { } single) return No($"the model '{hosting.Model}' is not known; give a name that 'assay size' knows");
        var hardware = single.Hardware ?? hosting.Gpu;
        if (single.Fit is { Fits: false } fit) return No($"{hosting.Model} as {hosting.Format} does not fit on {hardware}{(fit.MinGpus is { } n ? $"; it needs at least {n}: raise 'gpus' to {n}" : "; no 128 of them hold it: choose another accelerator")}", single.Caveats);
        if (hosting.Capacity is { } given) return new CapacityOutcome(new Capacity(given, null, null, null, null, hardware, "given in the scenario"), null, []);
        if (single.TokensPerSecond is null) return No($"no serving run on {hardware} is known; measure one and give it as 'capacity', or with --calibrate", single.Caveats);
        return Search(option, request, single, hardware);
    }

    private CapacityOutcome Search(ScenarioOption option, SizeRequest request, SizeResult single, string hardware)
    {
        var limits = scenario.Constraints;
        if (limits.TimePerOutputToken is { } most && single.TimePerOutputToken!.Mid > most) return No($"even one request at a time takes {Milliseconds(single.TimePerOutputToken.Mid)} a token on {hardware}, the limit is {Milliseconds(most)}: use more or faster accelerators for a replica", single.Caveats);
        int low = 1, high = (int)Math.Clamp(single.Fit?.MaxConcurrency ?? MostAtOnce, 1, MostAtOnce);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var each = sizer.Answer(request with { Concurrency = middle })!.TimePerOutputToken!.Mid;
            if (limits.TimePerOutputToken is not { } limit || each <= limit) low = middle;
            else high = middle - 1;
        }

        var result = sizer.Answer(request with { Concurrency = low })!;
        var first = result.TimeToFirstToken is { } band ? limits.FirstTokenHigh ? band.High : band.Mid : (double?)null;
        if (limits.TimeToFirstToken is { } latest && first > latest) return No($"the first token on {hardware} can take {Seconds(first.Value)} under load ({(limits.FirstTokenHigh ? "high end" : "middle")} of the band), the limit is {Seconds(latest)}: use faster accelerators, shorter inputs, or hold the middle of the band against it (first_token_at: mid)", result.Caveats);
        var speed = result.TokensPerSecond!;
        var capacity = new Capacity(
            Add($"{option.Name}.capacity", new Distribution.Fixed(speed.Mid / request.OutputTokens), "requests/s", result.Basis),
            Add($"{option.Name}.throughput error", new Distribution.LogNormal(1, Math.Max(1e-6, Math.Log(speed.High / speed.Low) / TenToNinety)), "factor", "80 % interval of measured / predicted throughput"),
            low,
            result.TimePerOutputToken!.Mid,
            first,
            hardware,
            $"predicted at {low} requests at once; {result.Basis}");
        return new CapacityOutcome(capacity, null, result.Caveats);
    }

    private int Add(string name, Distribution distribution, string unit, string source) => scenario.Inputs.Add(new Input { Name = name, Distribution = distribution, Unit = unit, Source = source, Date = scenario.AsOf });

    private static CapacityOutcome No(string why, IReadOnlyList<string>? caveats = null) => new(null, why, caveats ?? []);

    private static int Tokens(double value) => (int)Math.Clamp(Math.Round(value), 1, 10_000_000);

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms");

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
}
