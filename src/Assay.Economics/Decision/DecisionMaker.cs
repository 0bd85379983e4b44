using Assay.Core;

namespace Assay.Economics;

/// <summary>The front door of decisions: constraints first, then the account, its uncertainty, and what to measure next.</summary>
/// <param name="sizer">The sizing engine.</param>
/// <param name="auditor">Audits releases; null where none can be audited.</param>
public sealed class DecisionMaker(Sizer sizer, IReleaseAuditor? auditor)
{
    /// <summary>Decides a scenario.</summary>
    /// <exception cref="KnowledgeException">An option cannot be counted as it stands.</exception>
    public DecideResult Decide(Scenario scenario)
    {
        List<OptionModel> models = [];
        List<InfeasibleOption> infeasible = [];
        List<string> caveats = [];
        List<(string Option, string Caveat)> predicted = [];
        var check = new ConstraintCheck(scenario, auditor);
        var planner = new CapacityPlanner(sizer, scenario);
        foreach (var option in scenario.Options)
        {
            var (broken, notes) = check.Check(option);
            caveats.AddRange(notes);
            var planned = option.Hosting is null ? null : planner.Plan(option);
            predicted.AddRange((planned?.Caveats ?? []).Select(c => (option.Name, c)));
            var reasons = planned?.Why is { } why ? broken.Append(why).ToList() : [.. broken];
            var model = new OptionModel(scenario, option, planned?.Capacity);
            if (reasons.Count == 0) models.Add(model);
            else infeasible.Add(new InfeasibleOption(option.Name, string.Join("; ", reasons), planned?.Why is null ? YearlyCost(scenario, model) : null));
        }

        return new DecisionReport(scenario, models, Simulation.Run(scenario, models)).Make(infeasible, [.. caveats.Concat(Grouped(predicted)).Concat(General(scenario)).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Grouped(List<(string Option, string Caveat)> caveats) =>
        caveats.GroupBy(c => c.Caveat, StringComparer.Ordinal).Select(g => $"{string.Join(", ", g.Select(c => c.Option))}: {g.Key}");

    private static double YearlyCost(Scenario scenario, OptionModel model)
    {
        var row = scenario.Inputs.BaseRow();
        return 12 * model.RunningCost(row, row[scenario.Demand.Requests]);
    }

    private static IEnumerable<string> General(Scenario scenario)
    {
        var stale = scenario.Inputs.All.Count(i => i.Stale);
        if (stale > 0) yield return $"{stale} prices are older than {QuantityReader.StaleMonths} months at {scenario.AsOf} and marked stale: look them up again, and give them with --prices or in the scenario";
        foreach (var (currency, rate, source, date) in scenario.Exchange) yield return $"1 {currency} counts as {Numbers.Text(rate)} {scenario.Currency} ({source}, {date}), without uncertainty";
        var unmeasured = scenario.Options.Where(o => o.Kind != OptionKind.Nothing && o.Quality is null && (scenario.Value.Right is not null || scenario.Value.Wrong is not null)).Select(o => o.Name).ToList();
        if (unmeasured.Count > 0) yield return $"no evaluation is given for {string.Join(", ", unmeasured)}: all answers count as right; evaluate on your own cases and give 'quality' as counts";
        if (scenario.Value is { Right: null, Wrong: null, Revenue: null }) yield return "no value is stated: only costs are compared, and doing nothing costs nothing";
    }
}
