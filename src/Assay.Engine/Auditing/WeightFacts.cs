using System.Globalization;
using Assay.Core;
using Assay.Sources;
using Assay.Weights;
using Assay.Weights.Shapes;

namespace Assay.Engine;

/// <summary>What the weight files and the configuration of a release show by themselves: the number of parameters, and what is unsafe or broken.</summary>
/// <param name="Parameters">Number of parameters and where it comes from.</param>
/// <param name="Findings">Dangers and broken files.</param>
/// <param name="Evidence">What the findings rest on.</param>
internal sealed record WeightFacts(ParameterInfo Parameters, IReadOnlyList<Finding> Findings, IReadOnlyList<Evidence> Evidence)
{
    private const double Tolerance = 0.02;

    /// <summary>Reads the headers of the model's weight files and its configuration.</summary>
    public static WeightFacts Of(Release release, DataTable knowledge)
    {
        if (release.Model.Snapshot is not { } snapshot) return new WeightFacts(new ParameterInfo(null, null, null), [], []);
        var book = new Book(release.Model.Id);
        var configuration = Configuration(snapshot);
        var described = configuration is null ? null : new ShapeReader(knowledge).FromConfig(configuration, "config");
        var counted = FromTensors(snapshot, book) is { } tensors ? new Count(tensors, ParameterOrigin.Tensors)
            : FromIndex(snapshot, configuration) is { } indexed ? new Count(indexed, ParameterOrigin.Index)
            : null;
        return new WeightFacts(Weigh(counted, described, packed: configuration?.Has("quantization_config") == true, book), book.Findings, book.Evidence);
    }

    /// <summary>Counted beats derived, except where the tensors pack several quantized values into one number; what an unknown architecture would have by a usual plan is no fact and is not told.</summary>
    private static ParameterInfo Weigh(Count? counted, ShapeOutcome? described, bool packed, Book book)
    {
        var shape = described?.Shape;
        var active = shape is not null && shape.Active < shape.Parameters.Total ? (long?)shape.Active : null;
        if (counted is null) return shape is not null && described!.ArchitectureKnown ? new ParameterInfo(shape.Parameters.Total, active, ParameterOrigin.Config) : new ParameterInfo(null, null, null);
        var known = shape is not null && described!.ArchitectureKnown;
        if (known && packed && counted.Value < shape!.Parameters.Total * (1 - Tolerance)) return new ParameterInfo(shape.Parameters.Total, active, ParameterOrigin.Config);
        if (known && !Near(counted.Value, shape!.Parameters.Total) && !Near(counted.Value, shape.Parameters.Total + shape.PredictionParameters))
        {
            var holder = counted.From == ParameterOrigin.Tensors ? "The tensors hold" : "The shard index counts";
            book.Add("weights.parameters-differ", FindingLevel.Warning, string.Create(CultureInfo.InvariantCulture, $"{holder} {counted.Value:N0} parameters, the configuration describes {shape.Parameters.Total:N0}."), "config.json", "config.json");
        }

        return new ParameterInfo(counted.Value, active < counted.Value ? active : null, counted.From);
    }

    private static bool Near(long counted, long described) => Math.Abs(counted - described) <= Tolerance * described;

    private static long? FromIndex(Snapshot snapshot, ModelConfig? configuration)
    {
        var bytes = configuration is null ? null : IndexParameters.BytesPerParameter(configuration);
        foreach (var entry in snapshot.Entries.Where(e => e.State == EntryState.Bytes && e.Path.EndsWith(".index.json", StringComparison.Ordinal) && !e.Path.Contains('/', StringComparison.Ordinal)).OrderBy(e => e.Path, StringComparer.Ordinal))
        {
            try
            {
                if (IndexParameters.Read(snapshot.Open(entry), bytes) is { } parameters) return parameters;
            }
            catch (BlobReadException)
            {
                continue;
            }
        }

        return null;
    }

    private static long? FromTensors(Snapshot snapshot, Book book)
    {
        var sources = snapshot.Entries.Where(e => e.State == EntryState.Bytes).Select(e => new WeightSource(e.Path, () => snapshot.Open(e))).ToList();
        if (sources.Count == 0) return null;
        var set = WeightSet.Open(sources);
        foreach (var file in set.Files.Where(f => !f.Accepted)) book.Add("weights.refused", FindingLevel.Error, $"The weight file {file.Name} was refused: {file.Reason}", file.Name, file.Name);
        var elsewhere = snapshot.Entries.Where(e => e.State != EntryState.Bytes).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var problem in set.Problems.Where(p => !set.Absent.Contains(p) && !p.Split(' ', ',').Any(elsewhere.Contains))) book.Add("weights.incomplete", FindingLevel.Warning, problem, problem, "weights");
        foreach (var danger in set.Unsafe) book.Add("weights.unsafe", Level(danger), $"{danger.Where}: {danger.What}", danger.Where + danger.What, danger.Where);
        var parameters = set.Model.Sum(m => m.Parameters);
        return parameters > 0 && set.Problems.Count == 0 ? parameters : null;
    }

    // A chat template is code-like and worth knowing; it is in most releases and never run by Assay.
    private static FindingLevel Level(UnsafeContent danger) =>
        danger.What.Contains("template", StringComparison.OrdinalIgnoreCase) ? FindingLevel.Note : danger.What.StartsWith("imports", StringComparison.Ordinal) ? FindingLevel.Error : FindingLevel.Warning;

    private static ModelConfig? Configuration(Snapshot snapshot)
    {
        if (snapshot.Find("config.json") is not { State: EntryState.Bytes } config) return null;
        try
        {
            var blob = snapshot.Open(config);
            return blob.Length <= ShapeReader.MaxConfigBytes ? ModelConfig.FromJson("config.json", blob.ReadAll(ShapeReader.MaxConfigBytes)) : null;
        }
        catch (BlobReadException)
        {
            return null;
        }
    }

    private sealed record Count(long Value, ParameterOrigin From);

    private sealed class Book(string artifact)
    {
        public List<Finding> Findings { get; } = [];

        public List<Evidence> Evidence { get; } = [];

        /// <summary>The file itself is what such a finding rests on: a sentence of Assay is no quote.</summary>
        public void Add(string rule, FindingLevel level, string message, string place, string path)
        {
            var evidence = Core.Evidence.Of(artifact, path, null, path, null, "weights");
            if (!Evidence.Exists(e => e.Id == evidence.Id)) Evidence.Add(evidence);
            Findings.Add(Finding.Of(rule, level, message, place, evidence.Id));
        }
    }
}
