using Assay.Core;

namespace Assay.Audit;

/// <summary>What is known about one license id: from the license found in the release, else from the lists.</summary>
internal sealed record LicenseTerms
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool? OsiApproved { get; init; }

    public Freedoms Freedoms { get; init; } = Freedoms.Unknown;

    public IReadOnlyList<ClauseInfo> Clauses { get; init; } = [];

    public IReadOnlyList<string> Evidence { get; init; } = [];

    public bool OpenData { get; init; }

    public bool OpenDocument { get; init; }

    /// <summary>Where the clauses that limit a freedom stand.</summary>
    public IEnumerable<string> ClauseEvidence => Clauses.Where(c => c.Freedom is not null && c.Value is not null).SelectMany(c => c.Evidence).Distinct(StringComparer.Ordinal);

    public static LicenseTerms Of(string id, JudgeContext context)
    {
        var found = context.Facts.Licenses.FirstOrDefault(l => Same(l.Id, id) || (l.Spdx is { } spdx && Same(spdx, id)));
        if (found is null) return Listed(context.Lists.Normalize(id), context.Lists);
        var unaltered = found.Match is not (LicenseMatchKind.Altered or LicenseMatchKind.Unidentified);
        return new LicenseTerms
        {
            Id = found.Id,
            Name = found.Name,
            OsiApproved = found.OsiApproved ?? (unaltered && context.Lists.IsOsiApproved(id) ? true : null),
            Freedoms = found.Freedoms == Freedoms.Unknown && unaltered && context.Lists.IsOpenData(id) ? Freedoms.AllFree : found.Freedoms,
            Clauses = found.Clauses,
            Evidence = found.Evidence,
            OpenData = unaltered && context.Lists.IsOpenData(id),
            OpenDocument = unaltered && context.Lists.IsOpenDocument(id),
        };
    }

    private static LicenseTerms Listed(string id, LicenseLists lists) => new()
    {
        Id = id,
        Name = id,
        OsiApproved = lists.Knows(id) ? lists.IsOsiApproved(id) : null,
        Freedoms = lists.IsOpenData(id) || lists.IsOpenDocument(id) ? Freedoms.AllFree : Freedoms.Unknown,
        OpenData = lists.IsOpenData(id),
        OpenDocument = lists.IsOpenDocument(id),
    };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
