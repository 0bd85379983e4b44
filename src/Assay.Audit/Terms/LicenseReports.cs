using Assay.Core;
using Assay.Licensing;

namespace Assay.Audit;

/// <summary>Turns statements of terms into the licenses of a report.</summary>
internal static class LicenseReports
{
    private static readonly HashSet<string> Limiting = new(
        [ClauseCodes.ResearchOnly, ClauseCodes.FieldOfUse, ClauseCodes.AcceptableUsePolicy, ClauseCodes.UserThreshold, ClauseCodes.RevenueThreshold, ClauseCodes.Geography, ClauseCodes.Registration, ClauseCodes.NoTrain],
        StringComparer.Ordinal);

    /// <summary>One entry a license, that of the weights first.</summary>
    public static List<LicenseInfo> Of(IReadOnlyList<LicenseStatement> statements, LicenseStatement? weights, LicenseAnalyzer reader, EvidenceLedger ledger)
    {
        var licenses = new List<LicenseInfo>();
        IEnumerable<LicenseStatement> ordered = weights is null ? statements : [weights, .. statements];
        foreach (var group in ordered.GroupBy(s => s.Expression, StringComparer.Ordinal))
        {
            var best = group.OrderBy(s => s.Form).First();
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
            OsiApproved = unaltered ? entry?.OsiApproved ?? read?.OsiApproved : read?.OsiApproved,
            Freedoms = read is { } r && r.Freedoms != Freedoms.Unknown ? r.Freedoms : unaltered && entry?.OsiApproved == true ? Freedoms.AllFree : Freedoms.Unknown,
            Clauses = read is null ? [] : [.. read.Facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => Clause(f.Key, f.Value, best, ledger))],
            Evidence = evidence,
        };
    }

    private static ClauseInfo Clause(string code, ClauseFact fact, LicenseStatement statement, EvidenceLedger ledger)
    {
        var evidence = new List<string>();
        if (fact.Lines is { } lines && statement.Form == TermsForm.Text && statement.File.Text is { } text && lines.First >= 1 && lines.Last <= text.LineCount)
        {
            var start = text.StartOf(lines.First);
            var end = text.StartOf(lines.Last) + text.Line(lines.Last).Length;
            var at = fact.Quote is { Length: > 0 } quote ? text.Text.IndexOf(quote[..Math.Min(quote.Length, 40)], start, end - start, StringComparison.Ordinal) : -1;
            evidence.Add(at >= 0 ? ledger.Quote(statement.File, text, at, Math.Min(fact.Quote!.Length, end - at), "clauses") : ledger.Quote(statement.File, text, start, end - start, "clauses"));
        }

        return new ClauseInfo(code, fact.Value, FreedomOf(code, fact, statement.Read!), fact.Section, fact.Certainty, evidence);
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
