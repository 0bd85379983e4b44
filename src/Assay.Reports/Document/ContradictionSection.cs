using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>Where claims, tags, files and facts disagree, and what is dangerous or broken.</summary>
internal sealed class ContradictionSection(MessageCatalog messages, EvidenceBook evidence)
{
    public IEnumerable<Block> Compose(Report report)
    {
        var contradicted = report.Claims.Where(c => c.Finding == ClaimFinding.Contradicted).ToList();
        var other = report.Claims.Where(c => c.Finding != ClaimFinding.Contradicted).ToList();
        if (contradicted.Count + report.Conflicts.Count + report.Findings.Count > 0)
        {
            yield return new Block.Heading(2, messages["report.contradictions"]);
            if (contradicted.Count + report.Conflicts.Count > 0)
            {
                yield return new Block.Statements([.. Claims(contradicted), .. report.Conflicts.Select(Said)]);
            }

            if (report.Findings.Count > 0)
            {
                yield return new Block.Statements([.. report.Findings.Where(f => !report.Conflicts.Any(c => c.Evidence.SequenceEqual(f.Evidence, StringComparer.Ordinal))).OrderByDescending(f => f.Level).Select(f => new Statement(f.Message, Tones.Of(f.Level), evidence.Of(f.Evidence), messages.Word("level", WireName.Of(f.Level))))]);
            }
        }

        if (other.Count == 0) yield break;
        yield return new Block.Heading(2, messages["report.claims"]);
        yield return new Block.Statements([.. Claims(other)]);
    }

    private Statement Said(Conflict conflict)
    {
        var possible = messages["conflict.prefix"];
        return conflict.Because.StartsWith(possible, StringComparison.Ordinal)
            ? new Statement(conflict.Because[possible.Length..].TrimStart(), Tone.Bad, evidence.Of(conflict.Evidence), messages["word.possible-conflict"])
            : new Statement(conflict.Because, Tone.Bad, evidence.Of(conflict.Evidence), messages["word.conflict"]);
    }

    /// <summary>The same claim made in several places is one statement with several quotes, and what speaks against it is said once.</summary>
    private IEnumerable<Statement> Claims(IEnumerable<ClaimInfo> claims) => claims
        .GroupBy(c => (c.Kind, c.Polarity, c.Finding, Reasons: string.Join('\n', c.Because.Select(b => b.Text))))
        .SelectMany(g => Claim(g.First(), [.. g.SelectMany(c => c.Evidence)]));

    private IEnumerable<Statement> Claim(ClaimInfo claim, IReadOnlyList<string> quotes)
    {
        var tone = claim.Finding switch
        {
            ClaimFinding.Contradicted => Tone.Bad,
            ClaimFinding.Supported => Tone.Good,
            _ => Tone.Unknown,
        };
        yield return new Statement(
            messages["claim.says", ("kind", claim.Kind == ClaimKind.Lineage ? messages["claim.from-scratch"] : messages.Word("claim", WireName.Of(claim.Kind))), ("polarity", messages.Word("polarity", WireName.Of(claim.Polarity)))],
            tone, evidence.Of(quotes), messages.Word("claim-finding", WireName.Of(claim.Finding)));
        foreach (var reason in claim.Because) yield return new Statement(reason.Text, tone, evidence.Of(reason.Evidence), messages["word.because"]);
    }
}
