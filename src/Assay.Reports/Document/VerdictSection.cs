using System.Globalization;
using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>The verdicts: the first one as headline with its reasons, the others with their requirements.</summary>
internal sealed class VerdictSection(MessageCatalog messages, EvidenceBook evidence)
{
    private const int StrongestReasons = 3;

    public IEnumerable<Block> Headline(Report report)
    {
        yield return new Block.Heading(1, messages["report.title", ("name", report.Release.Name)]);
        yield return new Block.Paragraph(Identity(report));
        if (report.Verdicts is not [var verdict, ..]) yield break;
        yield return Banner(verdict);
        var reasons = Ranked(verdict).Where(r => r.Outcome != RequirementOutcome.NotApplicable).Take(StrongestReasons).ToList();
        if (reasons.Count > 0) yield return new Block.Statements([.. reasons.Select(Statement)], Numbered: true);
        foreach (var block in Next(verdict)) yield return block;
    }

    public IEnumerable<Block> Others(Report report)
    {
        if (report.Verdicts.Count == 0) yield break;
        yield return new Block.Heading(2, messages["report.frameworks"]);
        yield return new Block.Statements([.. report.Verdicts.Select(Brief)]);
        var first = true;
        foreach (var verdict in report.Verdicts)
        {
            var title = messages["report.requirements", ("framework", Title(verdict))];
            var requirements = new Block.Statements([.. Ranked(verdict).Where(r => !SaysLittle(r)).Select(Statement), .. Together([.. Ranked(verdict).Where(SaysLittle)])]);
            if (first)
            {
                yield return new Block.Heading(3, title);
                yield return requirements;
            }
            else
            {
                yield return new Block.Fold(title, [requirements, .. Next(verdict)]);
            }

            first = false;
        }
    }

    private string Identity(Report report)
    {
        var parameters = report.Release.Parameters;
        return parameters.Total is { } total
            ? messages["report.identity-parameters", ("publisher", report.Release.Publisher ?? messages["word.unknown-publisher"]), ("revision", report.Release.Revision ?? messages["word.no-revision"]),
                ("parameters", Count(total)), ("from", messages.Word("origin", parameters.From is { } from ? WireName.Of(from) : "stated"))]
            : messages["report.identity", ("publisher", report.Release.Publisher ?? messages["word.unknown-publisher"]), ("revision", report.Release.Revision ?? messages["word.no-revision"])];
    }

    private Block.Banner Banner(Verdict verdict) =>
        new(Title(verdict), messages.Word("verdict", WireName.Of(verdict.Outcome)), verdict.Summary, Tones.Of(verdict.Outcome));

    private IEnumerable<Block> Next(Verdict verdict)
    {
        if (verdict.NextSteps.Count == 0) yield break;
        yield return new Block.Heading(3, messages["report.next"]);
        yield return new Block.Statements([.. verdict.NextSteps.Select(s => new Statement(s.Do, Tone.Neutral, []))]);
    }

    private Statement Brief(Verdict verdict)
    {
        var outcome = messages.Word("verdict-short", WireName.Of(verdict.Outcome));
        if (verdict.Score is >= 0 and <= 1) return new Statement(messages["verdict.brief-score", ("summary", verdict.Summary)], Tone.Neutral, [], Title(verdict));
        var id = $"verdict-level.{verdict.Level}";
        var text = messages.Has(id) && verdict.Outcome != VerdictOutcome.Undetermined
            ? messages["verdict.brief-level", ("outcome", outcome), ("level", messages[id]), ("summary", verdict.Summary)]
            : messages["verdict.brief", ("outcome", outcome), ("summary", verdict.Summary)];
        return new Statement(text, Tones.Of(verdict.Outcome), [], Title(verdict));
    }

    private string Title(Verdict verdict) => messages.Word("framework", verdict.Framework);

    private Statement Statement(RequirementResult requirement) =>
        new(requirement.Reason, Tones.Of(requirement.Outcome), evidence.Of(requirement.Evidence), messages.Word("requirement-outcome", WireName.Of(requirement.Outcome)));

    // What does not apply and rests on no quote is told in one breath.
    private static bool SaysLittle(RequirementResult requirement) => requirement.Outcome == RequirementOutcome.NotApplicable && requirement.Evidence.Count == 0;

    private IEnumerable<Statement> Together(IReadOnlyList<RequirementResult> requirements) => requirements.Count == 0 ? [] :
        [new Statement(string.Join(" ", requirements.Select(r => r.Reason).Distinct(StringComparer.Ordinal)), Tones.Of(RequirementOutcome.NotApplicable), [], messages.Word("requirement-outcome", WireName.Of(RequirementOutcome.NotApplicable)))];

    private static IEnumerable<RequirementResult> Ranked(Verdict verdict) => verdict.Requirements.OrderBy(r => r.Outcome switch
    {
        RequirementOutcome.NotMet => 0,
        RequirementOutcome.NeedsPerson => 1,
        RequirementOutcome.NotShown => 2,
        RequirementOutcome.Met => 3,
        _ => 4,
    });

    private static string Count(long parameters) => parameters switch
    {
        >= 1_000_000_000 => (parameters / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " B",
        >= 1_000_000 => (parameters / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        _ => parameters.ToString("N0", CultureInfo.InvariantCulture),
    };
}
