using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Audit;

/// <summary>The data sets that the front matter of the card names as training data.</summary>
public sealed class DatasetDetector : IDetector
{
    /// <inheritdoc/>
    public string Id => "datasets";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var (name, file, start) in Declared(index))
        {
            yield return new Detection.Found(new Observation(ComponentId.DataTrain, Stance.Links, "front-matter.datasets", file, start, name.Length));
            yield return new Detection.Found(new Observation(ComponentId.DocDataInfo, Stance.Topic, "front-matter.datasets", file, start, name.Length) { Topic = "listing-public" });
        }
    }

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
