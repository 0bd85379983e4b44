using Assay.Core;

namespace Assay.Licensing;

/// <summary>A text whose title names a version that is known by name only: it departs from the nearest text that is held, and is named by its own id.</summary>
internal static class UnheldVersion
{
    private const int TitleReach = 40;

    /// <summary>The alignment, renamed where the title at its head names a license of the same family whose text is not held.</summary>
    public static TextAlignment Rename(TextAlignment alignment, int start, IReadOnlyList<Notice> notices, LicenseCatalog catalog)
    {
        if (alignment.Match is not { Match: LicenseMatchKind.Altered, Family: { } family } match || match.AlteredSections.Count == 0 || match.AlteredSections[0] != "title") return alignment;
        foreach (var notice in notices)
        {
            if (notice.Start < start - TitleReach || notice.Start > start + TitleReach || catalog.ById(notice.Expression) is not { TextHeld: false } named || named.Family != family) continue;
            return alignment with { Match = match with { Id = named.Id, Spdx = named.Spdx, Name = named.Name, Match = LicenseMatchKind.Family } };
        }

        return alignment;
    }
}
