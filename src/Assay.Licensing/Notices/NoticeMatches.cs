using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>What was found at one place: an expression and a match for each of its licenses.</summary>
internal sealed record FoundLicense(string Expression, ImmutableArray<LicenseMatch> Matches, TextAlignment? Alignment)
{
    /// <summary>One expression for a file: every different one, joined by AND.</summary>
    public static string? Join(IReadOnlyList<FoundLicense> found)
    {
        var parts = found.Select(f => f.Expression).Distinct(StringComparer.Ordinal).ToList();
        if (parts.Count == 0) return null;
        return parts.Count == 1 ? parts[0] : string.Join(" AND ", parts.Select(p => p.Contains(" OR ", StringComparison.Ordinal) ? $"({p})" : p));
    }
}

/// <summary>Turns notices into matches.</summary>
internal static class NoticeMatches
{
    public static FoundLicense Of(Notice notice, TextDocument document, TextView view, LicenseCatalog catalog)
    {
        var start = view.CharStart(notice.Start);
        var lines = document.LinesOf(start, view.CharEnd(notice.End - 1) - start);
        var matches = SpdxExpression.Ids(notice.Expression).Distinct(StringComparer.Ordinal).Select(id => Match(id, notice.Kind, lines, catalog));
        return new FoundLicense(notice.Expression, [.. matches], null);
    }

    private static LicenseMatch Match(string id, LicenseMatchKind kind, LineRange lines, LicenseCatalog catalog)
    {
        var license = catalog.ById(id);
        return new LicenseMatch { Id = license?.Id ?? id, Spdx = license is null ? (id.StartsWith("LicenseRef-", StringComparison.Ordinal) ? null : id) : license.Spdx, Name = license?.Name ?? id, Family = license?.Family, Match = kind, Lines = lines };
    }
}
