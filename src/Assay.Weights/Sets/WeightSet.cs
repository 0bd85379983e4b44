using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Weights.Tables;

namespace Assay.Weights;

/// <summary>Opens the weight files of a release together: parts of one model, indices, adapters, and the configuration beside them.</summary>
public static partial class WeightSet
{
    private static readonly string[] Endings =
    [
        ".safetensors", ".gguf", ".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".onnx", ".npy", ".npz", ".jit", ".joblib", ".ggml",
    ];

    /// <summary>Whether a path is that of a weight file, by its ending.</summary>
    public static bool IsWeightFile(string path) => Endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the directories of all weight files and what the configuration says of code.</summary>
    /// <param name="files">All files of the release.</param>
    /// <param name="limits">Bounds.</param>
    /// <returns>Always a result; refused files are in it with their reason.</returns>
    public static WeightSetResult Open(IReadOnlyList<WeightSource> files, WeightLimits? limits = null)
    {
        limits ??= WeightLimits.Default;
        var sources = files.DistinctBy(f => f.Path, StringComparer.Ordinal).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var results = sources.Values.Where(f => IsWeightFile(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => OpenFile(f, sources, limits)).ToList();
        var findings = new SetFindings();
        var indices = ShardIndex.ReadAll(sources.Values, limits, findings);
        foreach (var index in indices) index.Check(results, findings);
        var variants = Variants(results, indices, findings);
        foreach (var source in sources.Values.OrderBy(f => f.Path, StringComparer.Ordinal)) ConfigScan.Read(source, findings);
        var model = Model(variants, pipeline: sources.ContainsKey("model_index.json"), findings);
        return new WeightSetResult
        {
            Files = results,
            Variants = variants,
            Model = model,
            Problems = findings.Problems,
            Absent = findings.Absent,
            Notes = findings.Notes,
            Unsafe = [.. results.SelectMany(r => r.Unsafe).Concat(findings.Unsafe).Take(limits.MaxUnsafe)],
            Metadata = Metadata(results, model, findings),
        };
    }

    private static WeightFileResult OpenFile(WeightSource source, Dictionary<string, WeightSource> sources, WeightLimits limits)
    {
        var folder = source.Path[..(source.Path.LastIndexOf('/') + 1)];
        try
        {
            return WeightFile.Open(source.Path, source.Open(), limits, path => sources.TryGetValue(folder + path, out var sibling) ? sibling.Open() : null);
        }
        catch (BlobReadException e)
        {
            return new WeightFileResult { Name = source.Path, Container = "unknown", Reason = $"the file could not be read: {e.Message}", Files = [source.Path] };
        }
    }

    private static List<WeightVariant> Variants(List<WeightFileResult> results, List<ShardIndex> indices, SetFindings findings)
    {
        var variants = new List<WeightVariant>();
        foreach (var group in results.GroupBy(r => (Name: GroupOf(r, indices), r.Container)))
        {
            var parts = group.OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
            if (group.Key.Container == "gguf") SplitCheck.Gguf(group.Key.Name, parts, findings);
            else SplitCheck.Numbered(group.Key.Name, parts, findings);
            var tensors = JoinedTensors.Of(parts.Select(p => p.Tensors));
            SplitCheck.Duplicates(group.Key.Name, parts, findings);
            variants.Add(new WeightVariant(group.Key.Name, group.Key.Container, [.. parts.Select(p => p.Name)], tensors, WeightStatistics.Parameters(tensors)));
        }

        return variants;
    }

    private static string GroupOf(WeightFileResult result, List<ShardIndex> indices) =>
        indices.Find(i => i.Covers(result.Name))?.Group ?? PartNumber().Replace(result.Name, "-*-of-$2");

    private static List<WeightVariant> Model(List<WeightVariant> variants, bool pipeline, SetFindings findings)
    {
        var full = variants.Where(v => v.Parameters > 0).ToList();
        if (full.Count == 0) return [];
        var model = pipeline
            ? full.GroupBy(v => v.Name[..(v.Name.LastIndexOf('/') + 1)], StringComparer.Ordinal).Select(g => g.MaxBy(v => v.Parameters)!).ToList()
            : [full.MaxBy(v => v.Parameters)!];
        if (model.Count < full.Count) findings.Notes.Add($"{full.Count} sets of weights; counted: {string.Join(", ", model.Select(v => v.Name))}");
        return model;
    }

    private static SortedDictionary<string, string> Metadata(List<WeightFileResult> results, List<WeightVariant> model, SetFindings findings)
    {
        var metadata = new SortedDictionary<string, string>(findings.Metadata, StringComparer.Ordinal);
        var counted = model.SelectMany(v => v.Files).ToHashSet(StringComparer.Ordinal);
        foreach (var result in results.Where(r => model.Count == 0 || counted.Contains(r.Name)))
        {
            foreach (var (key, value) in result.Metadata) metadata.TryAdd(key, value);
        }

        return metadata;
    }

    [GeneratedRegex(@"-(\d{5})-of-(\d{5})")]
    private static partial Regex PartNumber();
}
