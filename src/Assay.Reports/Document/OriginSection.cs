using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>Where the model comes from, and whether somebody could rebuild it.</summary>
internal sealed class OriginSection(MessageCatalog messages, EvidenceBook evidence)
{
    public IEnumerable<Block> Compose(Report report)
    {
        var lineage = report.Lineage;
        if (lineage.Declared.Count + lineage.Measured.Count > 0)
        {
            yield return new Block.Heading(2, messages["report.lineage"]);
            yield return new Block.Paragraph(messages.Word("lineage-finding", lineage.Finding));
            yield return new Block.Statements(
            [
                .. lineage.Declared.Select(d => new Statement(messages["lineage.declared", ("parent", d.Parent), ("relation", d.Relation ?? messages["word.unstated"]), ("where", d.Where)], Tone.Neutral, evidence.Of(d.Evidence), messages["word.declared"])),
                .. lineage.Measured.SelectMany(Measured),
                .. lineage.Carried.SelectMany(Carried),
            ]);
        }

        foreach (var block in Rebuild(report)) yield return block;
    }

    public IEnumerable<Block> Rebuild(Report report)
    {
        if (report.Rebuild is not { } rebuild) yield break;
        yield return new Block.Heading(2, messages["report.rebuild"]);
        yield return new Block.Paragraph(messages.Word("readiness", rebuild.Readiness), rebuild.Readiness == "ready" ? Tone.Good : Tone.Warn);
        if (rebuild.There.Count > 0) yield return new Block.Statements([.. rebuild.There.Select(t => new Statement(t.Text, Tone.Good, evidence.Of(t.Evidence), messages["word.there"]))]);
        yield return new Block.Statements([.. rebuild.Missing.Select(m => new Statement(m.Text, Tone.Warn, evidence.Of(m.Evidence), messages["word.missing"]))]);
        if (rebuild.Compute is not { } compute)
        {
            yield return new Block.Paragraph(messages["rebuild.no-compute", ("why", rebuild.ComputeUnknown?.Text ?? messages["rebuild.no-tokens"])], Tone.Unknown);
            if (rebuild.ComputeUnknown is { Evidence.Count: > 0 } why) yield return new Block.Statements([new Statement(messages["rebuild.not-taken"], Tone.Unknown, evidence.Of(why.Evidence))]);
            yield break;
        }

        yield return new Block.Paragraph(messages["rebuild.compute", ("hours", Range(compute.GpuHours)), ("basis", compute.Basis)]);
        if (compute.Evidence.Count > 0) yield return new Block.Statements([new Statement(messages["rebuild.taken"], Tone.Neutral, evidence.Of(compute.Evidence))]);
        if (compute.Cost is { } cost) yield return new Block.Paragraph(messages["rebuild.cost", ("cost", Range(cost))]);
    }

    private IEnumerable<Statement> Measured(LineageEdge edge)
    {
        yield return new Statement(messages["lineage.measured", ("parent", edge.Parent), ("child", edge.Child), ("relation", edge.Relation), ("declared", messages.Word("declared-finding", edge.Declared))], Tone.Neutral, [], messages["word.measured"]);
        foreach (var sentence in edge.Evidence) yield return new Statement(sentence, Tone.Neutral, []);
    }

    private IEnumerable<Statement> Carried(CarriedTerms carried)
    {
        yield return carried.License is { } license
            ? new Statement(messages["carried.terms", ("license", license), ("ancestor", carried.Ancestor), ("child", carried.Child), ("text", carried.Text)], Tone.Warn, [], messages["word.carried"])
            : new Statement(messages["carried.unknown", ("ancestor", carried.Ancestor), ("text", carried.Text)], Tone.Neutral, [], messages["word.carried"]);
        foreach (var duty in carried.Duties) yield return new Statement(messages["carried.duty", ("duty", duty.Duty), ("text", duty.Text)], Tone.Neutral, evidence.Of(duty.Evidence));
        foreach (var conflict in carried.Conflicts) yield return new Statement(conflict.Because, Tone.Warn, evidence.Of(conflict.Evidence));
    }

    private static string Range(Interval interval) => Figures.Range(interval);
}
