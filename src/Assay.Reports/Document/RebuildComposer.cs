using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>Turns the rebuild section of a report into blocks.</summary>
/// <param name="messages">The sentences.</param>
public sealed class RebuildComposer(MessageCatalog messages)
{
    /// <summary>The blocks.</summary>
    public IReadOnlyList<Block> Compose(Report report) =>
    [
        new Block.Heading(1, messages["report.title", ("name", report.Release.Name)]),
        .. new OriginSection(messages, new EvidenceBook(report.Evidence, report.Release.Artifacts)).Rebuild(report),
        new Block.Paragraph(messages["report.no-advice"]),
    ];
}
