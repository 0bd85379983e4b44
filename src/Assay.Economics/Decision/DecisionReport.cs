using Assay.Core;

namespace Assay.Economics;

/// <summary>Turns a simulation into the result of the contract.</summary>
internal sealed class DecisionReport(Scenario scenario, IReadOnlyList<OptionModel> models, Simulation simulation)
{
    private const int HistogramBins = 40;
    private const int Quantiles = 200;
    private static readonly string[] KindNames = ["hardware", "rent", "energy", "hosting", "api", "staff", "oneOff", "training", "license", "compliance", "operation", "exit", "errors"];

    private readonly double[] _row = scenario.Inputs.BaseRow();

    public DecideResult Make(IReadOnlyList<InfeasibleOption> infeasible, IReadOnlyList<string> caveats)
    {
        int[] order = [.. Enumerable.Range(0, models.Count).OrderByDescending(o => simulation.Mean[o]).ThenBy(o => o)];
        var sensitivity = order.Length > 1 ? SensitivityOf(order[0], order[1]) : [];
        var information = Informations(order[0]);
        return new DecideResult
        {
            Title = scenario.Title,
            AsOf = scenario.AsOf,
            Currency = scenario.Currency,
            HorizonMonths = scenario.Months,
            Draws = scenario.Draws,
            Seed = (long)scenario.Seed,
            Advice = new AdviceWriter(scenario, models, simulation).Advice(order, infeasible),
            MeasureNext = new AdviceWriter(scenario, models, simulation).MeasureNext(order, information),
            Feasible = [.. models.Select(m => m.Option.Name)],
            Infeasible = infeasible,
            Options = Options(order),
            Sensitivity = sensitivity,
            ValueOfInformation = information,
            Assumptions = [.. scenario.Inputs.All.Select(i => new Assumption(i.Name, i.Times is null ? i.Distribution.Text : $"{Numbers.Text(i.Times.Value)} x {scenario.Inputs.All[i.Parent!.Value].Name}", i.Unit, i.Source, i.Date, i.Line, i.Stale))],
            Caveats = caveats,
        };
    }

    private List<DecideOption> Options(int[] order)
    {
        var sorted = simulation.Npv.Select(n => n.Order().ToArray()).ToArray();
        var floor = At(sorted[order[0]], 0.01);
        var contenders = sorted.Where((s, o) => o == order[0] || At(s, 0.99) >= floor).ToList();
        var low = contenders.Min(s => At(s, 0.01));
        var high = contenders.Max(s => At(s, 0.99));
        var width = Math.Max(1e-9, (high - low) / HistogramBins);
        var finder = new BreakEvenFinder(_row, _row[scenario.Demand.Requests]);
        var nothing = models.FirstOrDefault(m => m.Option.Kind == OptionKind.Nothing)?.Timeline(_row);
        return [.. order.Select(o => Option(o, sorted[o], low, width, finder, nothing))];
    }

    private DecideOption Option(int o, double[] sorted, double low, double width, BreakEvenFinder finder, IReadOnlyList<double[]>? nothing)
    {
        var model = models[o];
        var requests = _row[scenario.Demand.Requests];
        var timeline = model.Timeline(_row);
        var month = new double[OptionModel.Columns];
        model.Month(_row, requests, 1, month);
        var running = 0.0;
        for (var kind = 0; kind < OptionModel.Kinds; kind++) running += kind == (int)CostKind.Errors ? 0 : month[kind];
        return new DecideOption
        {
            Name = model.Option.Name,
            Kind = model.Option.Kind.ToString().ToLowerInvariant(),
            Cost = ByKind(simulation.Sheets[o]),
            Benefit = Money(simulation.Sheets[o][OptionModel.Benefit]),
            Npv = new Interval(Money(At(sorted, 0.1)), Money(At(sorted, 0.5)), Money(At(sorted, 0.9))),
            NpvMean = Money(simulation.Mean[o]),
            NpvBase = Money(model.Evaluate(_row, new double[OptionModel.Columns])),
            MonthlyCost = Money(running),
            MonthlyErrors = Money(month[(int)CostKind.Errors]),
            Upfront = Money(timeline[0].Take(OptionModel.Kinds).Sum()),
            Payback = Payback(timeline, nothing),
            BreakEven = [.. models.Where(m => m != model && m.Option.Kind != OptionKind.Nothing && model.Option.Kind != OptionKind.Nothing).Select(m => finder.Between(model, m))],
            ProbabilityBest = Math.Round(simulation.Best[o], 4),
            Regret = Money(simulation.Regret[o]),
            Serving = Serving(model, requests),
            Timeline = [.. timeline.Select(ByKind)],
            Volumes = finder.Curve(model),
            Outcomes = Count(sorted, low, width),
        };
    }

    private DecideServing? Serving(OptionModel model, double requests) => model.Capacity is { } c
        ? new DecideServing(c.Hardware, model.Replicas(_row, requests), _row[c.RequestsPerSecond], c.Concurrency, c.SecondsPerToken, c.SecondsToFirstToken, c.Basis)
        : null;

    private static int? Payback(IReadOnlyList<double[]> timeline, IReadOnlyList<double[]>? nothing)
    {
        var sum = 0.0;
        for (var t = 0; t < timeline.Count; t++)
        {
            sum += OptionModel.Net(timeline[t]) - (nothing is null ? 0 : OptionModel.Net(nothing[t]));
            if (t > 0 && sum >= 0 && nothing != timeline) return t;
        }

        return null;
    }

    private List<Sensitivity> SensitivityOf(int first, int second)
    {
        const int Tenth = Simulation.Bins / 10;
        var found = new List<Sensitivity>();
        foreach (var input in simulation.Uncertain)
        {
            var low = input.Outcome(0, Tenth - 1, first) - input.Outcome(0, Tenth - 1, second);
            var high = input.Outcome(Simulation.Bins - Tenth, Simulation.Bins - 1, first) - input.Outcome(Simulation.Bins - Tenth, Simulation.Bins - 1, second);
            found.Add(new Sensitivity(scenario.Inputs.All[input.Slot].Name, models[first].Option.Name, models[second].Option.Name, Money(low), Money(high), Money(high - low)));
        }

        return [.. found.OrderByDescending(s => Math.Abs(s.Swing)).ThenBy(s => s.Input, StringComparer.Ordinal)];
    }

    private List<InformationValue> Informations(int best)
    {
        var cost = scenario.Value.SampleCost is { } slot ? _row[slot] : (double?)null;
        var all = new InformationValue("everything", Money(simulation.MeanOfBest - simulation.Mean[best]), null, null, null);
        var found = new List<InformationValue>(Together(cost));
        foreach (var input in simulation.Uncertain)
        {
            var known = scenario.Inputs.All[input.Slot];
            var perfect = Information.Perfect(input, models.Count);
            if (Share(input.Slot) is not { } beta || perfect <= 0)
            {
                found.Add(new InformationValue(known.Name, Money(perfect), null, null, null));
                continue;
            }

            var (answers, worth) = Information.Propose(input, models.Count, beta.A, beta.B, cost);
            found.Add(new InformationValue(known.Name, Money(perfect), answers, Money(worth), cost is { } each ? Money(each * answers) : null));
        }

        return [all, .. found.Where(f => f.Perfect > 0).OrderByDescending(f => f.Perfect).ThenBy(f => f.Input, StringComparer.Ordinal)];
    }

    private IEnumerable<InformationValue> Together(double? cost)
    {
        var shares = simulation.Uncertain.Select(i => (Input: i, Beta: Share(i.Slot))).Where(i => i.Beta is not null).Select(i => (i.Input, i.Beta!)).ToList();
        if (shares.Count < 2) yield break;
        var (answers, worth) = Information.ProposeTogether(shares, models.Count, cost);
        yield return new InformationValue(AdviceWriter.AllShares, Money(Information.Together(shares, models.Count, null)), answers, Money(worth), cost is { } each ? Money(each * answers * shares.Count) : null);
    }

    /// <summary>
    /// What is known of a share that evaluated answers would sharpen: counts as they are; another distribution of an option's quality
    /// as the beta of the same mean and variance.
    /// </summary>
    private Distribution.Beta? Share(int slot)
    {
        var known = scenario.Inputs.All[slot].Distribution;
        if (known is Distribution.Beta beta) return beta;
        if (!models.Any(m => m.Option.Quality == slot)) return null;
        var values = Enumerable.Range(0, Quantiles).Select(i => known.Quantile((i + 0.5) / Quantiles)).ToList();
        var mean = values.Average();
        var variance = values.Average(v => (v - mean) * (v - mean));
        var observations = variance > 0 ? (mean * (1 - mean) / variance) - 1 : 0;
        return observations > 2 ? new Distribution.Beta(mean * observations, (1 - mean) * observations) : null;
    }

    private static SortedDictionary<string, double> Sorted() => new(Comparer<string>.Create((a, b) => Array.IndexOf(KindNames, a).CompareTo(Array.IndexOf(KindNames, b))));

    private static SortedDictionary<string, double> ByKind(double[] sheet)
    {
        var costs = Sorted();
        for (var kind = 0; kind < OptionModel.Kinds; kind++)
        {
            if (sheet[kind] != 0) costs[KindNames[kind]] = Money(sheet[kind]);
        }

        return costs;
    }

    private static Histogram Count(double[] values, double low, double width)
    {
        var counts = new int[HistogramBins];
        foreach (var value in values) counts[(int)Math.Clamp((value - low) / width, 0, HistogramBins - 1)]++;
        return new Histogram(Money(low), Money(width), counts);
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Clamp(share * sorted.Length, 0, sorted.Length - 1)];

    private static double Money(double value) => Math.Round(value, 2);
}
