using Assay.Audit;
using Assay.Core;
using Assay.Economics;

namespace Assay.Engine;

/// <summary>What a rebuild costs, or why it cannot be said.</summary>
/// <param name="Compute">Hours and money, or null.</param>
/// <param name="Why">Why there are none, with the quotes that could not be taken; null where there are.</param>
/// <param name="Quotes">The quotes that are told.</param>
internal sealed record CostOutcome(RebuildCompute? Compute, Reason? Why, IReadOnlyList<Evidence> Quotes);

/// <summary>What a rebuild costs in accelerator-hours and money.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="messages">The sentences.</param>
internal sealed class RebuildCost(DataTable knowledge, MessageCatalog messages)
{
    private readonly TrainingEstimator _estimator = TrainingEstimator.Create(knowledge);

    /// <summary>What a rebuild costs: from hours that are stated, else derived from parameters and tokens.</summary>
    public CostOutcome Of(Report report, TrainingStatements stated, RebuildPlan plan)
    {
        double? counted = report.Release.Parameters.Total;
        var hours = stated.Of(TrainingQuantity.GpuHours, counted);
        if (plan.Tokens is null && hours is { Low: { } low, High: { } high }) return Told(Planned(low, high, hours.Figures, plan, report.Release.Artifacts), hours.Figures);
        var tokens = plan.Tokens is { } given ? new StatedQuantity(given, given, []) : stated.Of(TrainingQuantity.Tokens, counted);
        var parameters = RebuildParameters.Of(report, stated.Model, messages);
        if (tokens is not { Low: { } least, High: { } most }) return NotSaid("rebuild.no-tokens", [.. hours.Figures, .. tokens.Figures]);
        if (parameters is null) return NotSaid("rebuild.no-parameters", tokens.Figures);
        if (parameters.Active is null) return NotSaid("rebuild.no-active", tokens.Figures);
        var words = plan.Tokens is not null ? messages["rebuild.tokens-given"] : Stated("tokens", tokens.Figures, report.Release.Artifacts);
        return Derived(parameters, least, most, words, plan) is { } compute ? Told(compute, tokens.Figures) : NotSaid("rebuild.no-rate", tokens.Figures);
    }

    private RebuildCompute? Derived(RebuildParameters parameters, double least, double most, string words, RebuildPlan plan)
    {
        if (_estimator.GpuHours(parameters.Total, parameters.Active, least, plan.Gpu, plan.Training) is not { } low || _estimator.GpuHours(parameters.Total, parameters.Active, most, plan.Gpu, plan.Training) is not { } high) return null;
        var hours = new Interval(low.Hours.Low, (low.Hours.Mid + high.Hours.Mid) / 2, high.Hours.High);
        var cost = _estimator.CostOf(hours, plan.Gpu ?? TrainingEstimator.DefaultGpu);
        return new RebuildCompute(hours, Money(cost), messages["rebuild.derived", ("basis", high.Basis), ("parameters", parameters.Where), ("tokens", words)]);
    }

    /// <summary>Stated hours are those of one training on the publisher's machines: runs, failures and savings multiply them; rents of the accelerator that is named price them.</summary>
    private RebuildCompute Planned(double low, double high, IReadOnlyList<TrainingFigure> figures, RebuildPlan plan, IReadOnlyList<ArtifactInfo> artifacts)
    {
        var factor = plan.Training.Factor;
        var hours = new Interval(low * factor, (low + high) / 2 * factor, high * factor);
        var named = figures.Select(f => f.Accelerator).FirstOrDefault(a => a is not null);
        var own = plan.Gpu ?? (named is null ? null : _estimator.IdOf(named));
        var rented = own is not null && _estimator.CostOf(hours, own) is null && _estimator.AreAlike(own, TrainingEstimator.DefaultGpu) ? TrainingEstimator.DefaultGpu : own ?? TrainingEstimator.DefaultGpu;
        var cost = _estimator.CostOf(hours, rented);
        var priced = plan.Gpu is not null ? ""
            : cost is null ? messages["rebuild.no-rent", ("gpu", _estimator.NameOf(rented))]
            : messages[named is not null && rented != own ? "rebuild.priced-instead" : "rebuild.priced", ("gpu", _estimator.NameOf(rented)), ("named", own is null ? named ?? "" : _estimator.NameOf(own))];
        var emissions = figures.Any(f => f.OfEmissions) ? messages["rebuild.of-emissions"] : "";
        return new RebuildCompute(hours, Money(cost), Stated("stated", figures, artifacts) + emissions + plan.Training.Words + priced);
    }

    private CostOutcome NotSaid(string key, IReadOnlyList<TrainingFigure> figures)
    {
        var why = figures.Count == 0 ? messages[key] : messages["rebuild.not-of-this", ("why", messages[key])];
        return new CostOutcome(null, new Reason(why, Ids(figures)), [.. figures.Select(f => f.Evidence)]);
    }

    private static CostOutcome Told(RebuildCompute compute, IReadOnlyList<TrainingFigure> figures) => new(compute with { Evidence = Ids(figures) }, null, [.. figures.Select(f => f.Evidence)]);

    private string Stated(string what, IReadOnlyList<TrainingFigure> figures, IReadOnlyList<ArtifactInfo> artifacts)
    {
        var where = string.Join(", ", figures.Select(f => Where(f.Evidence, artifacts)).Distinct(StringComparer.Ordinal));
        return messages[$"rebuild.{(what == "tokens" ? "tokens-stated" : "stated")}", ("where", where)] + (figures.DistinctBy(f => (f.Low, f.High)).Count() > 1 ? messages["rebuild.differ"] : "");
    }

    private static IReadOnlyList<string> Ids(IEnumerable<TrainingFigure> figures) => [.. figures.Select(f => f.Evidence.Id).Distinct(StringComparer.Ordinal)];

    private static Interval? Money(SizeCost? cost) => cost is null ? null : new Interval(cost.Low, cost.Mid, cost.High);

    internal static string Where(Evidence evidence, IReadOnlyList<ArtifactInfo> artifacts)
    {
        var folder = artifacts.FirstOrDefault(a => a.Id == evidence.Artifact && a.Kind != ArtifactKind.Model)?.Location ?? "";
        var path = folder.Length == 0 ? evidence.Path : $"{folder}/{evidence.Path}";
        return evidence.Lines is { } lines ? $"{path}:{lines.First}" : path;
    }
}
