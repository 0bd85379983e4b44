using Assay.Core;
using Assay.Economics;
using Assay.Sources;
using Assay.Weights;
using Assay.Weights.Shapes;

namespace Assay.Engine;

/// <summary>The shape of the model of any SOURCE: from its configuration, from the metadata of a GGUF file, or estimated from its tensors.</summary>
/// <param name="shapes">Reads configurations.</param>
internal sealed class ReleaseShape(ShapeReader shapes)
{
    /// <summary>Format of the weights of the last source that was read, where its files state it.</summary>
    public string? Format { get; private set; }

    private const string Config = "config.json";

    /// <summary>Reads a source.</summary>
    /// <returns>The shape, or why there is none.</returns>
    /// <exception cref="AssayException">SOURCE does not exist or is nothing that can be a source.</exception>
    public ShapeOutcome Of(string source, bool offline = false)
    {
        var release = ReleaseLocator.Locate(new SourceRequest { Source = source, Offline = offline });
        if (release.Model.Snapshot is not { } snapshot) return new ShapeOutcome(null, $"'{source}' could not be read: {release.Model.Why}");
        try
        {
            var config = FromConfig(release.Name, snapshot);
            if (config?.Shape is not null) return config;
            var weights = FromWeights(release.Name, snapshot);
            return weights.Shape is not null ? weights : Named(release) ?? config ?? weights;
        }
        catch (BlobReadException e)
        {
            return new ShapeOutcome(null, $"'{source}' could not be read: {e.Message.TrimEnd('.')}; give the model's config.json");
        }
    }

    /// <summary>Where neither configuration nor weights are here, a shape of the same name is better than none, and says so.</summary>
    private ShapeOutcome? Named(Release release) => shapes.FromName(release.Name) is { } shape
        ? new ShapeOutcome(shape with { Caveats = shape.Caveats.Add($"the release '{release.Name}' holds no configuration: its dimensions are those known by that name") }, null)
        : null;

    private ShapeOutcome? FromConfig(string name, Snapshot snapshot)
    {
        var config = snapshot.Entries.Where(e => e.Name == Config && e.State == EntryState.Bytes).OrderBy(e => e.Path.Count(c => c == '/')).FirstOrDefault();
        return config is null ? null : shapes.FromConfig(name, snapshot.Open(config));
    }

    private ShapeOutcome FromWeights(string name, Snapshot snapshot)
    {
        var sources = snapshot.Entries.Where(e => e.State == EntryState.Bytes && WeightSet.IsWeightFile(e.Path)).Select(e => new WeightSource(e.Path, () => snapshot.Open(e))).ToList();
        if (sources.Count == 0) return new ShapeOutcome(null, $"'{name}' has neither a config.json nor a weight file whose bytes are here; give the model's config.json");
        var set = WeightSet.Open(sources);
        if (set.Model.Count == 0) return new ShapeOutcome(null, $"no weight file of '{name}' could be read ({set.Files.Select(f => f.Reason).OfType<string>().FirstOrDefault() ?? "none is complete"}); give the model's config.json");
        var tensors = set.Tensors;
        if (set.Model[0].Container == "gguf" && new GgufShape(shapes).Of(name, set.Metadata, tensors) is { } gguf)
        {
            Format = GgufShape.Format(set.Metadata);
            return gguf;
        }

        var total = set.Model.Sum(m => m.Parameters);
        return total > 0
            ? new ShapeOutcome(EstimatedShape.From(name, total, null), null)
            : new ShapeOutcome(null, $"the weight files of '{name}' hold no tensors; give the model's config.json");
    }
}
