using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>What was read, what was not looked at, and on what the report rests.</summary>
internal sealed class CoverageSection(MessageCatalog messages)
{
    public IEnumerable<Block> Compose(Report report)
    {
        yield return new Block.Heading(2, messages["report.coverage"]);
        var artifacts = report.Release.Artifacts.Select(a => new Statement(
            messages["coverage.artifact", ("kind", messages.Word("artifact", WireName.Of(a.Kind))), ("location", a.Location.Length == 0 ? report.Invocation.Source : a.Location), ("read", messages.Word("read", WireName.Of(a.Read)))],
            a.Read == ReadState.Full ? Tone.Good : Tone.Unknown, [], a.Why));
        var missed = report.Coverage
            .SelectMany(c => c.NotLooked.Select(n => (c.Question, n.What, n.Why)))
            .GroupBy(n => (n.What, n.Why))
            .Select(g => new Statement(messages["coverage.not-looked", ("what", g.Key.What), ("why", g.Key.Why)], Tone.Unknown, []));
        yield return new Block.Statements([.. artifacts, .. missed]);
        yield return new Block.Paragraph(messages["report.basis",
            ("version", report.Tool.Version), ("knowledge", report.Tool.Knowledge), ("digest", report.Release.Digest), ("covers", messages.Word("digest", WireName.Of(report.Release.DigestCovers)))]);
        yield return new Block.Paragraph(messages["report.no-advice"]);
    }
}
