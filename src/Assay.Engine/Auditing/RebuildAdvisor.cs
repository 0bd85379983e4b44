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
    private static readonly ComponentId[] Needed = [ComponentId.DataTrain, ComponentId.CodeData, ComponentId.CodeTrain, ComponentId.CodeArch, ComponentId.ModelMeta, ComponentId.CodeLibs, ComponentId.CodeEval, ComponentId.DataEval];

    /// <summary>What a rebuild needs, from the facts of an audit.</summary>
    public RebuildInfo Of(Report report)
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
            Compute = Compute(report),
        };
    }

    private RebuildCompute? Compute(Report report)
    {
        if (StatedHours(report) is { } stated) return stated;
        if (report.Release.Parameters.Total is not { } parameters || Tokens(report) is not { } tokens) return null;
        if (TrainingEstimator.Create(knowledge).GpuHours(parameters, report.Release.Parameters.Active, tokens) is not { } estimate) return null;
        return new RebuildCompute(estimate.Hours, estimate.Cost is { } cost ? new Interval(cost.Low, cost.Mid, cost.High) : null, messages["rebuild.derived", ("basis", estimate.Basis)]);
    }

    private RebuildCompute? StatedHours(Report report)
    {
        foreach (var evidence in report.Evidence)
        {
            if (GpuHours().Match(evidence.Quote) is { Success: true } match && Scaled(match.Groups[1].Value, match.Groups[2].Value) is { } hours)
            {
                return new RebuildCompute(new Interval(hours, hours, hours), null, messages["rebuild.stated", ("where", evidence.Lines is { } lines ? $"{evidence.Path}:{lines.First}" : evidence.Path)]);
            }
        }

        return null;
    }

    private static double? Tokens(Report report)
    {
        foreach (var evidence in report.Evidence)
        {
            if (StatedTokens().Match(evidence.Quote) is { Success: true } match && Scaled(match.Groups[1].Value, match.Groups[2].Value) is { } tokens and >= 1e6) return tokens;
        }

        return null;
    }

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

    [GeneratedRegex(@"\b(\d[\d,]*(?:\.\d+)?)\s*\+?\s*(T|B|M|trillion|billion|million)\W{0,6}(?:\w+\W+){0,2}?tokens", RegexOptions.IgnoreCase)]
    private static partial Regex StatedTokens();

    [GeneratedRegex(@"\bseeds?\b|随机种子", RegexOptions.IgnoreCase)]
    private static partial Regex Seed();
}
