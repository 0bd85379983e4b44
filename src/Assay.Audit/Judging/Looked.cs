using System.Collections.Immutable;
using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>Where was looked for a component: the documents that were read and the listings that were searched.</summary>
internal sealed class Looked
{
    /// <summary>Most documents that are named one by one.</summary>
    private const int MaxNamed = 8;

    private readonly ImmutableArray<string> _documents;
    private readonly ImmutableArray<string> _listings;

    public Looked(ReleaseIndex index)
    {
        var read = index.Own.Where(f => f.Markdown is not null).OrderBy(f => f.Role).ThenBy(f => f.Place, StringComparer.Ordinal).Select(f => f.Place).ToList();
        var named = read.Take(MaxNamed).ToList();
        if (read.Count > MaxNamed) named.Add($"{read.Count - MaxNamed} more documents");
        _documents = [.. named];
        _listings = [.. index.Release.Artifacts.Where(a => a.Snapshot is not null).Select(a => Listing(index, a))];
    }

    public ImmutableArray<string> For(ComponentId component) => component.Value.StartsWith("weights.", StringComparison.Ordinal) || component.Value.StartsWith("code.", StringComparison.Ordinal)
        || component.Value.StartsWith("legal.", StringComparison.Ordinal) || component == ComponentId.ModelMeta
        ? [.. _listings, .. _documents]
        : [.. _documents, .. _listings];

    private static string Listing(ReleaseIndex index, Artifact artifact)
    {
        var files = index.Files.Where(f => f.Artifact.Id == artifact.Id).ToList();
        var listed = files.Count(f => f.State == EntryState.Listed);
        var where = artifact.Location.Length == 0 ? "the release" : artifact.Location;
        return listed == 0 ? $"names of {files.Count} files in {where}" : $"names of {files.Count} files in {where} ({listed} of them from a listing)";
    }
}
