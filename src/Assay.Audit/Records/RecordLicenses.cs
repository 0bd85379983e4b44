using System.Text;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Licenses that a record names, by the ids they mean.</summary>
internal static class RecordLicenses
{
    /// <summary>The licenses of some facts, those of the weights first.</summary>
    public static IReadOnlyList<LicenseInfo> Of(IReadOnlyList<ComponentFact> facts, LicenseLists lists) =>
    [
        .. facts.Where(f => f.License.Expression is not null)
            .OrderBy(f => f.Id == ComponentId.WeightsFinal.Value ? 0 : 1)
            .GroupBy(f => Id(f.License.Expression!, lists), StringComparer.Ordinal)
            .Select(g => Info(g.Key, g.First().License.Expression!, [.. g.SelectMany(f => f.Evidence).Distinct(StringComparer.Ordinal)], lists)),
    ];

    private static LicenseInfo Info(string id, string name, IReadOnlyList<string> evidence, LicenseLists lists) => new()
    {
        Id = id,
        Spdx = lists.Knows(id) ? id : null,
        Name = name,
        Match = lists.Knows(id) ? LicenseMatchKind.Tag : LicenseMatchKind.Unidentified,
        OsiApproved = lists.Knows(id) ? lists.IsOsiApproved(id) : null,
        Freedoms = lists.IsOpenData(id) ? Freedoms.AllFree : Freedoms.Unknown,
        Evidence = evidence,
    };

    private static string Id(string spelling, LicenseLists lists)
    {
        var id = lists.Normalize(spelling);
        return lists.Knows(id) ? id : $"LicenseRef-{Kebab(spelling)}";
    }

    private static string Kebab(string text)
    {
        var kebab = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '.') kebab.Append(char.ToLowerInvariant(c));
            else if (kebab.Length > 0 && kebab[^1] != '-') kebab.Append('-');
        }

        return kebab.ToString().Trim('-') is { Length: > 0 } id ? id : "unnamed";
    }
}
