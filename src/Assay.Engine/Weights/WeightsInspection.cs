using Assay.Core;
using Assay.Sources;
using Assay.Weights;

namespace Assay.Engine;

/// <summary>The use case behind <c>assay weights show</c>.</summary>
public static class WeightsInspection
{
    private static readonly string[] ReleaseArchives = [".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.zst", ".whl", ".deb"];

    /// <summary>Shows a weight file, or all weight files of a release.</summary>
    /// <param name="request">What to read. A local file is read as a weight file unless it is an archive of a release.</param>
    /// <param name="limits">Bounds of the readers of weights.</param>
    /// <param name="tensors">Whether tensors are listed one by one.</param>
    /// <exception cref="AssayException">SOURCE does not exist or is nothing that can be a source.</exception>
    public static WeightsShow Show(SourceRequest request, WeightLimits limits, bool tensors)
    {
        if (File.Exists(request.Source) && !ReleaseArchives.Any(e => request.Source.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return ShowFile(request.Source, limits, tensors);
        var release = ReleaseLocator.Locate(request);
        var snapshot = release.Model.Snapshot ?? throw AssayException.NotRead($"'{request.Source}' could not be read: {release.Model.Why}");
        var sources = snapshot.Entries.Where(e => e.State == EntryState.Bytes).Select(e => new WeightSource(e.Path, () => snapshot.Open(e))).ToList();
        var elsewhere = snapshot.Entries.Where(e => e.State != EntryState.Bytes && WeightSet.IsWeightFile(e.Path)).Select(e => $"{e.Path} was not read: its bytes are not here");
        return WeightsShowBuilder.Release(WeightSet.Open(sources, limits), elsewhere, tensors);
    }

    private static WeightsShow ShowFile(string path, WeightLimits limits, bool tensors)
    {
        using var blob = FileBlob.Open(path);
        using var siblings = new FolderSiblings(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return WeightsShowBuilder.File(WeightFile.Open(Path.GetFileName(path), blob, limits, siblings.Open), tensors);
    }
}
