using Assay.Core;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>Licenses of a report as the advisors of the licensing room take them.</summary>
internal static class ReleaseTerms
{
    /// <summary>The terms of a license in a report, with the words of its clauses where they were quoted.</summary>
    /// <param name="license">The license.</param>
    /// <param name="evidence">Evidence by id.</param>
    /// <param name="reader">The licensing room, for the words that a known license asks for; null where they do not matter.</param>
    public static LicenseTerms Of(LicenseInfo license, IReadOnlyDictionary<string, Evidence> evidence, LicenseAnalyzer? reader = null) => new()
    {
        Id = license.Id,
        Facts = license.Clauses.ToDictionary(c => c.Code, c => new ClauseFact(c.Value, c.Section, null, Quote(c, evidence), c.Certainty), StringComparer.Ordinal),
        Freedoms = license.Freedoms,
        Texts = reader?.Known.Of(license.Id)?.Texts ?? RequiredTexts.None,
        Evidence = license.Clauses.Where(c => c.Evidence.Count > 0).ToDictionary(c => c.Code, c => c.Evidence, StringComparer.Ordinal),
    };

    /// <summary>The reviewed terms of a license that is only named, borne out by where it is named; null where none are held.</summary>
    public static LicenseTerms? Named(LicenseAnalyzer reader, string license, IReadOnlyList<string> evidence)
    {
        if (reader.OfTag(license) is not { } file) return null;
        return new LicenseTerms { Id = file.Expression ?? license, Facts = file.Facts, Freedoms = file.Freedoms, Texts = reader.Known.Of(file.Expression ?? license)?.Texts ?? RequiredTexts.None, Evidence = file.Facts.Keys.ToDictionary(c => c, _ => evidence, StringComparer.Ordinal) };
    }

    /// <summary>Terms with the limits that the card states beside them in its own words.</summary>
    public static LicenseTerms Narrowed(LicenseTerms terms, LicenseInfo? limits, IReadOnlyDictionary<string, Evidence> evidence)
    {
        if (limits is null) return terms;
        var stated = Of(limits with { Clauses = [.. limits.Clauses.Where(c => c.Evidence.Count > 0)] }, evidence);
        return terms with
        {
            Facts = terms.Facts.Where(f => !stated.Facts.ContainsKey(f.Key)).Concat(stated.Facts).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal),
            Evidence = terms.Evidence.Where(e => !stated.Evidence.ContainsKey(e.Key)).Concat(stated.Evidence).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal),
        };
    }

    private static string? Quote(ClauseInfo clause, IReadOnlyDictionary<string, Evidence> evidence) => clause.Evidence is [var id, ..] && evidence.TryGetValue(id, out var found) ? found.Quote : null;
}
