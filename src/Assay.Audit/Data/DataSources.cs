using System.Buffers;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>The sources of training data that a release names, each with its class as the OSAID FAQ defines it.</summary>
internal sealed partial class DataSources(EvidenceLedger ledger, DataKnowledge known, LicenseLists lists)
{
    /// <summary>Most sources that are listed.</summary>
    private const int MaxSources = 40;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n)>\"'`],");

    private static readonly string[] Hubs = ["huggingface.co/", "hf.co/", "modelscope.cn/", "kaggle.com/", "zenodo.org/", "openslr.org/", "opendatalab.com/"];

    private readonly HashSet<string> _locations = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, DataSource> _sources = new(StringComparer.Ordinal);

    public List<DataSource> Of(ReleaseIndex index, IReadOnlyList<Observation> found)
    {
        foreach (var (name, file, start) in DatasetDetector.Declared(index)) Add(Linked(name, $"https://huggingface.co/datasets/{name}", ledger.Quote(file, file.Text!, start, name.Length, "data-sources")));
        var rows = DataTables.Of(index);
        foreach (var row in rows) Add(OfRow(row));
        var listed = rows.Select(r => (r.File.Place, r.Start)).ToHashSet();
        foreach (var observation in found.Where(o => o.Component == ComponentId.DataTrain && o.Says == Stance.Links && o.Start >= 0 && o.File.Text is not null && o.Rule != "data-tables.row"))
        {
            foreach (var (name, location) in AddressesOf(observation)) Add(Linked(name, location, observation.Record(ledger)));
        }

        foreach (var (file, block) in TrainingWords.Of(index).Where(w => !listed.Contains((w.File.Place, w.Block.Start)))) Words(file, block);
        var denial = found.FirstOrDefault(o => o.Component == ComponentId.DataTrain && o.Says == Stance.Denies);
        if (denial is not null && !_sources.Values.Any(s => s.Class is DataClass.Undisclosed or DataClass.Unshareable)) Add(new DataSource("(not named)", DataClass.Undisclosed, AccessKind.Unknown, null, null, [denial.Record(ledger)]));
        return [.. _sources.Values];
    }

    private void Add(DataSource source)
    {
        if (_sources.Count < MaxSources && (source.Location is null || _locations.Add(source.Location))) _sources.TryAdd(source.Name, source);
    }

    private DataSource Linked(string name, string location, string evidence) => known.Named(name) is { } corpus
        ? new DataSource(name, corpus.Class, AccessKind.Unknown, corpus.License, location, [evidence])
        : new DataSource(name, DataClass.Public, AccessKind.Unknown, null, location, [evidence]);

    private DataSource OfRow(DataRow row)
    {
        var evidence = ledger.Quote(row.File, row.File.Text!, row.Start, row.Length, "data-sources");
        var corpus = known.Named(row.Name);
        var license = License(row.License) ?? corpus?.License;
        var kind = known.All.FirstOrDefault(s => s.Class is DataClass.Unshareable or DataClass.Undisclosed or DataClass.Obtainable && s.Location is null && s.In(row.Words) is not null);
        var withheld = row.License is { } terms && (terms.Equals("private", StringComparison.OrdinalIgnoreCase) || terms.Equals("proprietary", StringComparison.OrdinalIgnoreCase) || terms.Contains("internal", StringComparison.OrdinalIgnoreCase));
        var category = kind?.Class ?? (withheld ? DataClass.Undisclosed : license is not null && lists.IsOpenData(license) ? DataClass.Open : corpus?.Class ?? DataClass.Public);
        return new DataSource(row.Name, category, AccessKind.Unknown, license, row.Location ?? corpus?.Location, [evidence]);
    }

    private string? License(string? words)
    {
        if (words is null) return null;
        var id = lists.Normalize(words.Equals("CC0", StringComparison.OrdinalIgnoreCase) ? "CC0-1.0" : words);
        return lists.Knows(id) ? id : words.Contains("NC", StringComparison.Ordinal) && words.StartsWith("CC", StringComparison.Ordinal) ? words.Replace(' ', '-') : null;
    }

    private void Words(AuditFile file, MarkdownBlock block)
    {
        var text = Addresses().Replace(file.Text!.Text.Substring(block.Start, Math.Min(block.Length, TrainingWords.MaxBlock)), m => new string(' ', m.Length));
        foreach (var source in known.All)
        {
            if (_sources.ContainsKey(source.Name) || source.In(text) is not var (at, length)) continue;
            if (source.Location is not null && _sources.Values.Any(s => source.In(s.Name) is not null)) continue;
            Add(new DataSource(source.Name, source.Class, source.Access, source.License, source.Location, [ledger.Quote(file, file.Text, block.Start + at, length, "data-sources")]));
        }
    }

    // Addresses are no words, but keep their place.
    [GeneratedRegex(@"\]\([^)\s]{3,400}\)|https?://[^\s)>]{3,400}", RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();

    private static IEnumerable<(string Name, string Location)> AddressesOf(Observation observation)
    {
        var text = observation.File.Text!.Text;
        var from = observation.Start;
        var to = Math.Min(text.Length, from + Math.Max(observation.Length, 1) + 160);
        foreach (var hub in Hubs)
        {
            var at = text.IndexOf(hub, from, to - from, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var rest = text.AsSpan(at + hub.Length, Math.Min(200, text.Length - at - hub.Length));
            var stop = rest.IndexOfAny(AddressEnds);
            var path = (stop < 0 ? rest : rest[..stop]).ToString();
            if (path.Contains("/resolve/", StringComparison.Ordinal)) continue;
            var parts = path.Split('/');
            if (hub is "huggingface.co/" or "hf.co/" && parts[0] is not ("datasets" or "collections")) continue;
            var skip = parts[0] is "datasets" or "collections" or "records" or "resources" ? 1 : 0;
            if (parts.Length > skip) yield return (string.Join('/', parts.Skip(skip).Take(2)), $"https://{hub}{path}");
        }
    }
}
