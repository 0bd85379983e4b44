using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Turns a simulation into the result of the contract.</summary>
internal sealed class DecisionReport(Scenario scenario, IReadOnlyList<OptionModel> models, Simulation simulation)
{
    private const int HistogramBins = 40;
    private static readonly string[] KindNames = ["hardware", "rent", "energy", "hosting", "api", "staff", "oneOff", "license", "compliance", "operation", "exit", "errors"];

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
        model.Month(_row, requests, scenario.Demand.Users is { } users ? _row[users] : 0, month);
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
        var found = new List<InformationValue>();
        foreach (var input in simulation.Uncertain)
        {
            var known = scenario.Inputs.All[input.Slot];
            var perfect = Information.Perfect(input, models.Count);
            if (known.Distribution is not Distribution.Beta beta || perfect <= 0)
            {
                found.Add(new InformationValue(known.Name, Money(perfect), null, null, null));
                continue;
            }

            var (answers, worth) = Information.Propose(input, models.Count, beta.A, beta.B, cost);
            found.Add(new InformationValue(known.Name, Money(perfect), answers, Money(worth), cost is { } each ? Money(each * answers) : null));
        }

        return [all, .. found.Where(f => f.Perfect > 0).OrderByDescending(f => f.Perfect).ThenBy(f => f.Input, StringComparer.Ordinal)];
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

/// <summary>The two sentences that a reader takes away.</summary>
internal sealed class AdviceWriter(Scenario scenario, IReadOnlyList<OptionModel> models, Simulation simulation)
{
    private const double Clear = 0.8;

    public string Advice(int[] order, IReadOnlyList<InfeasibleOption> infeasible)
    {
        var best = order[0];
        var name = models[best].Option.Name;
        if (order.Length == 1) return $"only '{name}' fulfils the constraints{(infeasible.Count > 0 ? $"; {infeasible.Count} others do not" : "")}";
        var second = order[1];
        var lead = $"{Amount(simulation.Mean[best] - simulation.Mean[second])} ahead of '{models[second].Option.Name}' in the mean";
        var chance = simulation.Best[best].ToString("0%", CultureInfo.InvariantCulture);
        return simulation.Best[best] >= Clear
            ? $"choose '{name}': {lead}, and best in {chance} of the draws"
            : $"'{name}' leads, {lead}, but is best in only {chance} of the draws: a choice now costs {Amount(simulation.Regret[best])} of regret in the mean";
    }

    public string MeasureNext(int[] order, IReadOnlyList<InformationValue> information)
    {
        var everything = information[0].Perfect;
        if (information.Count < 2 || everything < 1e-3 * Math.Abs(simulation.Mean[order[0]]) || information[1].Perfect < 0.01 * everything)
        {
            return $"nothing: no single quantity would change the choice; all uncertainty together is worth {Amount(everything)}";
        }

        var next = information.Skip(1).FirstOrDefault(i => i.Samples is not null && i.Perfect >= 0.5 * information[1].Perfect) ?? information[1];
        if (next.Samples is { } answers) return $"evaluate {answers} more answers for '{next.Input}': worth {Amount(next.Worth!.Value)} of at most {Amount(next.Perfect)}{(next.Cost is { } cost ? $", at a cost of {Amount(cost)}" : "")}";
        return $"find out '{next.Input}': knowing it would be worth up to {Amount(next.Perfect)}{Test(next.Input)}";
    }

    private string Test(string input)
    {
        if (scenario.Value.ConversionRate is not { } slot || !input.EndsWith(".uplift", StringComparison.Ordinal)) return "";
        var row = scenario.Inputs.BaseRow();
        var effect = row[scenario.Inputs.All.ToList().FindIndex(i => i.Name == input)];
        return effect == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; a test that can see {effect:0.##%} takes {Information.TestSize(row[slot], effect) / 1e6:0.#} million users an arm");
    }

    private string Amount(double value)
    {
        var digits = Math.Abs(value) < 1000 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return Math.Abs(value) >= 1e6
            ? string.Create(CultureInfo.InvariantCulture, $"{scenario.Currency} {value / 1e6:#,##0.##} million")
            : string.Create(CultureInfo.InvariantCulture, $"{scenario.Currency} {Math.Round(value / digits) * digits:#,##0}");
    }
}
