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
        var tensors = FromTensors(snapshot, book);
        var shape = FromConfig(snapshot, knowledge);
        if (tensors is { } counted && shape is { } derived && Math.Abs(counted - derived.Parameters.Total) > Tolerance * derived.Parameters.Total)
        {
            book.Add("weights.parameters-differ", FindingLevel.Warning, string.Create(CultureInfo.InvariantCulture, $"The tensors hold {counted:N0} parameters, the configuration describes {derived.Parameters.Total:N0}."), "config.json", "config.json");
        }

        var parameters = tensors is { } total ? new ParameterInfo(total, shape?.Active is { } active && active < total ? active : null, ParameterOrigin.Tensors)
            : shape is not null ? new ParameterInfo(shape.Parameters.Total, shape.Active < shape.Parameters.Total ? shape.Active : null, ParameterOrigin.Config)
            : new ParameterInfo(null, null, null);
        return new WeightFacts(parameters, book.Findings, book.Evidence);
    }

    private static long? FromTensors(Snapshot snapshot, Book book)
    {
        var sources = snapshot.Entries.Where(e => e.State == EntryState.Bytes).Select(e => new WeightSource(e.Path, () => snapshot.Open(e))).ToList();
        if (sources.Count == 0) return null;
        var set = WeightSet.Open(sources);
        foreach (var file in set.Files.Where(f => !f.Accepted)) book.Add("weights.refused", FindingLevel.Error, $"The weight file {file.Name} was refused: {file.Reason}", file.Name, file.Name);
        var elsewhere = snapshot.Entries.Where(e => e.State != EntryState.Bytes).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var problem in set.Problems.Where(p => !p.Split(' ', ',').Any(elsewhere.Contains))) book.Add("weights.incomplete", FindingLevel.Warning, problem, problem, "weights");
        foreach (var danger in set.Unsafe) book.Add("weights.unsafe", Level(danger), $"{danger.Where}: {danger.What}", danger.Where + danger.What, danger.Where);
        var parameters = set.Model.Sum(m => m.Parameters);
        return parameters > 0 && set.Problems.Count == 0 ? parameters : null;
    }

    // A chat template is code-like and worth knowing; it is in most releases and never run by Assay.
    private static FindingLevel Level(UnsafeContent danger) =>
        danger.What.Contains("template", StringComparison.OrdinalIgnoreCase) ? FindingLevel.Note : danger.What.StartsWith("imports", StringComparison.Ordinal) ? FindingLevel.Error : FindingLevel.Warning;

    private static ModelShape? FromConfig(Snapshot snapshot, DataTable knowledge)
    {
        if (snapshot.Find("config.json") is not { State: EntryState.Bytes } config) return null;
        try
        {
            return new ShapeReader(knowledge).FromConfig("config.json", snapshot.Open(config)).Shape;
        }
        catch (BlobReadException)
        {
            return null;
        }
    }

    private sealed class Book(string artifact)
    {
        public List<Finding> Findings { get; } = [];

        public List<Evidence> Evidence { get; } = [];

        public void Add(string rule, FindingLevel level, string message, string place, string path)
        {
            var evidence = Core.Evidence.Of(artifact, path, null, message, null, "weights");
            Evidence.Add(evidence);
            Findings.Add(Finding.Of(rule, level, message, place, evidence.Id));
        }
    }
}
