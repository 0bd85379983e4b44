using Assay.Core;

namespace Assay.Audit;

/// <summary>A record of the European Open Source AI Index: open is present, partial is a part, closed is absent.</summary>
internal static class OsaiRecord
{
    /// <summary>Name of the database.</summary>
    public const string Database = "osai-index";

    public static FactBase? TryRead(DataNode root, RecordEvidence evidence, DataTable knowledge)
    {
        if (root["system"] is not { Kind: DataKind.Mapping } system || system.TextOf("name") is not { } name) return null;
        var dimensions = Dimensions(knowledge);
        if (!dimensions.Any(d => root[d.Name]?["class"] is not null)) return null;
        var lists = LicenseLists.Load(knowledge);
        var recorded = dimensions.Select(d => Fact(d, root, system, evidence, lists)).ToLookup(f => f.Id, StringComparer.Ordinal);
        List<ComponentFact> facts = [.. ComponentId.All.SelectMany(id => recorded[id.Value].DefaultIfEmpty(Unasked(id)))];
        return new FactBase
        {
            Release = evidence.Release(name, root["org"]?.TextOf("name"), system.TextOf("releasedate")),
            Components = facts,
            Licenses = RecordLicenses.Of(facts, lists),
            Evidence = evidence.All,
            Record = Database,
        };
    }

    private static ComponentFact Fact((string Name, ComponentRef Component) dimension, DataNode root, DataNode system, RecordEvidence evidence, LicenseLists lists)
    {
        var entry = root.Pairs().FirstOrDefault(p => string.Equals(p.Key, dimension.Name, StringComparison.Ordinal));
        var value = entry.Key is null ? null : entry.Value.TextOf("class");
        var presence = value switch
        {
            "open" => Presence.Present,
            "partial" => Presence.Partial,
            "closed" => Presence.Absent,
            _ => Presence.Unknown,
        };
        return new ComponentFact
        {
            Id = dimension.Component.Id.Value,
            Stage = dimension.Component.Stage,
            Presence = presence,
            Basis = presence is Presence.Present or Presence.Partial ? Basis.Stated : null,
            Looked = presence == Presence.Absent ? [evidence.Document.Path] : [],
            Access = new ComponentAccess(dimension.Component.Id == ComponentId.WeightsFinal && presence == Presence.Present ? AccessKind.Anonymous : AccessKind.Unknown, null),
            Completeness = presence == Presence.Present ? Completeness.Full : presence == Presence.Partial ? Completeness.Partial : Completeness.Unknown,
            License = EndModelLicense(dimension.Component, system, lists),
            PeerReviewed = dimension.Component.Id == ComponentId.DocPaper && presence is Presence.Present or Presence.Partial ? true : null,
            DecidedBy = RecordReader.DecidedBy,
            Confidence = presence == Presence.Unknown ? 0 : 1,
            Evidence = entry.Key is null ? [] : evidence.Quote(entry.KeyLine, entry.Value),
        };
    }

    private static ComponentLicense EndModelLicense(ComponentRef component, DataNode system, LicenseLists lists) =>
        component is { Stage: "post" } && component.Id == ComponentId.WeightsFinal && system.TextOf("endmodellicense") is { Length: > 0 } license
            ? new ComponentLicense(lists.Normalize(license), LicenseScope.Component)
            : new ComponentLicense(null, LicenseScope.None);

    private static ComponentFact Unasked(ComponentId id) => new() { Id = id.Value, Presence = Presence.Unknown, DecidedBy = RecordReader.DecidedBy };

    internal static List<(string Name, ComponentRef Component)> Dimensions(DataTable knowledge)
    {
        const string path = "records/osai-index.yaml";
        var file = new StrictMap(knowledge.File(path) ?? throw new KnowledgeException(path, 1, "the table of dimensions is missing"));
        file.Text("source");
        file.Text("as_of");
        List<(string, ComponentRef)> dimensions = [.. file.Required("dimensions").Pairs().Select(p => (p.Key, PredicateReader.Component(p.Value)))];
        file.Done();
        return dimensions;
    }
}
