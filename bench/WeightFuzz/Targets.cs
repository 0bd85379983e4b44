using Assay.Core;
using Assay.Lineage;
using Assay.Weights;

namespace WeightFuzz;

/// <summary>Runs an input through the readers.</summary>
internal static class Targets
{
    private const int MaxValues = 1 << 16;

    private static readonly WeightLimits Limits = new() { MaxPickleBytes = 1 << 20, MaxBufferedBytes = 16 << 20 };

    /// <summary>What went wrong, or null. Any exception that leaves a reader is wrong.</summary>
    public static string? Run(string name, byte[] bytes, long number)
    {
        try
        {
            if (name.EndsWith(SketchFile.Ending, StringComparison.Ordinal)) return ReadSketch(bytes);
            if (name.EndsWith(".json", StringComparison.Ordinal)) return Together(name, bytes);
            return ReadWeights(name, bytes) ?? (number % 8 == 0 ? Together(name, bytes) : null);
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static string? ReadSketch(byte[] bytes)
    {
        var (sketch, why) = SketchFile.Read(bytes);
        if (sketch is null) return string.IsNullOrEmpty(why) ? "refused without a reason" : null;
        var again = SketchFile.Read(SketchFile.Write(sketch));
        return again.Sketch is null ? $"a sketch that was read is refused after writing: {again.Why}" : null;
    }

    private static string? ReadWeights(string name, byte[] bytes)
    {
        var result = WeightFile.Open(name, new MemoryBlob(bytes), Limits);
        if (result.Accepted == result.Reason is { Length: > 0 }) return "an answer that contradicts itself";
        foreach (var tensor in result.Tensors.Take(64))
        {
            if (tensor.Elements < 0 || tensor.Storage.Offset < 0 || tensor.Storage.Length < 0) return "a negative size";
            if (tensor.Elements == 0 || TensorReader.WhyNot(tensor) is not null) continue;
            try
            {
                var many = (int)Math.Min(tensor.Elements, MaxValues);
                TensorReader.Read(tensor, 0, new float[many]);
                TensorReader.Read(tensor, tensor.Elements - many, new float[many]);
            }
            catch (BlobReadException) when (!result.Accepted)
            {
            }
        }

        return null;
    }

    /// <summary>As a model: beside a configuration, an index and an adapter, down to the sketch.</summary>
    private static string? Together(string name, byte[] bytes)
    {
        var files = new List<WeightSource> { new(name, () => new MemoryBlob(bytes)) };
        if (name != "config.json") files.Add(new WeightSource("config.json", () => new MemoryBlob("{\"hidden_size\":8,\"num_hidden_layers\":2}"u8.ToArray())));
        var set = WeightSet.Open(files, Limits);
        if (set.Model.Sum(m => m.Tensors.Sum(t => (double)t.Elements)) > 4e6) return null;
        var sketch = SketchBuilder.Build(new ModelSource("m", files), digest: true, Limits);
        return SketchFile.Read(SketchFile.Write(sketch)) is { Sketch: null, Why: var why } ? $"a sketch of ours is refused: {why}" : null;
    }
}
