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

    /// <summary>The sources.</summary>
    /// <param name="index">The release.</param>
    /// <param name="found">What was found on training data.</param>
    /// <param name="unnamed">A statement of how much was trained on: where no source is named, the data are not disclosed.</param>
    public List<DataSource> Of(ReleaseIndex index, IReadOnlyList<Observation> found, Evidence? unnamed)
    {
        foreach (var (name, file, start) in DatasetDetector.Declared(index)) Add(Linked(name, $"https://huggingface.co/datasets/{name}", ledger.Quote(file, file.Text!, start, name.Length, "data-sources")));
        var rows = DataTables.Of(index);
        foreach (var row in rows) Add(OfRow(row));
        var listed = rows.Select(r => (r.File.Place, r.Start)).ToHashSet();
        foreach (var observation in found.Where(o => o.Component == ComponentId.DataTrain && o.Says == Stance.Links && o.Start >= 0 && o.File.Text is not null && o.Rule != "data-tables.row"))
        {
            if (observation.Rule != "data-links.link" && Likeness().IsMatch(Before(observation))) continue;
            foreach (var (name, location) in AddressesOf(observation)) Add(Linked(name, location, observation.Record(ledger), DataAccess.In(Line(observation))));
        }

        foreach (var (file, block) in TrainingWords.Of(index).Where(w => !listed.Contains((w.File.Place, w.Block.Start)))) Words(file, block);
        var denial = found.FirstOrDefault(o => o.Component == ComponentId.DataTrain && o.Says == Stance.Denies);
        if (denial is not null && !_sources.Values.Any(s => s.Class is DataClass.Undisclosed or DataClass.Unshareable)) Add(new DataSource("(not named)", DataClass.Undisclosed, AccessKind.Unknown, null, null, [denial.Record(ledger)]));
        if (_sources.Count == 0 && unnamed is not null && !PointsToData(index)) Add(new DataSource("(not named)", DataClass.Undisclosed, AccessKind.Unknown, null, null, [ledger.Add(unnamed)]));
        return [.. _sources.Values];
    }

    private static string Before(Observation observation) => observation.File.Text!.Text[Math.Max(0, observation.Start - 60)..observation.Start];

    // A passage on training that points to a catalog or to cards of the data names them there.
    private static bool PointsToData(ReleaseIndex index) => TrainingWords.Of(index).Any(w => w.File.Markdown!.Links.Any(l => l.Start >= w.Block.Start && l.Start < w.Block.Start + w.Block.Length && Catalog().IsMatch($"{l.Text} {l.Target}")));

    private static string Line(Observation observation)
    {
        var text = observation.File.Text!;
        var lines = text.LinesOf(observation.Start, Math.Max(1, observation.Length));
        return text.Line(lines.First).ToString();
    }

    private void Add(DataSource source)
    {
        if (_sources.Count < MaxSources && (source.Location is null || _locations.Add(source.Location))) _sources.TryAdd(source.Name, source);
    }

    // What the words beside a link say of a gate or a fee counts before what is usual.
    private DataSource Linked(string name, string location, string evidence, AccessKind? said = null) => said is { } gate
        ? new DataSource(name, DataClass.Obtainable, gate, known.Named(name)?.License, location, [evidence])
        : known.Named(name) is { } corpus
        ? new DataSource(name, corpus.Class, corpus.Access, corpus.License, location, [evidence])
        : new DataSource(name, DataClass.Public, AccessKind.Unknown, null, location, [evidence]);

    private DataSource OfRow(DataRow row)
    {
        var evidence = ledger.Quote(row.File, row.File.Text!, row.Start, row.Length, "data-sources");
        // A name that goes on after a corpus means a part or a successor of it, which need not be where the corpus is.
        var corpus = row.Location is not null || known.Whole(row.Name) is not null ? known.Named(row.Name) : null;
        var license = License(row.License) ?? corpus?.License;
        var gate = DataAccess.In(row.Words);
        var kind = known.All.FirstOrDefault(s => s.Location is null && s.Class is not DataClass.Public && s.In(row.Words) is not null);
        var open = license is not null && lists.IsOpenData(license);
        var category = kind?.Class ?? DataAccess.OfTerms(row.License) ?? (gate is not null ? DataClass.Obtainable : open ? DataClass.Open : corpus?.Class) ?? (row.Location is not null || Tells(row.Words) ? DataClass.Public : DataClass.Undisclosed);
        return new DataSource(row.Name, category, gate ?? corpus?.Access ?? AccessKind.Unknown, license, row.Location ?? corpus?.Location, [evidence]);
    }

    // A row without an address tells of its data where it names a corpus or a kind of source that others can look at.
    private bool Tells(string words) => known.All.Any(s => s.Class is DataClass.Public or DataClass.Open && s.In(words) is var (at, length) && !GoesOn(words, at + length));

    private static bool GoesOn(string words, int end) => end + 1 < words.Length && words[end] == '-' && char.IsLetter(words[end + 1]);

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

    [GeneratedRegex(@"similar to|inspired by|unlike|benchmark|evaluat", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Likeness();

    [GeneratedRegex(@"data ?(?:card|sheet|set)|corpus|corpora|catalog", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Catalog();

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
