using Assay.Core;
using Assay.Licensing;

namespace Assay.Audit;

/// <summary>Turns statements of terms into the licenses of a report.</summary>
internal static class LicenseReports
{
    private static readonly HashSet<string> Limiting = new(
        [ClauseCodes.ResearchOnly, ClauseCodes.FieldOfUse, ClauseCodes.AcceptableUsePolicy, ClauseCodes.UserThreshold, ClauseCodes.RevenueThreshold, ClauseCodes.Geography, ClauseCodes.Registration, ClauseCodes.NoTrain],
        StringComparer.Ordinal);

    /// <summary>Longest quote in characters of a section that a fact rests on as a whole.</summary>
    private const int LongestQuote = 300;

    /// <summary>One entry a license, that of the weights first.</summary>
    public static List<LicenseInfo> Of(IReadOnlyList<LicenseStatement> statements, LicenseStatement? weights, LicenseAnalyzer reader, EvidenceLedger ledger)
    {
        var licenses = new List<LicenseInfo>();
        IEnumerable<LicenseStatement> ordered = weights is null ? statements : [weights, .. statements];
        foreach (var group in ordered.GroupBy(s => s.Expression, StringComparer.Ordinal))
        {
            var best = group.OrderBy(s => s.IsLimit ? 0 : 1).ThenBy(s => s.Form).First();
            licenses.Add(Info(group.Key, best, [.. group.Select(s => s.Evidence).Distinct(StringComparer.Ordinal).Take(6)], reader, ledger));
        }

        return licenses;
    }

    private static LicenseInfo Info(string id, LicenseStatement best, IReadOnlyList<string> evidence, LicenseAnalyzer reader, EvidenceLedger ledger)
    {
        var entry = best.Id is null ? null : reader.Catalog.ById(best.Id);
        var read = best.Read;
        var match = read?.Matches.FirstOrDefault(m => m.Id == best.Id);
        var unaltered = best.Match is not (LicenseMatchKind.Altered or LicenseMatchKind.Unidentified);
        return new LicenseInfo
        {
            Id = id,
            Spdx = entry?.Spdx,
            Name = entry?.Name ?? best.Name,
            Family = match?.Family ?? entry?.Family,
            Match = best.Match,
            Coverage = match?.Coverage,
            AlteredSections = match?.AlteredSections ?? [],
            Edits = match?.Edits ?? [],
            OsiApproved = unaltered ? entry?.OsiApproved ?? read?.OsiApproved : read?.OsiApproved,
            Freedoms = read is { } r && r.Freedoms != Freedoms.Unknown ? r.Freedoms : unaltered && entry?.OsiApproved == true ? Freedoms.AllFree : Freedoms.Unknown,
            Clauses = read is null ? [] : [.. read.Facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => Clause(f.Key, f.Value, best, evidence, ledger))],
            Evidence = evidence,
        };
    }

    private static ClauseInfo Clause(string code, ClauseFact fact, LicenseStatement statement, IReadOnlyList<string> stated, EvidenceLedger ledger)
    {
        if (statement.IsLimit) return new ClauseInfo(code, fact.Value, FreedomOf(code, fact, statement.Read!), null, fact.Certainty, fact.Lines is null ? [] : stated);
        IReadOnlyList<string> evidence = statement.Form != TermsForm.Text || fact.Lines is not { } lines ? []
            : Words(statement.File, fact, lines, ledger) ?? (statement.Policy is { } policy ? Words(policy, fact, lines, ledger) : null) ?? [];
        return new ClauseInfo(code, fact.Value, FreedomOf(code, fact, statement.Read!), fact.Section, fact.Certainty, evidence);
    }

    // A fact may stand in the license or in the policy that was read with it: only where its words are found is it quoted.
    private static string[]? Words(AuditFile file, ClauseFact fact, LineRange lines, EvidenceLedger ledger)
    {
        if (file.Text is not { } text || lines.First < 1 || lines.Last > text.LineCount) return null;
        var start = text.StartOf(lines.First);
        var end = text.StartOf(lines.Last) + text.Line(lines.Last).Length;
        if (fact.Quote is not { Length: > 0 } quote) return [ledger.Quote(file, text, start, Math.Min(LongestQuote, end - start), "clauses")];
        return FoldedQuote.Find(text.Text.AsSpan(start, end - start), quote) is var (at, length) ? [ledger.Quote(file, text, start + at, length, "clauses")] : null;
    }

    private static string? FreedomOf(string code, ClauseFact fact, LicenseFile read)
    {
        foreach (var freedom in (ReadOnlySpan<string>)["use", "modify", "share", "study"])
        {
            if (read.DecidedBy.GetValueOrDefault(freedom) == code) return freedom;
        }

        return Limiting.Contains(code) && !ClauseCodes.IsUnset(fact.Value) ? "use" : null;
    }
}
