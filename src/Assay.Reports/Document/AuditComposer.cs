using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>
/// Turns the report of an audit into blocks: the verdict and its three strongest reasons first, then what the license allows and demands,
/// contradictions, components, other frameworks, and what was not looked at.
/// </summary>
/// <param name="messages">The sentences.</param>
public sealed class AuditComposer(MessageCatalog messages)
{
    /// <summary>The blocks of a report in reading order.</summary>
    public IReadOnlyList<Block> Compose(Report report)
    {
        var evidence = new EvidenceBook(report.Evidence, report.Release.Artifacts);
        return
        [
            .. new VerdictSection(messages, evidence).Headline(report),
            .. new TermsSection(messages, evidence).Compose(report),
            .. new ContradictionSection(messages, evidence).Compose(report),
            .. new ComponentSection(messages, evidence).Compose(report),
            .. new VerdictSection(messages, evidence).Others(report),
            .. new OriginSection(messages, evidence).Compose(report),
            .. new CoverageSection(messages).Compose(report),
        ];
    }
}

/// <summary>Evidence of a report by id, each with the artifact that it lies in where that is not the model.</summary>
internal sealed class EvidenceBook(IReadOnlyList<Evidence> evidence, IReadOnlyList<ArtifactInfo> artifacts)
{
    private readonly Dictionary<string, Evidence> _byId = evidence.DistinctBy(e => e.Id).ToDictionary(e => e.Id, StringComparer.Ordinal);

    public IReadOnlyList<Evidence> Of(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Where(_byId.ContainsKey).Select(id => Placed(_byId[id]))];

    private Evidence Placed(Evidence e) => artifacts.FirstOrDefault(a => a.Id == e.Artifact) is { Kind: not ArtifactKind.Model, Location.Length: > 0 } other ? e with { Path = other.Location + "/" + e.Path } : e;
}
