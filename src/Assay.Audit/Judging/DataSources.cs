using System.Buffers;
using Assay.Core;

namespace Assay.Audit;

/// <summary>The sources of training data that a release names, each with its class as the OSAID FAQ defines it.</summary>
internal sealed class DataSources(EvidenceLedger ledger)
{
    /// <summary>Most sources that are listed.</summary>
    private const int MaxSources = 40;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n)>\"'`],");

    private static readonly string[] Hubs = ["huggingface.co/", "hf.co/", "modelscope.cn/", "kaggle.com/", "zenodo.org/", "openslr.org/", "opendatalab.com/"];

    public List<DataSource> Of(ReleaseIndex index, IReadOnlyList<Observation> found)
    {
        var sources = new SortedDictionary<string, DataSource>(StringComparer.Ordinal);
        foreach (var (name, file, start) in DatasetDetector.Declared(index))
        {
            if (sources.Count < MaxSources) sources.TryAdd(name, new DataSource(name, DataClass.Public, AccessKind.Unknown, null, $"https://huggingface.co/datasets/{name}", [ledger.Quote(file, file.Text!, start, name.Length, "data-sources")]));
        }

        foreach (var observation in found.Where(o => o.Component == ComponentId.DataTrain && o.Says == Stance.Links && o.Start >= 0 && o.File.Text is not null))
        {
            foreach (var (name, location) in Addresses(observation))
            {
                if (sources.Count < MaxSources) sources.TryAdd(name, new DataSource(name, DataClass.Public, AccessKind.Unknown, null, location, [observation.Record(ledger)]));
            }
        }

        foreach (var denial in found.Where(o => o.Component == ComponentId.DataTrain && o.Says == Stance.Denies).Take(1))
        {
            sources.TryAdd("(not named)", new DataSource("(not named)", DataClass.Undisclosed, AccessKind.Unknown, null, null, [denial.Record(ledger)]));
        }

        return [.. sources.Values];
    }

    private static IEnumerable<(string Name, string Location)> Addresses(Observation observation)
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
            var parts = path.Split('/');
            var skip = parts[0] is "datasets" or "collections" or "records" or "resources" ? 1 : 0;
            if (parts.Length > skip) yield return (string.Join('/', parts.Skip(skip).Take(2)), $"https://{hub}{path}");
        }
    }
}
