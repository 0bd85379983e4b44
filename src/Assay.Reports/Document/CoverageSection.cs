using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>What was read, what was not looked at, and on what the report rests.</summary>
internal sealed class CoverageSection(MessageCatalog messages)
{
    public IEnumerable<Block> Compose(Report report)
    {
        yield return new Block.Heading(2, messages["report.coverage"]);
        var artifacts = report.Release.Artifacts.Select(a => new Statement(Artifact(a, report.Invocation.Source), a.Read == ReadState.Full ? Tone.Good : Tone.Unknown, []));
        var missed = report.Coverage
            .SelectMany(c => c.NotLooked.Select(n => (c.Question, n.What, n.Why)))
            .GroupBy(n => n.What.TrimEnd('/'), StringComparer.Ordinal)
            .Select(g => new Statement(messages["coverage.not-looked", ("what", g.First().What), ("why", g.OrderBy(n => n.Why == messages["coverage.page"]).First().Why)], Tone.Unknown, []));
        yield return new Block.Statements([.. artifacts, .. missed]);
        yield return new Block.Paragraph(messages["report.basis",
            ("version", report.Tool.Version), ("knowledge", report.Tool.Knowledge), ("digest", report.Release.Digest), ("covers", messages.Word("digest", WireName.Of(report.Release.DigestCovers)))]);
        yield return new Block.Paragraph(messages["report.no-advice"]);
    }

    private string Artifact(ArtifactInfo artifact, string source)
    {
        var kind = messages.Word("artifact", WireName.Of(artifact.Kind));
        var location = artifact.Location.Length == 0 ? source : artifact.Location;
        var read = messages.Word("read", WireName.Of(artifact.Read));
        return artifact.Why is { } why
            ? messages["coverage.artifact-why", ("kind", kind), ("location", location), ("read", read), ("why", why)]
            : messages["coverage.artifact", ("kind", kind), ("location", location), ("read", read)];
    }
}
