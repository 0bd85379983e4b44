using Assay.Core;
using Assay.Lineage;
using Assay.Weights;

namespace WeightFuzz;

/// <summary>A file to mutate.</summary>
/// <param name="Name">Its name; the ending tells the kind.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record Seed(string Name, byte[] Bytes);

/// <summary>The files that inputs are made of, smallest first.</summary>
internal static class Corpus
{
    private const int MaxBytes = 256 << 10;

    /// <summary>All weight files of the folders up to 256 KiB, sketches and adapter configurations included; sketches of the readable ones are made too.</summary>
    public static List<Seed> Read(IEnumerable<string> folders)
    {
        var seeds = folders.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Where(f => new FileInfo(f).Length <= MaxBytes && Wanted(f))
            .Order(StringComparer.Ordinal)
            .Select(f => new Seed(Path.GetFileName(f), File.ReadAllBytes(f)))
            .Append(BlockTypes.File())
            .ToList();
        seeds.AddRange(seeds.Where(s => s.Bytes.Length is > 0 and < 64 << 10).Select(Sketch).OfType<Seed>().Where(s => s.Bytes.Length > 200).Take(40).ToList());
        return seeds;
    }

    private static bool Wanted(string path) =>
        WeightSet.IsWeightFile(path) || path.EndsWith(".zip", StringComparison.Ordinal) || path.EndsWith(SketchFile.Ending, StringComparison.Ordinal) || Path.GetFileName(path) is "adapter_config.json" or "config.json" or "model.safetensors.index.json" || !Path.HasExtension(path);

    private static Seed? Sketch(Seed seed)
    {
        var sketch = SketchBuilder.Build(new ModelSource(seed.Name, [new WeightSource(seed.Name, () => new MemoryBlob(seed.Bytes))]), digest: false);
        return sketch.Tensors.Count == 0 ? null : new Seed(seed.Name + SketchFile.Ending, SketchFile.Write(sketch));
    }
}
