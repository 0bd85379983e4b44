using Assay.Core;

namespace Assay.Audit;

/// <summary>
/// A record of the Model Openness Tool. The license of a component is its own, else the one stated for its type, else the one of the distribution;
/// it is kept as it is spelled, because the tool compares spellings.
/// </summary>
internal static class MotRecord
{
    /// <summary>Name of the database.</summary>
    public const string Database = "mot";

    private const string Unlicensed = "unlicensed";

    public static FactBase? TryRead(DataNode root, RecordEvidence evidence, DataTable knowledge)
    {
        if (root["release"] is not { Kind: DataKind.Mapping } release || release["components"] is not { } components) return null;
        if (components.Kind != DataKind.Sequence && !components.IsNull) return null;
        if (release.TextOf("name") is not { } name) return null;
        var table = Table(knowledge);
        var entries = new Dictionary<string, DataNode>(StringComparer.Ordinal);
        foreach (var entry in components.Items())
        {
            if (entry.TextOf("name") is { } component) entries[(table.FirstOrDefault(t => string.Equals(t.Name, component, StringComparison.Ordinal)) ?? table[0]).Component.Value] = entry;
        }

        List<ComponentFact> facts = [.. ComponentId.All.Select(id => table.FirstOrDefault(t => t.Component == id) is { } row ? Fact(row, entries, release, evidence) : Unasked(id))];
        return new FactBase
        {
            Release = evidence.Release(name, release.TextOf("producer"), release.TextOf("date")),
            Components = facts,
            Licenses = RecordLicenses.Of(facts, LicenseLists.Load(knowledge)),
            Evidence = evidence.All,
            Record = Database,
        };
    }

    private static ComponentFact Fact(Row row, Dictionary<string, DataNode> entries, DataNode release, RecordEvidence evidence)
    {
        if (!entries.TryGetValue(row.Component.Value, out var entry))
        {
            return new ComponentFact { Id = row.Component.Value, Presence = Presence.Absent, Looked = [evidence.Document.Path], DecidedBy = RecordReader.DecidedBy };
        }

        var (license, scope, global) = License(row, entry, release);
        IReadOnlyList<string> quotes = [.. evidence.Quote(entry.Line, entry), .. global is { } node ? evidence.Quote(node.Line, node) : []];
        return new ComponentFact
        {
            Id = row.Component.Value,
            Presence = Presence.Present,
            Basis = Basis.Stated,
            License = new ComponentLicense(license, scope),
            DecidedBy = RecordReader.DecidedBy,
            Confidence = 1,
            Evidence = quotes,
        };
    }

    private static (string? Id, LicenseScope Scope, DataNode? Global) License(Row row, DataNode entry, DataNode release)
    {
        if (entry["license"] is { Kind: DataKind.Plain or DataKind.Quoted, IsNull: false } own)
        {
            return own.Text is "" or Unlicensed ? (null, LicenseScope.None, null) : (own.Text, LicenseScope.Component, null);
        }

        foreach (var key in new[] { row.Type, "distribution" })
        {
            if (release["license"]?[key] is not { } global || global.TextOf("name") is not { Length: > 0 } id) continue;
            return id == Unlicensed ? (null, LicenseScope.None, global) : (id, LicenseScope.Inherited, global);
        }

        return (null, LicenseScope.None, null);
    }

    private static ComponentFact Unasked(ComponentId id) => new() { Id = id.Value, Presence = Presence.Unknown, DecidedBy = RecordReader.DecidedBy };

    internal static List<Row> Table(DataTable knowledge)
    {
        const string path = "records/mot.yaml";
        var file = new StrictMap(knowledge.File(path) ?? throw new KnowledgeException(path, 1, "the table of components is missing"));
        file.Text("source");
        file.Text("as_of");
        List<Row> rows = [.. file.Nodes("components").Select(n =>
        {
            var map = new StrictMap(n);
            var row = new Row(map.Text("name"), PredicateReader.Component(map.Required("component")).Id, map.Text("type"));
            map.Done();
            return row;
        })];
        file.Done();
        return rows;
    }

    internal sealed record Row(string Name, ComponentId Component, string Type);
}
