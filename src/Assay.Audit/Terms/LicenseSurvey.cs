using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using Assay.Licensing.Claims;

namespace Assay.Audit;

/// <summary>Finds every place of a release that states terms: license files, tags, words of cards.</summary>
internal sealed class LicenseSurvey(ReleaseIndex index, LicenseAnalyzer reader, ClaimReader claims, IReadOnlyList<DeclaredParent> declared, MessageCatalog messages, EvidenceLedger ledger)
{
    /// <summary>Most license files that are read, those near the roots first.</summary>
    private const int MaxFiles = 24;

    /// <summary>Longest sentence in characters that only gives parts their licenses.</summary>
    private const int LongestAllotment = 140;

    private const string Detector = "licenses";
    private readonly Dictionary<string, LicenseFile> _bySha = new(StringComparer.Ordinal);

    public List<LicenseStatement> Find()
    {
        var found = new List<LicenseStatement>();
        foreach (var file in index.Own.Where(f => f.Role == FileRole.License && f.Text is not null).OrderBy(f => f.Path.Count(c => c == '/')).ThenBy(f => f.Path, StringComparer.Ordinal).Take(MaxFiles)) found.Add(OfText(file));
        foreach (var file in index.Own.Where(f => f.Role is FileRole.Card or FileRole.Readme && f.Markdown is not null))
        {
            found.AddRange(OfTags(file));
        }

        foreach (var (file, said) in claims.All)
        {
            Allot(found, file, said);
            found.AddRange(OfWords(file, said));
        }

        found.AddRange(CardLimits.Of(index, claims, declared.Select(d => d.Parent), Placeholder(found), new StatedLimits(reader), messages["license.card-terms"], ledger));

        return found.ConvertAll(s => Called(index.IsBase(s.File.Artifact) ? s with { Subject = TermsSubject.Base } : s, found));
    }

    // A text of its own at the root is what the tag of the card gives a name to.
    private static LicenseStatement Called(LicenseStatement statement, List<LicenseStatement> all) => statement is { Form: TermsForm.Text, Id: null, File.IsAtRoot: true } && statement.Subject != TermsSubject.Code
        && all.Find(t => t.Form == TermsForm.Tag && t.Id is null && t.File.Artifact.Id == statement.File.Artifact.Id && t.Name is not ("other" or "unknown" or "custom")) is { } tag ? statement with { CardName = tag.Name } : statement;

    private LicenseStatement OfText(AuditFile file)
    {
        var text = file.Text!;
        var policy = index.Files.FirstOrDefault(f => f.Artifact.Id == file.Artifact.Id && f.Role == FileRole.Policy && f.Text is not null && Folder(f.Path) == Folder(file.Path));
        if (!_bySha.TryGetValue(text.Sha256 ?? file.Place, out var read)) _bySha[text.Sha256 ?? file.Place] = read = reader.Analyze(text, new AnalyzeOptions { Policy = policy?.Text });
        var match = read.Matches.Where(m => m.Match is not (LicenseMatchKind.Reference or LicenseMatchKind.Tag)).OrderByDescending(m => m.Lines.Last - m.Lines.First).FirstOrDefault();
        match ??= read.Matches.Count > 0 ? read.Matches[0] : null;
        var title = match is null ? TitleOf(text) : default;
        var named = match is null && title.Words is { } words ? reader.Catalog.Resolve(words) : null;
        var lines = match?.Lines ?? new LineRange(Math.Max(1, title.Line), Math.Max(1, title.Line));
        var start = text.StartOf(lines.First);
        var evidence = ledger.Quote(file, text, start, text.Line(lines.First).Length, Detector);
        return new LicenseStatement(match?.Id ?? named?.Id, match?.Name ?? named?.Name ?? Called(title.Words) ?? $"Unidentified text in {file.Place}", TermsForm.Text, SubjectOf(file.Name), file, evidence, read)
        {
            Policy = policy,
            Match = match?.Match ?? (named is null ? LicenseMatchKind.Unidentified : LicenseMatchKind.Reference),
        };
    }

    private (string? Words, int Line) TitleOf(TextDocument text)
    {
        var first = default((string? Words, int Line));
        for (var line = 1; line <= Math.Min(12, text.LineCount); line++)
        {
            var words = text.Line(line).Trim().Trim("#*=").Trim().ToString();
            if (words.Length is 0 or > 120) continue;
            if (reader.Catalog.Resolve(words) is not null) return (words, line);
            if (first.Line == 0) first = (words, line);
        }

        return first;
    }

    private IEnumerable<LicenseStatement> OfTags(AuditFile file)
    {
        if (file.Markdown!.FrontMatter?.Root is not { } root) yield break;
        var name = root.TextOf("license_name");
        var link = root.TextOf("license_link");
        if (root["license"] is not { } node) yield break;
        foreach (var item in node.Items(orScalar: true))
        {
            var tag = item.Text.Trim();
            if (tag.Length == 0) continue;
            var other = tag is "other" or "unknown" or "custom";
            var key = other ? name ?? tag : tag;
            var id = reader.Catalog.Resolve(key)?.Id ?? (other && link is not null ? reader.Catalog.Resolve(link)?.Id : null);
            var line = other && name is not null ? root["license_name"]!.Value.Line : item.Line;
            var text = file.Text!;
            var evidence = ledger.Quote(file, text, text.StartOf(line), text.Line(line).Length, Detector);
            yield return new LicenseStatement(id, key, TermsForm.Tag, TermsSubject.All, file, evidence, reader.OfTag(id ?? key));
        }
    }

    private IEnumerable<LicenseStatement> OfWords(AuditFile file, IReadOnlyList<TextClaim> said)
    {
        foreach (var claim in said.Where(c => c.Kind == ClaimKind.License && c.Polarity == Polarity.Asserts && c.Lines.First > FrontEnd(file) && (Places(c.Quote) || Allots(c.Quote))).DistinctBy(c => (c.Lines, c.Quote)))
        {
            var placements = LicensePlacement.In(claim.Quote);
            foreach (var placement in placements.Where(p => index.Find(file.Artifact, p.Target) is null)) yield return OfPlacement(file, claim, placement);
            if (placements.Count > 0) continue;
            var ofBase = BaseSentence.BaseOf(claim.Quote, declared.Select(d => d.Parent));
            foreach (var (id, scope) in claims.LicensesIn(claim.Quote))
            {
                yield return new LicenseStatement(id, reader.Catalog.ById(id)?.Name ?? id, TermsForm.Words, ofBase is null ? SubjectOf(scope) : TermsSubject.Base, file, WordsOf(file, claim), reader.OfTag(id)) { Words = claim.Quote, Base = ofBase };
            }
        }
    }

    // A tag "other" names no license: the card's words are what it stands for.
    private static string? Placeholder(List<LicenseStatement> found) => found.Exists(s => s.Form == TermsForm.Tag && s.Id is not null) ? null : found.Find(s => s is { Form: TermsForm.Tag, Name: "other" })?.Name;

    // "Code license: [Apache 2.0](LICENSE)": a license file whose name does not say what it covers covers what the card puts under it.
    private static void Allot(List<LicenseStatement> found, AuditFile file, IReadOnlyList<TextClaim> said)
    {
        foreach (var placement in said.Where(c => c.Kind == ClaimKind.License).Select(c => c.Quote).Distinct(StringComparer.Ordinal).SelectMany(LicensePlacement.In).Where(p => p.Scope is not null))
        {
            var at = found.FindIndex(s => s is { Form: TermsForm.Text, Subject: TermsSubject.All } && s.File.Artifact.Id == file.Artifact.Id && s.File.Path == placement.Target);
            if (at >= 0) found[at] = found[at] with { Subject = SubjectOf(placement.Scope) };
        }
    }

    // Words put something under a license, or name it after the word "license"; that a license is spoken of is not enough.
    private static bool Places(string quote)
    {
        foreach (var word in (ReadOnlySpan<string>)["under", "licensed", "licenced", "subject to", "governed", "released with", "遵循", "依照", "遵守", "采用", "基于", "许可", "适用"])
        {
            if (quote.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        var start = quote.AsSpan().TrimStart("*-#>| •");
        return start.StartsWith("licen", StringComparison.OrdinalIgnoreCase) || start.StartsWith("协议", StringComparison.Ordinal);
    }

    // "MIT for the code, CC-BY-4.0 for the weights": a short sentence that gives each license its part.
    private bool Allots(string quote) => quote.Length <= LongestAllotment && claims.LicensesIn(quote) is { Count: > 0 } named && named.All(n => n.Scope is not null);

    // A text that nothing recognizes may still say what it is called.
    private static string? Called(string? title) => title is not null && (title.Contains("licen", StringComparison.OrdinalIgnoreCase) || title.Contains("agreement", StringComparison.OrdinalIgnoreCase)
        || title.Contains("terms", StringComparison.OrdinalIgnoreCase) || title.Contains("协议", StringComparison.Ordinal)) && !title.Contains("://", StringComparison.Ordinal) ? title : null;

    private static int FrontEnd(AuditFile file) => file.Markdown?.FrontMatter?.Lines.Last ?? 0;

    private string WordsOf(AuditFile file, TextClaim claim)
    {
        var text = file.Text!;
        var start = text.StartOf(claim.Lines.First);
        return ledger.Quote(file, text, start, Math.Max(1, text.StartOf(claim.Lines.Last) + text.Line(claim.Lines.Last).Length - start), Detector);
    }

    // The text is not here: the words of the link name the license, and are all that is known of it.
    private LicenseStatement OfPlacement(AuditFile file, TextClaim claim, LicensePlacement placement)
    {
        var subject = SubjectOf(placement.Scope ?? claim.Scope);
        var evidence = WordsOf(file, claim);
        return reader.Catalog.Resolve(placement.Label) is { } entry
            ? new LicenseStatement(entry.Id, entry.Name, TermsForm.Words, subject, file, evidence, reader.OfTag(entry.Id))
            : new LicenseStatement(null, placement.Label, TermsForm.Words, subject, file, evidence, null) { Match = LicenseMatchKind.Unidentified };
    }

    private static TermsSubject SubjectOf(ClaimScope? scope) => scope switch
    {
        ClaimScope.Code => TermsSubject.Code,
        ClaimScope.Data => TermsSubject.Data,
        ClaimScope.Model or ClaimScope.Weights => TermsSubject.Weights,
        _ => TermsSubject.All,
    };

    private static TermsSubject SubjectOf(string name)
    {
        var upper = name.ToUpperInvariant();
        if (upper.Contains("MODEL", StringComparison.Ordinal) || upper.Contains("WEIGHT", StringComparison.Ordinal)) return TermsSubject.Weights;
        if (upper.Contains("CODE", StringComparison.Ordinal)) return TermsSubject.Code;
        return upper.Contains("DATA", StringComparison.Ordinal) ? TermsSubject.Data : TermsSubject.All;
    }

    private static string Folder(string path) => path[..(path.LastIndexOf('/') + 1)];
}
