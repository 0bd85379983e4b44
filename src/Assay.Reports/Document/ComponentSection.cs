using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>What was released, component by component.</summary>
internal sealed class ComponentSection(MessageCatalog messages, EvidenceBook evidence)
{
    private string _looked = "";

    public IEnumerable<Block> Compose(Report report)
    {
        if (report.Components.Count == 0) yield break;
        yield return new Block.Heading(2, messages["report.components"]);
        yield return new Block.Matrix([.. report.Components.Select(Cell)]);
        var sources = report.Components.SelectMany(c => c.Sources).DistinctBy(s => s.Name, StringComparer.Ordinal).ToList();
        if (sources.Count == 0) yield break;
        yield return new Block.Heading(3, messages["report.data-sources"]);
        yield return new Block.Grid(
            [messages["column.source"], messages["column.class"], messages["column.license"], messages["column.location"]],
            [.. sources.Select(s => (IReadOnlyList<Cell>)[new Cell(s.Name, Tone.Neutral, evidence.Of(s.Evidence)), new Cell(messages.Word("data-class", WireName.Of(s.Class))), new Cell(s.License ?? ""), new Cell(s.Location ?? "")])]);
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
            evidence.Of(fact.Evidence));
    }

    private string State(ComponentFact fact)
    {
        var presence = messages.Word("presence", WireName.Of(fact.Presence));
        return fact.Basis is { } basis ? messages["component.state", ("presence", presence), ("basis", messages.Word("basis", WireName.Of(basis)))] : presence;
    }

    private string Detail(ComponentFact fact)
    {
        if (fact.Presence == Presence.Absent) return Looked(string.Join(", ", fact.Looked.Order(StringComparer.Ordinal)));
        if (fact.License.Expression is { } license) return messages["component.license", ("license", license), ("scope", messages.Word("scope", WireName.Of(fact.License.Scope)))];
        return fact.Presence == Presence.Unknown || fact.Id.StartsWith("legal.", StringComparison.Ordinal) ? "" : messages["component.no-license"];
    }

    private string Looked(string where)
    {
        if (where == _looked) return messages["component.looked-same"];
        _looked = where;
        return messages["component.looked", ("where", where)];
    }
}
