using Assay.Core;
using Assay.Licensing;
using Assay.Lineage;
using Assay.Sources;
using Assay.Weights;

namespace Assay.Engine;

/// <summary>The use cases behind <c>assay lineage</c> and <c>assay sketch</c>.</summary>
public static class LineageUseCase
{
    /// <summary>Compares models and sketches, and carries the terms of measured ancestors along.</summary>
    /// <param name="sources">At least two: folders, weight files, archives, sketches, or any other SOURCE.</param>
    /// <param name="request">What else holds for reading them; its source is not used.</param>
    /// <param name="knowledge">The reviewed facts.</param>
    /// <exception cref="AssayException">A source does not exist, or is nothing that can be a source.</exception>
    public static LineageResult Run(IReadOnlyList<string> sources, SourceRequest request, DataTable knowledge)
    {
        if (sources.Count < 2) throw AssayException.Usage("a comparison needs two models at least; give more than one SOURCE or SKETCH");
        var inputs = sources.Select(s => Open(s, request)).ToList();
        var result = LineageAnalyzer.Analyze(inputs, new MessageCatalog(knowledge));
        if (result.Edges.Count == 0) return result;
        var carried = Carrier(result, inputs, knowledge);
        return result with { Carried = [.. result.Edges.Select(e => e.Child).Distinct(StringComparer.Ordinal).SelectMany(c => carried.Of(c, result.Edges)).Where(c => c.License is not null)] };
    }

    /// <summary>Compares one model with others, for the lineage section of an audit.</summary>
    /// <param name="source">The model.</param>
    /// <param name="against">Folders or sketches of other models.</param>
    /// <param name="request">What else holds for reading them.</param>
    /// <param name="knowledge">The reviewed facts.</param>
    /// <param name="own">Terms that the model is offered under; null where they are not known.</param>
    /// <exception cref="AssayException">A source does not exist, or is nothing that can be a source.</exception>
    public static LineageInfo Against(string source, IReadOnlyList<string> against, SourceRequest request, DataTable knowledge, LicenseTerms? own)
    {
        var inputs = against.Select(a => Open(a, request)).Prepend(Open(source, request)).ToList();
        var result = LineageAnalyzer.Analyze(inputs, new MessageCatalog(knowledge));
        var info = LineageAnalyzer.SectionOf(result, source);
        if (result.Edges.Count == 0) return info;
        return info with { Carried = [.. Carrier(result, inputs, knowledge).Of(result.Models.First(m => m.Path == source).Id, result.Edges, own)] };
    }

    private static CarriedDuties Carrier(LineageResult result, List<LineageInput> inputs, DataTable knowledge)
    {
        var reader = new LicenseAnalyzer(knowledge, Knowledge.Fingerprints);
        var terms = new Dictionary<string, ModelTerms>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (result.Models.FirstOrDefault(m => m.Path == input.Path) is { } model && ModelTerms.Of(input.Source, reader) is { } found) terms[model.Id] = found;
        }

        return new CarriedDuties(terms, LicensePairs.Load(knowledge), new MessageCatalog(knowledge));
    }

    /// <summary>Makes the sketch of a model and writes it to a file.</summary>
    /// <param name="request">The model.</param>
    /// <param name="digest">Whether the SHA-256 of each weight file is made.</param>
    /// <param name="path">The file.</param>
    /// <returns>A line about it.</returns>
    /// <exception cref="AssayException">The source cannot be read, or holds no weights.</exception>
    public static string Sketch(SourceRequest request, bool digest, string path)
    {
        var written = SketchBuilder.Write(OpenSource(request.Source, request), () => File.Create(path), digest);
        return written.Tensors == 0
            ? throw AssayException.NotRead($"'{request.Source}' holds no weights that can be read: {written.Notes.FirstOrDefault("no weight file was found")}")
            : $"{written.Tensors} tensors, {written.Parameters} parameters, {written.Units} sets of units: {new FileInfo(path).Length} bytes{(written.LeftOut is { } left ? $"; {left}" : "")}";
    }

    private static LineageInput Open(string path, SourceRequest request) =>
        ReadSketch(path) is { } sketch ? new LineageInput(path, null, sketch) : new LineageInput(path, OpenSource(path, request), null);

    private static ModelSketch? ReadSketch(string path)
    {
        if (!File.Exists(path)) return null;
        using var blob = FileBlob.Open(path);
        if (!SketchFile.IsSketch(blob.ReadAll(16))) return null;
        var (sketch, why) = SketchFile.Read(blob);
        return sketch ?? throw AssayException.NotRead($"the sketch '{path}' could not be read: {why}");
    }

    private static ModelSource OpenSource(string path, SourceRequest request)
    {
        if (File.Exists(path) && WeightSet.IsWeightFile(path)) return new ModelSource(path, [.. FileAndSiblings(path)]);
        var release = ReleaseLocator.Locate(request with { Source = path });
        var snapshot = release.Model.Snapshot ?? throw AssayException.NotRead($"'{path}' could not be read: {release.Model.Why}");
        var entries = snapshot.Entries.Where(e => e.State == EntryState.Bytes).ToList();
        var atRoot = entries.Exists(e => WeightSet.IsWeightFile(e.Path) && !e.Path.Contains('/', StringComparison.Ordinal));
        return new ModelSource(path, [.. entries.Where(e => !(atRoot && IsAside(e))).Select(e => new WeightSource(e.Path, () => snapshot.Open(e)))]);
    }

    /// <summary>Weights in a folder below a model that lies at the root, such as checkpoints, are not the model.</summary>
    private static bool IsAside(SnapshotEntry entry) => WeightSet.IsWeightFile(entry.Path) && entry.Path.Contains('/', StringComparison.Ordinal);

    /// <summary>A weight file, and the files that keep values of an ONNX model beside it; never other models of the folder.</summary>
    private static IEnumerable<WeightSource> FileAndSiblings(string path)
    {
        yield return new WeightSource(Path.GetFileName(path), () => FileBlob.Open(path));
        if (!path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) yield break;
        foreach (var sibling in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!).Order(StringComparer.Ordinal))
        {
            if (!WeightSet.IsWeightFile(sibling) && new FileInfo(sibling).LinkTarget is null) yield return new WeightSource(Path.GetFileName(sibling), () => FileBlob.Open(sibling));
        }
    }
}
