using Assay.Core;
using Assay.Lineage;
using Assay.Sources;
using Assay.Weights;

namespace Assay.Engine;

/// <summary>The use case behind <c>assay lineage</c>.</summary>
public static class LineageUseCase
{
    /// <summary>Compares models and sketches.</summary>
    /// <param name="sources">At least two: folders, weight files, archives, sketches, or any other SOURCE.</param>
    /// <param name="request">What else holds for reading them; its source is not used.</param>
    /// <exception cref="AssayException">A source does not exist, or is nothing that can be a source.</exception>
    public static LineageResult Run(IReadOnlyList<string> sources, SourceRequest request)
    {
        if (sources.Count < 2) throw AssayException.Usage("a comparison needs two models at least; give more than one SOURCE or SKETCH");
        return LineageAnalyzer.Analyze([.. sources.Select(s => Open(s, request))]);
    }

    /// <summary>Opens a model or a sketch.</summary>
    internal static LineageInput Open(string path, SourceRequest request)
    {
        var source = OpenSource(path, request);
        return new LineageInput(path, source, null);
    }

    /// <summary>The files of a model.</summary>
    internal static ModelSource OpenSource(string path, SourceRequest request)
    {
        if (File.Exists(path) && WeightSet.IsWeightFile(path)) return new ModelSource(path, [.. FileAndSiblings(path)]);
        var release = ReleaseLocator.Locate(request with { Source = path });
        var snapshot = release.Model.Snapshot ?? throw AssayException.NotRead($"'{path}' could not be read: {release.Model.Why}");
        return new ModelSource(path, [.. snapshot.Entries.Where(e => e.State == EntryState.Bytes).Select(e => new WeightSource(e.Path, () => snapshot.Open(e)))]);
    }

    /// <summary>A weight file, with the files that keep values of an ONNX model beside it; never other models of the folder.</summary>
    private static IEnumerable<WeightSource> FileAndSiblings(string path)
    {
        yield return new WeightSource(Path.GetFileName(path), () => FileBlob.Open(path));
        foreach (var sibling in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!).Order(StringComparer.Ordinal))
        {
            if (WeightSet.IsWeightFile(sibling) || new FileInfo(sibling).LinkTarget is not null) continue;
            if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) yield return new WeightSource(Path.GetFileName(sibling), () => FileBlob.Open(sibling));
        }
    }
}
