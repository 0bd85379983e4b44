using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>The two sentences that a reader takes away.</summary>
internal sealed class AdviceWriter(Scenario scenario, IReadOnlyList<OptionModel> models, Simulation simulation)
{
    /// <summary>Name of all evaluations together among the values of information.</summary>
    public const string AllShares = "all evaluations together";

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

        var next = information.Skip(1).Where(i => i.Samples is not null && i.Perfect >= 0.5 * information[1].Perfect).MaxBy(i => i.Worth - (i.Cost ?? 0)) ?? information[1];
        if (next is { Samples: { } answers, Worth: { } worth })
        {
            var what = next.Input == AllShares ? $"evaluate {answers} more answers of each option" : $"evaluate {answers} more answers for '{next.Input}'";
            var gain = $"worth {Amount(worth)} of at most {Amount(next.Perfect)}{(next.Cost is { } cost ? $", at a cost of {Amount(cost)}" : "")}";
            return worth >= (next.Cost ?? 0) ? $"{what}: {gain}" : $"nothing: even the best evaluation ({answers} answers) is {gain}";
        }

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
