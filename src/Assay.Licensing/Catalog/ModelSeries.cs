using Assay.Core;

namespace Assay.Licensing;

/// <summary>The licenses that are written for a series of models: <c>knowledge/model-licenses.yaml</c>. From the name of a parent model to the terms it most likely carries.</summary>
public sealed class ModelSeries
{
    private const string File = "model-licenses.yaml";
    private readonly List<(string[] Words, string License)> _series = [];

    private ModelSeries()
    {
    }

    internal List<(string Text, string? License)> Samples { get; } = [];

    internal IEnumerable<string> Licenses => _series.Select(s => s.License);

    /// <summary>Reads the series; none where the table has no such file.</summary>
    /// <exception cref="KnowledgeException">The file breaks the format.</exception>
    public static ModelSeries Load(DataTable knowledge)
    {
        var all = new ModelSeries();
        if (knowledge.File(File) is not { } root) return all;
        var map = new StrictMap(root);
        _ = (map.Text("source"), map.Text("as_of"));
        foreach (var node in map.Nodes("series"))
        {
            var series = new StrictMap(node);
            var (names, license) = (series.Texts("name"), series.Text("license"));
            all._series.AddRange(names.Select(n => (Words(n), license)));
            series.Done();
        }

        foreach (var node in map.Nodes("matches"))
        {
            var sample = new StrictMap(node);
            all.Samples.Add((sample.Text("text"), sample.Text("license")));
            sample.Done();
        }

        all.Samples.AddRange(map.Texts("rejects").Select(t => (t, (string?)null)));
        map.Done();
        return all;
    }

    /// <summary>Id of the license that is written for the series that a model's name belongs to, or null. The longest name of a series that stands in the model's name, word by word, decides; its version must be the whole version.</summary>
    /// <param name="model">Name of a model, such as <c>publisher/Series-2.1-8B</c>.</param>
    public string? LicenseOf(string model)
    {
        var words = Words(model[(model.LastIndexOf('/') + 1)..]);
        return _series.Where(s => Contains(words, s.Words)).OrderByDescending(s => s.Words.Length).ThenByDescending(s => s.Words.Sum(w => w.Length)).Select(s => s.License).FirstOrDefault();
    }

    private static bool Contains(string[] name, string[] series)
    {
        for (var at = 0; at + series.Length <= name.Length; at++)
        {
            if (name.AsSpan(at, series.Length).SequenceEqual(series)) return at == 0 || name[at - 1] is not ("open" or "tiny");
        }

        return false;
    }

    private static string[] Words(string name) => name.ToLowerInvariant().Split(['-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);
}
