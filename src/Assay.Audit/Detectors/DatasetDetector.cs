using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Audit;

/// <summary>The data sets that the front matter of the card names as training data, and their files where the data set was read.</summary>
public sealed class DatasetDetector : IDetector
{
    private static readonly string[] DataEndings = [".parquet", ".jsonl", ".json", ".csv", ".tsv", ".arrow", ".txt", ".zst", ".gz", ".tar", ".zip", ".xz"];

    /// <inheritdoc/>
    public string Id => "datasets";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        var declared = Declared(index).ToList();
        var all = declared.TrueForAll(d => Read(index, d.Name) is not null);
        foreach (var (name, file, start) in declared)
        {
            if (Read(index, name) is { } data) yield return new Detection.Found(new Observation(ComponentId.DataTrain, all ? Stance.Shows : Stance.Part, "data-set.files", data));
            yield return new Detection.Found(new Observation(ComponentId.DataTrain, Stance.Links, "front-matter.datasets", file, start, name.Length));
            yield return new Detection.Found(new Observation(ComponentId.DocDataInfo, Stance.Topic, "front-matter.datasets", file, start, name.Length) { Topic = "listing-public" });
        }
    }

    /// <summary>A file with data of a data set that was read beside the release.</summary>
    private static AuditFile? Read(ReleaseIndex index, string name) => index.Files
        .Where(f => f.Artifact.Kind == ArtifactKind.Dataset && f.Size > 0 && f.Artifact.Location.EndsWith("datasets/" + name, StringComparison.OrdinalIgnoreCase) && DataEndings.Any(e => f.Path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        .OrderBy(f => f.Path, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Names of data sets that cards declare, and where.</summary>
    internal static IEnumerable<(string Name, AuditFile File, int Start)> Declared(ReleaseIndex index)
    {
        foreach (var file in index.Own.Where(f => f.Role == FileRole.Card && f.Markdown?.FrontMatter?.Root is not null))
        {
            if (file.Markdown!.FrontMatter!.Root!.Value["datasets"] is not { } datasets) continue;
            foreach (var item in datasets.Items(orScalar: true))
            {
                if (item.Text.Length == 0) continue;
                var at = file.Text!.Text.IndexOf(item.Text, file.Text.StartOf(Math.Min(item.Line, file.Text.LineCount)), StringComparison.Ordinal);
                if (at >= 0) yield return (item.Text, file, at);
            }
        }
    }
}
