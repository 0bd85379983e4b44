using System.Globalization;
using Assay.Core;
using Assay.Reports.Document;

namespace Assay.Reports.Licensing;

/// <summary>Turns what the licensing room says of texts into blocks: the license first, then the freedoms with their deciding clauses, then conditions and edits.</summary>
/// <param name="messages">The sentences.</param>
public sealed class LicenseComposer(MessageCatalog messages)
{
    private static readonly string[] Freedoms = ["use", "study", "modify", "share"];

    /// <summary>The blocks of several texts.</summary>
    public IReadOnlyList<Block> Compose(LicenseIdentification result) =>
        result.Files.Count == 1 ? [.. Full(result.Files[0]), new Block.Paragraph(messages["license.advice"])] : [.. result.Files.SelectMany(Brief), new Block.Paragraph(messages["license.advice"])];

    /// <summary>The blocks of a known license that is shown without a text.</summary>
    /// <param name="file">Its facts.</param>
    /// <param name="name">Its full name.</param>
    /// <param name="asOf">When the facts were reviewed.</param>
    /// <param name="source">Where they come from.</param>
    public IReadOnlyList<Block> Compose(LicenseFile file, string name, string asOf, string source) =>
    [
        new Block.Heading(1, name),
        new Block.Paragraph(messages["license.named", ("id", file.Expression ?? file.Path), ("asof", asOf), ("source", source)]),
        .. Facts(file),
        new Block.Paragraph(messages["license.advice"]),
    ];

    /// <summary>The blocks of two licenses side by side.</summary>
    public IReadOnlyList<Block> Compose(LicenseComparison comparison)
    {
        var same = ClauseCodes.All.Except(comparison.Differing).Select(Clause).ToList();
        return
        [
            new Block.Heading(1, messages["license.compare", ("a", comparison.A.Path), ("b", comparison.B.Path)]),
            new Block.FreedomChart([Row(comparison.A), Row(comparison.B)]),
            new Block.Grid([messages["column.clause"], comparison.A.Path, comparison.B.Path],
                [.. comparison.Differing.Select(c => (IReadOnlyList<Cell>)[new Cell(Clause(c)), Value(comparison.A, c), Value(comparison.B, c)])]),
            new Block.Paragraph(messages["license.same", ("codes", string.Join(", ", same))]),
        ];
    }

    /// <summary>The blocks of a list of licenses.</summary>
    public IReadOnlyList<Block> List(IReadOnlyList<(string Id, Freedoms Freedoms)> licenses) =>
    [
        new Block.Heading(1, messages["license.list"]),
        new Block.Grid(
            [messages["column.use"], messages["column.study"], messages["column.modify"], messages["column.share"], messages["column.id"]],
            [.. licenses.Select(l => (IReadOnlyList<Cell>)[Cell(l.Freedoms.Use), Cell(l.Freedoms.Study), Cell(l.Freedoms.Modify), Cell(l.Freedoms.Share), new Cell(l.Id)])]),
    ];

    private Cell Cell(Freedom freedom) => new(messages.Word("freedom-answer", WireName.Of(freedom)), Tones.Of(freedom));

    private IEnumerable<Block> Full(LicenseFile file)
    {
        yield return new Block.Heading(1, file.Path);
        if (file.NotRead is { } why) yield return new Block.Paragraph(messages["license.not-read", ("why", why)], Tone.Warn);
        if (file.Policy is { } policy) yield return new Block.Paragraph(messages["license.with-policy", ("policy", policy)]);
        if (file.Matches.Count > 0) yield return new Block.Statements([.. file.Matches.Select(Match)]);
        else if (file.NotRead is null) yield return new Block.Paragraph(messages["license.none"], Tone.Unknown);
        if (file.Facts.Count == 0)
        {
            foreach (var block in Origins(file)) yield return block;
            yield break;
        }

        foreach (var block in Facts(file)) yield return block;
        foreach (var match in file.Matches.Where(m => m.Edits.Count > 0))
        {
            yield return new Block.Heading(2, messages["license.edits"]);
            yield return new Block.Statements([.. match.Edits.Select(e => EditStatement.Of(messages, e))]);
        }

        foreach (var block in Origins(file)) yield return block;
        if (file.Divergences.Count == 0) yield break;
        yield return new Block.Heading(2, messages["license.divergences"]);
        yield return new Block.Statements([.. file.Divergences.Select(d => new Statement(d, Tone.Warn, []))]);
    }

    private IEnumerable<Block> Origins(LicenseFile file)
    {
        foreach (var match in file.Matches.Where(m => m.Paragraphs.Count > 0))
        {
            yield return new Block.Heading(2, messages["license.origins", ("name", match.Name)]);
            yield return new Block.Statements([.. match.Paragraphs.Select(Origin)]);
        }
    }

    private Statement Origin(ParagraphOrigin paragraph)
    {
        var (first, last) = (Number(paragraph.Lines.First), Number(paragraph.Lines.Last));
        var text = paragraph.Origin == OriginKind.New
            ? messages["license.origin-new", ("section", paragraph.Section), ("first", first), ("last", last)]
            : messages[paragraph.Origin == OriginKind.Exact ? "license.origin-exact" : "license.origin-near", ("section", paragraph.Section), ("first", first), ("last", last), ("ids", string.Join(", ", paragraph.From))];
        return new Statement(text, paragraph.Origin == OriginKind.Exact ? Tone.Neutral : Tone.Warn, []);
    }

    private IEnumerable<Block> Facts(LicenseFile file)
    {
        yield return new Block.Heading(2, messages["license.freedoms"]);
        yield return new Block.Statements([.. Freedoms.Select(f => FreedomStatement(file, f))]);
        foreach (var block in Uses(file)) yield return block;
        foreach (var block in new ClauseGroups(messages).Of(file)) yield return block;
    }

    private IEnumerable<Block> Uses(LicenseFile file)
    {
        if (file.Uses.Count == 0) yield break;
        yield return new Block.Heading(2, messages["license.uses"]);
        yield return new Block.Statements([.. file.Uses.Select(u =>
            new Statement(messages["use.answer", ("answer", messages.Word("use-answer", WireName.Of(u.Answer))), ("because", u.Because)], Tones.Of(u.Answer), [], messages.Word("use", u.Use)))]);
    }

    private IEnumerable<Block> Brief(LicenseFile file)
    {
        if (file.Matches.Count == 0) yield break;
        yield return new Block.Heading(3, file.Path);
        yield return new Block.Statements([.. file.Matches.Select(Match)]);
        if (file.Policy is { } policy) yield return new Block.Paragraph(messages["license.with-policy", ("policy", policy)]);
        yield return new Block.FreedomChart([Row(file)]);
        foreach (var block in Uses(file)) yield return block;
    }

    private Statement Match(LicenseMatch match)
    {
        var kind = messages.Word("match", WireName.Of(match.Match));
        var (first, last) = (Number(match.Lines.First), Number(match.Lines.Last));
        var text = match.Coverage is { } coverage && match.Match != LicenseMatchKind.Exact
            ? messages["license.match-coverage", ("name", match.Name), ("id", match.Id), ("match", kind), ("coverage", coverage.ToString("P0", CultureInfo.InvariantCulture)), ("first", first), ("last", last)]
            : messages["license.match", ("name", match.Name), ("id", match.Id), ("match", kind), ("first", first), ("last", last)];
        return new Statement(text, match.Match is LicenseMatchKind.Altered or LicenseMatchKind.Family ? Tone.Warn : Tone.Neutral, []);
    }

    private Statement FreedomStatement(LicenseFile file, string name)
    {
        var freedom = Of(file.Freedoms, name);
        var answer = messages.Word("freedom-answer", WireName.Of(freedom));
        if (!file.DecidedBy.TryGetValue(name, out var code) || !file.Facts.TryGetValue(code, out var fact)) return new Statement(answer, Tones.Of(freedom), [], messages.Word("freedom", name));
        var text = fact.Section is { } section
            ? messages["license.decided-section", ("answer", answer), ("clause", Clause(code)), ("section", section)]
            : messages["license.decided", ("answer", answer), ("clause", Clause(code))];
        return new Statement(text, Tones.Of(freedom), [], messages.Word("freedom", name));
    }

    private string Clause(string code) => messages.Word("clause", code);

    private Cell Value(LicenseFile file, string code) => file.Facts.TryGetValue(code, out var fact)
        ? fact.Certainty == Certainty.Unknown ? new Cell(messages["clause.unknown"], Tone.Unknown) : new Cell(ClauseGroups.Say(messages, code, fact), ClauseCodes.IsUnset(fact.Value) ? Tone.Neutral : ClauseGroups.ToneOf(code))
        : new Cell("");

    private FreedomRow Row(LicenseFile file) => new(file.Path, [.. Freedoms.Select(f => (messages.Word("freedom", f), messages.Word("freedom-answer", WireName.Of(Of(file.Freedoms, f))), Tones.Of(Of(file.Freedoms, f))))]);

    private static Freedom Of(Freedoms freedoms, string name) => name switch
    {
        "use" => freedoms.Use,
        "study" => freedoms.Study,
        "modify" => freedoms.Modify,
        _ => freedoms.Share,
    };

    private static string Number(int line) => line.ToString(CultureInfo.InvariantCulture);
}
