using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Audit;
using Assay.Core;
using Assay.Economics;

namespace Assay.Engine;

/// <summary>What a rebuild costs in accelerator-hours and money.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="messages">The sentences.</param>
internal sealed partial class RebuildCost(DataTable knowledge, MessageCatalog messages)
{
    /// <summary>Fewer tokens than this are no pre-training: they are a batch, a context or a data set for tuning.</summary>
    private const double LeastTokens = 1e8;

    /// <summary>What a rebuild costs: from hours that are stated, else derived from parameters and tokens.</summary>
    public RebuildCompute? Of(Report report, TrainingStatements stated, RebuildPlan plan)
    {
        if (plan.Tokens is null && StatedHours(report) is { } hours) return Planned(hours, plan);
        var tokens = plan.Tokens is { } given ? (given, messages["rebuild.tokens-given"]) : Tokens(report, stated);
        if (Parameters(report) is not { } parameters || tokens is not var (count, where)) return null;
        if (TrainingEstimator.Create(knowledge).GpuHours(parameters.Count, report.Release.Parameters.Active, count, plan.Gpu, plan.Training) is not { } estimate) return null;
        return new RebuildCompute(estimate.Hours, estimate.Cost is { } cost ? new Interval(cost.Low, cost.Mid, cost.High) : null, messages["rebuild.derived", ("basis", estimate.Basis), ("parameters", parameters.Where), ("tokens", where)]);
    }

    /// <summary>Parameters of the weights; without weights, what the documents state of this model and nothing contradicts.</summary>
    private (double Count, string Where)? Parameters(Report report)
    {
        if (report.Release.Parameters.Total is { } counted) return (counted, messages["rebuild.parameters-counted"]);
        foreach (var claim in report.Claims.Where(c => c.Kind == ClaimKind.Size && c.Finding != ClaimFinding.Contradicted))
        {
            if (StatedSize().Match(claim.Quote) is { Success: true } m && Scaled(m.Groups[1].Value, m.Groups[2].Value) is { } size && report.Evidence.FirstOrDefault(e => claim.Evidence.Contains(e.Id)) is { } evidence) return (size, messages["rebuild.parameters-stated", ("where", Where(evidence))]);
        }

        return null;
    }

    /// <summary>Stated hours are those of one training on the publisher's machines: runs, failures and savings multiply them; rents of an accelerator that is named price them.</summary>
    private RebuildCompute Planned(RebuildCompute stated, RebuildPlan plan)
    {
        var factor = plan.Training.Factor;
        var hours = new Interval(stated.GpuHours.Low * factor, stated.GpuHours.Mid * factor, stated.GpuHours.High * factor);
        var estimator = TrainingEstimator.Create(knowledge);
        var cost = estimator.CostOf(hours, plan.Gpu ?? TrainingEstimator.DefaultGpu);
        var priced = cost is null || plan.Gpu is not null ? "" : messages["rebuild.priced", ("gpu", estimator.NameOf(TrainingEstimator.DefaultGpu))];
        return new RebuildCompute(hours, cost is null ? null : new Interval(cost.Low, cost.Mid, cost.High), stated.Basis + plan.Training.Words + priced);
    }

    /// <summary>Hours that the documents state for the whole training of this model: a sum over several models is not told as if it were one's own.</summary>
    private RebuildCompute? StatedHours(Report report)
    {
        var stated = report.Evidence
            .Where(e => !SeveralModels().IsMatch(e.Quote))
            .Select(e => (Evidence: e, Hours: GpuHours().Match(e.Quote) is { Success: true } m ? Scaled(m.Groups[1].Value, m.Groups[2].Value) : null))
            .Where(s => s.Hours is not null)
            .OrderBy(s => WholeTraining().IsMatch(s.Evidence.Quote) ? 0 : 1)
            .FirstOrDefault();
        if (stated.Hours is not { } hours) return null;
        return new RebuildCompute(new Interval(hours, hours, hours), null, messages["rebuild.stated", ("where", Where(stated.Evidence))]);
    }

    /// <summary>Tokens that the documents state for the training: not those of a batch, of a sequence or of a second.</summary>
    private (double Count, string Where)? Tokens(Report report, TrainingStatements stated)
    {
        var said = stated.Tokens.Select(id => report.Evidence.FirstOrDefault(e => e.Id == id)).OfType<Evidence>();
        foreach (var evidence in report.Evidence.Where(e => !stated.Tokens.Contains(e.Id)).Concat(said).Where(e => !PerStep().IsMatch(e.Quote)))
        {
            foreach (Match match in StatedTokens().Matches(evidence.Quote))
            {
                if (Scaled(match.Groups[1].Value, match.Groups[2].Value) is { } count and >= LeastTokens) return (count, messages["rebuild.tokens-stated", ("where", Where(evidence))]);
            }
        }

        return null;
    }

    private static string Where(Evidence evidence) => evidence.Lines is { } lines ? $"{evidence.Path}:{lines.First}" : evidence.Path;

    private static double? Scaled(string number, string unit)
    {
        if (!double.TryParse(number.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        return value * unit.ToUpperInvariant() switch
        {
            "T" or "TRILLION" => 1e12,
            "B" or "BILLION" => 1e9,
            "M" or "MILLION" => 1e6,
            "K" or "THOUSAND" => 1e3,
            _ => 1,
        };
    }

    [GeneratedRegex(@"\b(\d[\d,]*(?:\.\d+)?)\W{0,6}(T|B|M|trillion|billion|million)?\W{0,6}(?:[A-Z]\d+\W)?GPU[\s-]hours", RegexOptions.IgnoreCase)]
    private static partial Regex GpuHours();

    [GeneratedRegex(@"\b(?:cumulative|all (?:the )?models|each model|model (?:family|suite|series)|across (?:all|the))\b", RegexOptions.IgnoreCase)]
    private static partial Regex SeveralModels();

    [GeneratedRegex(@"\b(?:full|entire|whole|total|overall)\b|\bin total\b", RegexOptions.IgnoreCase)]
    private static partial Regex WholeTraining();

    [GeneratedRegex(@"\b(\d[\d,]*(?:\.\d+)?)\s*\+?\s*(T|B|M|trillion|billion|million)\W{0,6}(?:\w+\W+){0,2}?tokens", RegexOptions.IgnoreCase)]
    private static partial Regex StatedTokens();

    [GeneratedRegex(@"\b(?:batch|context|window|sequence|per (?:second|step|device|gpu))\b", RegexOptions.IgnoreCase)]
    private static partial Regex PerStep();

    [GeneratedRegex(@"\b(\d{1,6}(?:\.\d{1,6})?)[\s-]?(B|M|billion|million)\b", RegexOptions.IgnoreCase)]
    private static partial Regex StatedSize();
}
