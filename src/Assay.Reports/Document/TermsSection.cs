using Assay.Core;
using Assay.Reports.Licensing;

namespace Assay.Reports.Document;

/// <summary>What the licenses allow and demand.</summary>
internal sealed class TermsSection(MessageCatalog messages, EvidenceBook evidence)
{
    /// <summary>Most departures from a base text that a report shows; the JSON report has them all.</summary>
    private const int MostEdits = 12;

    public IEnumerable<Block> Compose(Report report)
    {
        yield return new Block.Heading(2, messages["report.terms"]);
        if (report.Licenses.Count == 0)
        {
            yield return new Block.Paragraph(messages["report.no-license"], Tone.Bad);
            yield break;
        }

        var covering = Covering(report);
        yield return new Block.FreedomChart([.. covering.Select(Freedoms)]);
        foreach (var license in covering)
        {
            yield return new Block.Heading(3, Title(license));
            yield return Details(license);
        }

        foreach (var license in report.Licenses.Except(covering)) yield return new Block.Fold(Title(license), [Details(license)]);

        foreach (var block in Uses(report)) yield return block;
        foreach (var block in Obligations(report)) yield return block;
    }

    /// <summary>The license of the weights, and those that cover a component or contradict it; others are only named somewhere.</summary>
    private static List<LicenseInfo> Covering(Report report)
    {
        var used = report.Components.Select(c => c.License.Expression).OfType<string>().SelectMany(e => e.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        return [.. report.Licenses.Where((l, i) => i == 0 || used.Contains(l.Id) || (l.Match == LicenseMatchKind.Tag && report.Conflicts.Count > 0))];
    }

    private string Title(LicenseInfo license) => messages["report.license", ("name", license.Name), ("id", license.Id), ("match", messages.Word("match", WireName.Of(license.Match)))];

    private Block.Statements Details(LicenseInfo license) => new([.. Recognition(license), .. Clauses(license), .. Silence(license)]);

    /// <summary>Clauses that rest on the same quote stand together; what limits a freedom or is not known comes first.</summary>
    private IEnumerable<Statement> Clauses(LicenseInfo license) => license.Clauses
        .Where(Telling)
        .GroupBy(c => (Tone: ToneOf(c), Quotes: c.Evidence.Count == 0 ? c.Code : string.Join(' ', c.Evidence)))
        .OrderBy(g => g.Key.Tone == Tone.Neutral)
        .Select(g => g.Count() == 1
            ? new Statement(Says(g.First()), g.Key.Tone, evidence.Of(g.First().Evidence), Label(g.First()))
            : new Statement(string.Join("; ", g.Select(c => messages["clause.labeled", ("label", Label(c)), ("says", Says(c))])), g.Key.Tone, evidence.Of(g.First().Evidence)));

    /// <summary>What the text was read for and does not say: as telling as what it says.</summary>
    private IEnumerable<Statement> Silence(LicenseInfo license)
    {
        if (license.Match == LicenseMatchKind.Unidentified && !license.Clauses.Any(Telling)) yield break;
        var silent = license.Clauses.Where(c => !Telling(c)).Select(Label).ToList();
        if (silent.Count > 0) yield return new Statement(messages["license.silent", ("codes", string.Join(", ", silent))], Tone.Neutral, []);
    }

    private IEnumerable<Statement> Recognition(LicenseInfo license)
    {
        yield return license.OsiApproved switch
        {
            true => new Statement(messages["license.osi-approved"], Tone.Good, evidence.Of(license.Evidence.Take(1))),
            false => new Statement(messages["license.not-osi-approved"], Tone.Warn, evidence.Of(license.Evidence.Take(1))),
            null => new Statement(messages["license.osi-unknown"], Tone.Unknown, evidence.Of(license.Evidence.Take(1))),
        };
        if (license.AlteredSections.Count > 0)
        {
            var touching = license.Edits.Count == 0 || license.Edits.Any(e => e.Effect is not null);
            yield return new Statement(messages["license.altered", ("sections", string.Join(", ", license.AlteredSections))], touching ? Tone.Bad : Tone.Warn, evidence.Of(license.Evidence));
            foreach (var edit in license.Edits.DistinctBy(e => (e.Section, e.Kind, e.Before, e.After)).Take(MostEdits)) yield return EditStatement.Of(messages, edit);
        }

        if (license.Match is LicenseMatchKind.Tag or LicenseMatchKind.Reference && license.Clauses.Count > 0) yield return new Statement(messages["license.by-name"], Tone.Unknown, []);
    }

    private static bool Telling(ClauseInfo clause) =>
        clause.Certainty == Certainty.Unknown || (clause.Value is { } value && value.ToString() is not ("no" or "none" or "unspecified"));

    private static Tone ToneOf(ClauseInfo clause) => clause.Certainty == Certainty.Unknown ? Tone.Unknown : clause.Freedom is null ? Tone.Neutral : Tone.Warn;

    private string Label(ClauseInfo clause) => messages.Word("clause", clause.Code);

    private string Says(ClauseInfo clause) => clause switch
    {
        { Certainty: Certainty.Unknown } => messages["clause.unknown"],
        { Section: { } section } => messages["clause.says", ("value", Words(clause)), ("where", messages["clause.section", ("section", section)])],
        _ => Words(clause),
    };

    private string Words(ClauseInfo clause) => ClauseValueWords.Of(messages, clause.Code, clause.Value);

    private FreedomRow Freedoms(LicenseInfo license) => new(license.Name,
    [
        One("use", license.Freedoms.Use),
        One("study", license.Freedoms.Study),
        One("modify", license.Freedoms.Modify),
        One("share", license.Freedoms.Share),
    ]);

    private (string Freedom, string Answer, Tone Tone) One(string name, Freedom freedom) =>
        (messages.Word("freedom", name), messages.Word("freedom-answer", WireName.Of(freedom)), Tones.Of(freedom));

    private IEnumerable<Block> Uses(Report report)
    {
        if (report.Uses.Count == 0) yield break;
        yield return new Block.Heading(3, messages["report.uses"]);
        yield return new Block.Statements([.. report.Uses.Select(u =>
            new Statement(messages["use.answer", ("answer", messages.Word("use-answer", WireName.Of(u.Answer))), ("because", u.Because)], Tones.Of(u.Answer), evidence.Of(u.Evidence), messages.Word("use", u.Use)))]);
    }

    private IEnumerable<Block> Obligations(Report report)
    {
        if (report.Obligations.Count == 0) yield break;
        yield return new Block.Heading(3, messages["report.obligations"]);
        yield return new Block.Statements([.. report.Obligations.Select(o =>
            new Statement(messages["obligation.item", ("text", o.Text), ("satisfied", messages.Word("satisfied", WireName.Of(o.Satisfied)))], Tones.Of(o.Satisfied), evidence.Of(o.Evidence), messages.Word("trigger", WireName.Of(o.Trigger))))]);
    }
}
