using Assay.Core;

namespace Assay.Economics;

/// <summary>The front door of decisions: constraints first, then the account, its uncertainty, and what to measure next.</summary>
/// <param name="sizer">The sizing engine.</param>
/// <param name="auditor">Audits releases; null where none can be audited.</param>
/// <param name="knowledge">The reviewed facts: sentences, and what duties of licenses take.</param>
public sealed class DecisionMaker(Sizer sizer, IReleaseAuditor? auditor, DataTable knowledge)
{
    private readonly MessageCatalog _messages = new(knowledge);
    private readonly DutyCosts _duties = DutyCosts.Load(knowledge);

    /// <summary>Decides a scenario.</summary>
    /// <exception cref="KnowledgeException">An option cannot be counted as it stands.</exception>
    public DecideResult Decide(Scenario scenario)
    {
        var considered = scenario.Options.Select(o => Consider(scenario, o)).ToList();
        var feasible = considered.Where(c => c.Broken.Count == 0).Select(c => c.Model).ToList();
        var infeasible = considered.Where(c => c.Broken.Count > 0).Select(c => new InfeasibleOption(c.Model.Option.Name, string.Join("; ", c.Broken), c.Priced ? YearlyCost(scenario, c.Model) : null)).ToList();
        var predicted = considered.SelectMany(c => c.Predicted.Select(p => (c.Model.Option.Name, p))).ToList();
        var caveats = considered.SelectMany(c => c.Notes).Concat(General(scenario)).Concat(considered.SelectMany(c => c.Remarks)).Concat(Grouped(predicted)).Distinct(StringComparer.Ordinal);
        var result = new DecisionReport(scenario, feasible, Simulation.Run(scenario, feasible)).Make(infeasible, [.. caveats]);
        return result with { Releases = [.. considered.Select(c => c.Release).OfType<DecideRelease>()] };
    }

    private Considered Consider(Scenario scenario, ScenarioOption option)
    {
        var facts = option.Release is null ? null : Audit(scenario, option, option.Release);
        var audited = facts is null ? new AuditedOption(option, [], [], []) : new AuditedTerms(scenario, _duties, _messages).Apply(option, facts);
        var (broken, notes) = new ConstraintCheck(scenario, _messages).Check(option, facts);
        var (planned, untrained, training) = new TrainingPlanner(sizer, scenario, _messages).Plan(audited.Option, facts?.Shape);
        var shapeless = planned.Hosting is { Shape: null } && option.Hosting is { Model: "" } ? _messages["decide.no-shape", ("release", option.Release!), ("why", facts?.WithoutShape ?? "config.json")] : null;
        var capacity = planned.Hosting is null || shapeless is not null ? null : new CapacityPlanner(sizer, scenario).Plan(planned);
        List<string> reasons = [.. broken, .. audited.Broken];
        reasons.AddRange(new[] { untrained, shapeless, capacity?.Why }.OfType<string>().Select(w => $"{w} ({Path.GetFileName(scenario.File)}:{option.Node.Line})"));
        return new Considered(
            new OptionModel(scenario, planned, capacity?.Capacity),
            reasons,
            [.. notes, .. audited.Notes],
            [.. facts is null ? [] : new[] { Found(option, facts) }, .. training],
            capacity?.Caveats ?? [],
            capacity?.Why is null && shapeless is null && untrained is null,
            facts is null ? null : new DecideRelease(option.Name, option.Release!, facts.Licenses, facts.Shape?.Parameters.Total, audited.Facts));
    }

    private ReleaseFacts Audit(Scenario scenario, ScenarioOption option, string release)
    {
        if (auditor is null) throw KnowledgeException.At(option.Node, $"'{option.Name}' names the release '{release}', which cannot be audited here; run 'assay decide'");
        var shape = option.Hosting is { Model: "" } || option.Training is { Model: "" };
        return auditor.Audit(new ReleaseQuestion(release, scenario.Constraints.Uses, [.. scenario.Constraints.Openness.Select(o => o.Framework)], scenario.User.Territory, scenario.User.Field, shape));
    }

    private string Found(ScenarioOption option, ReleaseFacts facts) =>
        _messages["decide.audited", ("option", option.Name), ("release", option.Release!), ("licenses", facts.Licenses.Count > 0 ? string.Join(", ", facts.Licenses) : _messages["decide.no-license"])];

    /// <summary>An option with all that was found out about it.</summary>
    /// <param name="Model">Its account.</param>
    /// <param name="Broken">Reasons why it is out.</param>
    /// <param name="Notes">What a reader must know first.</param>
    /// <param name="Remarks">What else there is to know.</param>
    /// <param name="Predicted">What the prediction is not sure of.</param>
    /// <param name="Priced">Whether its running cost can be said.</param>
    /// <param name="Release">Its audited release, or null.</param>
    private sealed record Considered(OptionModel Model, IReadOnlyList<string> Broken, IReadOnlyList<string> Notes, IReadOnlyList<string> Remarks, IReadOnlyList<string> Predicted, bool Priced, DecideRelease? Release);

    private static IEnumerable<string> Grouped(List<(string Option, string Caveat)> caveats) =>
        caveats.GroupBy(c => c.Caveat, StringComparer.Ordinal).Select(g => $"{string.Join(", ", g.Select(c => c.Option))}: {g.Key}");

    private static double YearlyCost(Scenario scenario, OptionModel model)
    {
        var row = scenario.Inputs.BaseRow();
        return 12 * model.RunningCost(row, row[scenario.Demand.Requests]);
    }

    private string Stale(Scenario scenario, List<Input> stale)
    {
        const int Named = 3;
        var names = string.Join(", ", stale.OrderBy(i => i.Date, StringComparer.Ordinal).ThenBy(i => i.Name, StringComparer.Ordinal).Take(Named).Select(i => $"{i.Name} of {i.Date}"));
        var more = stale.Count > Named ? _messages["decide.stale-more", ("count", Numbers.Text(stale.Count - Named))] : "";
        return _messages["decide.stale", ("months", Numbers.Text(Dates.StaleMonths)), ("date", scenario.AsOf), ("names", names), ("more", more)];
    }

    private IEnumerable<string> General(Scenario scenario)
    {
        var stale = scenario.Inputs.All.Where(i => i.Stale).ToList();
        if (stale.Count > 0) yield return Stale(scenario, stale);
        foreach (var (currency, rate, source, date) in scenario.Exchange) yield return $"1 {currency} counts as {Numbers.Text(rate)} {scenario.Currency} ({source}, {date}), without uncertainty";
        var unmeasured = scenario.Options.Where(o => o.Kind != OptionKind.Nothing && o.Quality is null && (scenario.Value.Right is not null || scenario.Value.Wrong is not null)).Select(o => o.Name).ToList();
        if (unmeasured.Count > 0) yield return $"no evaluation is given for {string.Join(", ", unmeasured)}: all answers count as right; evaluate on your own cases and give 'quality' as counts";
        if (scenario.Value is { Right: null, Wrong: null, Revenue: null }) yield return "no value is stated: only costs are compared, and doing nothing costs nothing";
    }
}
