using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Economics;

namespace Assay.Engine;

/// <summary>Could somebody rebuild the model: what is there, what is missing, and what a rebuild costs.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="messages">The sentences.</param>
internal sealed partial class RebuildAdvisor(DataTable knowledge, MessageCatalog messages)
{
    /// <summary>Fewer tokens than this are no pre-training: they are a batch, a context or a data set for tuning.</summary>
    private const double LeastTokens = 1e8;

    private static readonly ComponentId[] Needed = [ComponentId.DataTrain, ComponentId.CodeData, ComponentId.CodeTrain, ComponentId.CodeArch, ComponentId.ModelMeta, ComponentId.CodeLibs, ComponentId.CodeEval, ComponentId.DataEval];

    /// <summary>What a rebuild needs, from the facts of an audit.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="plan">How it would be run.</param>
    public RebuildInfo Of(Report report, RebuildPlan plan)
    {
        var missing = new List<Reason>();
        var (blocked, open) = (false, false);
        foreach (var id in Needed)
        {
            var facts = report.Components.Where(c => c.Id == id.Value).ToList();
            var best = facts.MinBy(f => Rank(f.Presence));
            if (best is { Presence: Presence.Present }) continue;
            var name = messages.Word("component", id.Value);
            blocked |= best is { Presence: Presence.Absent } && (id == ComponentId.DataTrain || id == ComponentId.CodeTrain);
            open |= best is null or { Presence: Presence.Unknown or Presence.Claimed };
            missing.Add(new Reason(messages[best?.Presence switch
            {
                Presence.Partial => "rebuild.partial",
                Presence.Absent => "rebuild.absent",
                Presence.Claimed => "rebuild.claimed",
                _ => "rebuild.unknown",
            }, ("name", name)], best?.Evidence ?? []));
        }

        if (!Mentions(report, Seed())) missing.Add(new Reason(messages["rebuild.no-seed"], []));
        return new RebuildInfo
        {
            Readiness = blocked ? "not-possible" : missing.Count == 0 ? "ready" : open && missing.Count > 4 ? "unknown" : "gaps",
            Missing = missing,
            Compute = Compute(report, plan),
        };
    }

    private RebuildCompute? Compute(Report report, RebuildPlan plan)
    {
        if (plan.Tokens is null && StatedHours(report) is { } stated) return Planned(stated, plan);
        if (report.Release.Parameters.Total is not { } parameters || (plan.Tokens ?? Tokens(report)) is not { } tokens) return null;
        if (TrainingEstimator.Create(knowledge).GpuHours(parameters, report.Release.Parameters.Active, tokens, plan.Gpu, plan.Training) is not { } estimate) return null;
        return new RebuildCompute(estimate.Hours, estimate.Cost is { } cost ? new Interval(cost.Low, cost.Mid, cost.High) : null, messages["rebuild.derived", ("basis", estimate.Basis)]);
    }

    /// <summary>Stated hours are those of one training on the publisher's machines: runs, failures and savings multiply them; rents of an accelerator that is named price them.</summary>
    private RebuildCompute Planned(RebuildCompute stated, RebuildPlan plan)
    {
        var factor = plan.Training.Factor;
        var hours = new Interval(stated.GpuHours.Low * factor, stated.GpuHours.Mid * factor, stated.GpuHours.High * factor);
        var cost = plan.Gpu is { } gpu ? TrainingEstimator.Create(knowledge).CostOf(hours, gpu) : null;
        return new RebuildCompute(hours, cost is null ? null : new Interval(cost.Low, cost.Mid, cost.High), stated.Basis + plan.Training.Words);
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
        var where = stated.Evidence.Lines is { } lines ? $"{stated.Evidence.Path}:{lines.First}" : stated.Evidence.Path;
        return new RebuildCompute(new Interval(hours, hours, hours), null, messages["rebuild.stated", ("where", where)]);
    }

    /// <summary>Tokens that the documents state for the training: not those of a batch, of a sequence or of a second.</summary>
    private static double? Tokens(Report report) => report.Evidence
        .Where(e => !PerStep().IsMatch(e.Quote))
        .SelectMany(e => StatedTokens().Matches(e.Quote))
        .Select(m => Scaled(m.Groups[1].Value, m.Groups[2].Value))
        .FirstOrDefault(t => t >= LeastTokens);

    private static bool Mentions(Report report, Regex words) => report.Evidence.Any(e => words.IsMatch(e.Quote));

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

    private static int Rank(Presence presence) => presence switch
    {
        Presence.Present => 0,
        Presence.Partial => 1,
        Presence.Claimed => 2,
        Presence.Unknown => 3,
        _ => 4,
    };

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

    [GeneratedRegex(@"\bseeds?\b|随机种子", RegexOptions.IgnoreCase)]
    private static partial Regex Seed();
}
