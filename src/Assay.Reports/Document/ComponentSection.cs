using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>What was released, component by component.</summary>
internal sealed class ComponentSection(MessageCatalog messages, EvidenceBook evidence)
{
    private const string PlaceRule = "places.";
    private const string LibraryRule = "config.library-class";
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private string _looked = "";
    private ILookup<string, string> _unread = Array.Empty<NotLooked>().ToLookup(n => n.Why, n => n.What, StringComparer.Ordinal);

    public IEnumerable<Block> Compose(Report report)
    {
        if (report.Components.Count == 0) yield break;
        yield return new Block.Heading(2, messages["report.components"]);
        _unread = report.Coverage.SelectMany(c => c.NotLooked).ToLookup(n => n.Why, n => n.What, StringComparer.Ordinal);
        yield return new Block.Matrix([.. report.Components.Select(Cell)]);
        var sources = report.Components.SelectMany(c => c.Sources).DistinctBy(s => s.Name, StringComparer.Ordinal).ToList();
        if (sources.Count == 0) yield break;
        yield return new Block.Heading(3, messages["report.data-sources"]);
        yield return new Block.Statements([.. sources.Select(Source)]);
    }

    private Statement Source(DataSource source)
    {
        var said = messages["source.item",
            ("class", messages.Word("source-class", WireName.Of(source.Class))),
            ("license", source.License is { } license ? messages["source.license", ("license", license)] : messages["source.no-license"]),
            ("location", source.Location is { } location ? messages["source.location", ("location", location)] : messages["source.no-location"])];
        return new Statement(said, source.Class is DataClass.Undisclosed or DataClass.Unshareable ? Tone.Warn : Tone.Neutral, evidence.Of(source.Evidence), source.Name);
    }

    private MatrixCell Cell(ComponentFact fact)
    {
        var name = messages.Word("component", fact.Id);
        var group = messages.Word("group", fact.Id[..fact.Id.IndexOf('.', StringComparison.Ordinal)]);
        return new MatrixCell(
            group,
            fact.Stage is null ? name : messages["component.stage", ("name", name), ("stage", messages.Word("stage", fact.Stage))],
            State(fact),
            Tones.Of(fact.Presence),
            Detail(fact),
            IsRepeated(fact) ? [] : evidence.Of(fact.Evidence))
        { Notes = [.. Notes(fact)] };
    }

    private string State(ComponentFact fact)
    {
        var presence = messages.Word("presence", WireName.Of(fact.Presence));
        return fact.Basis is { } basis ? messages["component.state", ("presence", presence), ("basis", messages.Word("basis", fact.DecidedBy == LibraryRule ? "library" : WireName.Of(basis)))] : presence;
    }

    private string Detail(ComponentFact fact)
    {
        if (fact.Presence is Presence.Absent or Presence.Unknown) return "";
        if (fact.License.Expression is { } license) return messages["component.license", ("license", license), ("scope", messages.Word("scope", WireName.Of(fact.License.Scope)))];
        return fact.Id.StartsWith("legal.", StringComparison.Ordinal) ? "" : messages["component.no-license"];
    }

    private IEnumerable<string> Notes(ComponentFact fact)
    {
        if (fact.Presence == Presence.Absent) yield return Looked(string.Join(", ", fact.Looked));
        if (fact.Presence == Presence.Unknown) yield return Why(fact);
        if (fact.Id == "weights.final" ? fact.Presence != Presence.Absent : fact.Access.Kind != AccessKind.Unknown) yield return Access(fact.Access);
        var topics = fact.Presence is Presence.Absent or Presence.Unknown ? [] : fact.Topics;
        if (topics.Any(t => t.Covered)) yield return messages["component.topics", ("topics", Words(topics.Where(t => t.Covered)))];
        if (topics.Any(t => t.Covered) && topics.Any(t => !t.Covered)) yield return messages["component.topics-missing", ("topics", Words(topics.Where(t => !t.Covered)))];
        if (fact.DecidedBy == "licenses.other-part") yield return messages["component.license-elsewhere"];
        if (fact.PeerReviewed is { } reviewed) yield return messages[reviewed ? "component.reviewed" : "component.not-reviewed"];
    }

    private string Words(IEnumerable<TopicFact> topics) => string.Join(", ", topics.Select(t => messages.Word("topic", t.Topic)));

    private string Why(ComponentFact fact)
    {
        if (!fact.DecidedBy.StartsWith(PlaceRule, StringComparison.Ordinal)) return messages[fact.Evidence.Count > 0 ? "component.mentioned" : "component.not-looked"];
        var kind = fact.DecidedBy[PlaceRule.Length..];
        var place = messages.Word("place", kind);
        return messages.Has($"coverage.{kind}") && _unread[messages[$"coverage.{kind}"]].FirstOrDefault() is { } what
            ? messages["component.may-be", ("place", place), ("what", what)]
            : messages["component.may-be-somewhere", ("place", place)];
    }

    // The quote that points to a place which may hold several components is shown with the first of them.
    private bool IsRepeated(ComponentFact fact) => fact.Presence == Presence.Unknown && fact.DecidedBy.StartsWith(PlaceRule, StringComparison.Ordinal) && fact.Evidence.Count > 0 && !_places.Add(fact.Evidence[0]);

    private string Access(ComponentAccess access)
    {
        var kind = messages.Word("access-way", WireName.Of(access.Kind));
        return access.On is { } on ? messages["component.access-on", ("access", kind), ("date", on)] : messages["component.access", ("access", kind)];
    }

    private string Looked(string where)
    {
        var key = string.Join('\n', where.Split(", ").Order(StringComparer.Ordinal));
        if (key == _looked) return messages["component.looked-same"];
        _looked = key;
        return messages["component.looked", ("where", where)];
    }
}
