using System.Collections.Immutable;
using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>Files of weights, and whether all shards that an index names are there.</summary>
public sealed class WeightsDetector : IDetector
{
    /// <summary>Most files of weights that are named as evidence.</summary>
    private const int MaxNamed = 4;

    /// <inheritdoc/>
    public string Id => "weights";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Weights];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        var indexes = ShardIndex.AllOf(index).ToList();
        var some = false;
        foreach (var artifact in index.Release.Artifacts)
        {
            var files = index.Own.Where(f => f.Artifact.Id == artifact.Id && f.Role == FileRole.Weights && !IsIndex(f) && !IsAside(f.Path)).ToList();
            if (artifact.Kind != ArtifactKind.Model) files.RemoveAll(f => f.State == EntryState.Bytes && f.Size < 1024);
            var missing = indexes.Where(i => i.File.Artifact.Id == artifact.Id && i.Missing.Length > 0 && i.Missing.Length < i.Shards.Length).ToList();
            foreach (var file in files.OrderByDescending(f => f.Size ?? 0).ThenBy(f => f.Path, StringComparer.Ordinal).Take(MaxNamed))
            {
                some = true;
                var cut = missing.Exists(m => m.Shards.Contains(file.Path)) && missing.Count == indexes.Count;
                yield return new Detection.Found(new Observation(ComponentId.WeightsFinal, cut ? Stance.Part : Stance.Shows, Id, file) { Stage = artifact.Kind == ArtifactKind.Model && !file.IsAtRoot ? StageWords.OfName(file.Path.AsSpan(0, file.Path.LastIndexOf('/'))) : null });
            }
        }

        if (some) yield break;
        foreach (var named in indexes.Where(i => i.Shards.Length > 0))
        {
            var (start, length) = named.PlaceOfFirstShard();
            yield return new Detection.Found(new Observation(ComponentId.WeightsFinal, Stance.Links, "weights.index", named.File, start, length));
        }
    }

    private static bool IsIndex(AuditFile file) => file.Name.EndsWith(".index.json", StringComparison.Ordinal);

    // Weights in a folder of tests or of pictures are no released model.
    private static bool IsAside(string path)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            var folder = path.AsSpan()[range];
            if (folder is "test" or "tests" or "testing" or "testdata" or "assets" || folder.Contains("fixture", StringComparison.OrdinalIgnoreCase) || folder.StartsWith("test_", StringComparison.Ordinal) || folder.StartsWith("test-", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
