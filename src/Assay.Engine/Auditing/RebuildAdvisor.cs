using Assay.Audit;
using Assay.Core;

namespace Assay.Engine;

/// <summary>Could somebody rebuild the model: what is there, what is missing, and what a rebuild costs.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="messages">The sentences.</param>
internal sealed class RebuildAdvisor(DataTable knowledge, MessageCatalog messages)
{
    private static readonly ComponentId[] Needed = [ComponentId.DataTrain, ComponentId.CodeData, ComponentId.CodeTrain, ComponentId.CodeArch, ComponentId.ModelMeta, ComponentId.CodeLibs, ComponentId.CodeEval, ComponentId.DataEval];

    /// <summary>What a rebuild needs, from the facts of an audit.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="stated">What the release states of the run.</param>
    /// <param name="plan">How it would be run.</param>
    /// <returns>The report with the answer, and with the quotes that the answer rests on among its evidence.</returns>
    public Report Of(Report report, TrainingStatements stated, RebuildPlan plan)
    {
        var (there, missing) = (new List<Reason>(), new List<Reason>());
        var (blocked, open) = (false, false);
        foreach (var id in Needed)
        {
            var facts = report.Components.Where(c => c.Id == id.Value).ToList();
            var best = facts.MinBy(f => Rank(f.Presence));
            var name = messages.Word("component", id.Value);
            if (best is { Presence: Presence.Present })
            {
                there.Add(new Reason(messages["rebuild.there", ("name", name), ("basis", messages.Word("rebuild-basis", best.Basis is { } basis ? WireName.Of(basis) : "read"))], best.Evidence));
                continue;
            }

            blocked |= best is { Presence: Presence.Absent } && (id == ComponentId.DataTrain || id == ComponentId.CodeTrain);
            open |= best is null or { Presence: Presence.Unknown or Presence.Claimed };
            missing.Add(new Reason(messages[best?.Presence switch
            {
                Presence.Partial => "rebuild.partial",
                Presence.Absent => "rebuild.absent",
                Presence.Claimed => best.Basis is Basis.Promised ? "rebuild.promised" : "rebuild.claimed",
                _ => "rebuild.unknown",
            }, ("name", name)], best?.Evidence ?? []));
        }

        if (stated.Seeds.Count > 0) there.Add(new Reason(messages["rebuild.seed"], stated.Seeds));
        else missing.Add(new Reason(messages["rebuild.no-seed"], []));
        var cost = new RebuildCost(knowledge, messages).Of(report, stated, plan);
        var known = report.Evidence.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var rebuild = new RebuildInfo
        {
            Readiness = blocked ? "not-possible" : missing.Count == 0 ? "ready" : open && missing.Count > 4 ? "unknown" : "gaps",
            There = there,
            Missing = missing,
            Compute = cost.Compute,
            ComputeUnknown = cost.Why,
        };
        return report with { Rebuild = rebuild, Evidence = [.. report.Evidence, .. cost.Quotes.DistinctBy(e => e.Id).Where(e => !known.Contains(e.Id))] };
    }

    private static int Rank(Presence presence) => presence switch
    {
        Presence.Present => 0,
        Presence.Partial => 1,
        Presence.Claimed => 2,
        Presence.Unknown => 3,
        _ => 4,
    };
}
