using Assay.Core;
using Assay.Economics;
using Assay.Weights.Shapes;

namespace Assay.Engine;

/// <summary>The use case of <c>assay size</c>: finds the shape of a model and answers one question or many.</summary>
public sealed class SizeUseCase
{
    private readonly ShapeReader _shapes;

    /// <summary>Prepares sizing over a knowledge table.</summary>
    /// <exception cref="KnowledgeException">A file of the table is not as it must be.</exception>
    public SizeUseCase(DataTable knowledge)
    {
        _shapes = new ShapeReader(knowledge);
        Sizer = new Sizer(knowledge, Named, (name, json) => _shapes.FromConfig(name, new MemoryBlob(System.Text.Encoding.UTF8.GetBytes(json))).Shape);
    }

    /// <summary>The sizer in use.</summary>
    public Sizer Sizer { get; }

    /// <summary>Takes one's own benchmark rows from a file of JSON lines.</summary>
    /// <returns>Rows that were taken.</returns>
    /// <exception cref="AssayException">The file cannot be read, or none of its rows could be used.</exception>
    public int Calibrate(string file)
    {
        var taken = Sizer.Calibrate(SizeRows.Read(Bytes(file)));
        return taken > 0
            ? taken
            : throw AssayException.Usage($"no row of '{file}' could be used for a calibration; each line needs model, hardware, dtype, input_len, output_len, concurrency and tokens_per_s");
    }

    /// <summary>Takes prices from a file; they replace what was known of the same things.</summary>
    /// <exception cref="AssayException">The file cannot be read.</exception>
    /// <exception cref="KnowledgeException">The file is not as it must be.</exception>
    public void Refresh(string file) => Sizer.Prices.Refresh(EconomicsFile.Yaml(file, "a file of prices"));

    /// <summary>Answers one question per line of a file.</summary>
    /// <exception cref="AssayException">The file cannot be read.</exception>
    public SizeBatch Batch(string file) => new([.. SizeRows.Read(Bytes(file)).Select(r => r is null ? null : Sizer.Answer(r))]);

    /// <summary>The shape that a name, a configuration file or any SOURCE means.</summary>
    /// <exception cref="AssayException">There is no such model, file or configuration.</exception>
    public SizedSource Find(string model)
    {
        var here = File.Exists(model) || Directory.Exists(model);
        if (!here && _shapes.FromName(model) is { } shape) return new SizedSource(shape, null);
        if (!here && !IsRemote(model))
        {
            var near = Near(model);
            throw AssayException.Usage($"the model '{model}' is neither a file, a folder nor a shape known here{(near is null ? "" : $" (did you mean '{near}'?)")}; give its config.json, or hf:ORG/NAME");
        }

        var (found, why, format) = Read(model);
        return new SizedSource(found ?? throw AssayException.NotRead(why ?? $"'{model}' could not be read; give the model's config.json"), format);
    }

    /// <summary>The shape of a model in a configuration file or in any SOURCE, or the sentence why there is none.</summary>
    /// <exception cref="AssayException">There is no such source.</exception>
    public (ModelShape? Shape, string? Why) TryShape(string source)
    {
        var (shape, why, _) = Read(source);
        return (shape, why);
    }

    private (ModelShape? Shape, string? Why, string? Format) Read(string source)
    {
        var folder = Directory.Exists(source);
        var config = folder ? Path.Combine(source, "config.json") : source;
        if (File.Exists(config) && config.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            using var blob = FileBlob.Open(config);
            var read = _shapes.FromConfig(source, blob);
            if (read.Shape is not null || !folder) return (read.Shape, read.Why, null);
        }

        var release = new ReleaseShape(_shapes);
        var outcome = release.Of(source);
        return (outcome.Shape, outcome.Why, release.Format);
    }

    /// <summary>A row of a batch may name a configuration file instead of a model.</summary>
    private ModelShape? Named(string name) => _shapes.FromName(name) ?? (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(name) ? TryShape(name).Shape : null);

    private static bool IsRemote(string model) => model.IndexOf(':', StringComparison.Ordinal) is > 1 and < 12;

    private string? Near(string model)
    {
        var wanted = Grams(model[(model.LastIndexOf('/') + 1)..]);
        if (wanted.Count == 0) return null;
        var best = _shapes.Known.Select(k => (k.Name, Score: Overlap(wanted, Grams(k.Name[(k.Name.LastIndexOf('/') + 1)..])))).OrderByDescending(k => k.Score).ThenBy(k => k.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Score >= 0.5 ? best.Name : null;
    }

    private static HashSet<string> Grams(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2).ToLowerInvariant())];

    private static double Overlap(HashSet<string> a, HashSet<string> b) => a.Count + b.Count == 0 ? 0 : 2.0 * a.Intersect(b, StringComparer.Ordinal).Count() / (a.Count + b.Count);

    private static byte[] Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AssayException.Usage($"the file '{file}' cannot be read: {e.Message.TrimEnd('.')}; give a file of JSON lines");
        }
    }
}

/// <summary>A model that was found.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Format">Format of its weights where its files state it (GGUF), or null.</param>
public sealed record SizedSource(ModelShape Shape, string? Format);
