using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Earlier training states kept as branches or tags.</summary>
/// <param name="book">The rules: those for paths that speak of checkpoints are matched against the names.</param>
public sealed class RefsDetector(SignalBook book) : IDetector
{
    /// <inheritdoc/>
    public string Id => "refs";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        var rules = book.Paths.Where(r => r.Component == ComponentId.WeightsCheckpoints).ToList();
        foreach (var artifact in index.Release.Artifacts)
        {
            foreach (var name in artifact.Snapshot?.Refs ?? [])
            {
                if (rules.Find(r => r.Match(name + "/", "") is not null) is not { } rule) continue;
                var file = new AuditFile(artifact, $"refs/{name}", null, Sources.EntryState.Listed, FileRole.Other);
                yield return new Detection.Found(new Observation(ComponentId.WeightsCheckpoints, Stance.Shows, rule.Id, file));
                break;
            }
        }
    }
}
