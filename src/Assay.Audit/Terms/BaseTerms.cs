using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>How the terms of a model that a release is made of are known.</summary>
public enum BaseTermsFrom
{
    /// <summary>Its own release was read.</summary>
    Release,

    /// <summary>The card of this release states them.</summary>
    Card,

    /// <summary>They were not read.</summary>
    NotRead,
}

/// <summary>The terms of a model that a release is made of.</summary>
/// <param name="Parent">Its name.</param>
/// <param name="From">How they are known.</param>
/// <param name="License">The license; null where it is not known.</param>
/// <param name="Stated">Id of the license that the card of this release states for it; null where it states none.</param>
/// <param name="Evidence">Ids of evidence: where its terms are stated, else where it is declared.</param>
public sealed record BaseTerms(string Parent, BaseTermsFrom From, LicenseInfo? License, string? Stated, IReadOnlyList<string> Evidence)
{
    /// <summary>The declared bases of a release, and those that only a sentence about their license names.</summary>
    internal static List<BaseTerms> Of(ReleaseIndex index, IReadOnlyList<DeclaredParent> declared, IReadOnlyList<LicenseStatement> statements, IReadOnlyList<LicenseInfo> licenses)
    {
        var ofBases = statements.Where(s => s.Subject == TermsSubject.Base).ToList();
        var stated = ofBases.Where(s => s.File.Artifact.Id == index.Release.Model.Id).ToList();
        var names = declared.Where(d => !IsSelf(d.Parent, index.Release.Name)).DistinctBy(d => BaseSentence.Segment(d.Parent).ToLowerInvariant()).ToList();
        var found = names.ConvertAll(d => One(d, names.Count, index, ofBases, stated, licenses));
        foreach (var group in stated.Where(s => !names.Exists(d => Means(s, d.Parent, names.Count))).GroupBy(s => s.Base!, StringComparer.OrdinalIgnoreCase))
        {
            found.Add(new BaseTerms(group.Key, BaseTermsFrom.Card, Info(group.First(), licenses), group.First().Expression, [.. group.Select(s => s.Evidence)]));
        }

        return found;
    }

    /// <summary>The artifact of a release that a declared base names, or null: one that was added as a parent, or whose name is the base's.</summary>
    internal static Artifact? ArtifactOf(Release release, string parent, int parents)
    {
        var name = BaseSentence.Segment(parent);
        var others = release.Artifacts.Where(a => a.Id != release.Model.Id && a.Kind is ArtifactKind.Parent or ArtifactKind.Code or ArtifactKind.Model).ToList();
        return others.Find(a => Names(a).Any(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)))
            ?? (parents == 1 && others.Where(a => a.Kind == ArtifactKind.Parent).ToList() is [var only] ? only : null);
    }

    private static BaseTerms One(DeclaredParent declared, int parents, ReleaseIndex index, List<LicenseStatement> ofBases, List<LicenseStatement> stated, IReadOnlyList<LicenseInfo> licenses)
    {
        var said = stated.Find(s => Means(s, declared.Parent, parents));
        var artifact = ArtifactOf(index.Release, declared.Parent, parents);
        var own = artifact is null ? null : ofBases.Where(s => s.File.Artifact.Id == artifact.Id && s.Base is null).OrderBy(s => s.Form).ThenBy(s => s.Folder.Length).FirstOrDefault();
        if (own is not null) return new BaseTerms(declared.Parent, BaseTermsFrom.Release, Info(own, licenses), said?.Expression, [own.Evidence]);
        if (said is not null) return new BaseTerms(declared.Parent, BaseTermsFrom.Card, Info(said, licenses), said.Expression, [said.Evidence]);
        return new BaseTerms(declared.Parent, BaseTermsFrom.NotRead, null, null, declared.Evidence);
    }

    private static bool Means(LicenseStatement s, string parent, int parents) =>
        s.Base is { } name && (Overlap(BaseSentence.Segment(name), BaseSentence.Segment(parent)) || (parents == 1 && !name.Any(char.IsAsciiDigit)));

    private static bool Overlap(string a, string b)
    {
        var (x, y) = (Plain(a), Plain(b));
        return x.Contains(y, StringComparison.Ordinal) || y.Contains(x, StringComparison.Ordinal);
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static bool IsSelf(string parent, string release) => Plain(BaseSentence.Segment(parent)) == Plain(BaseSentence.Segment(release));

    private static LicenseInfo? Info(LicenseStatement statement, IReadOnlyList<LicenseInfo> licenses) => licenses.FirstOrDefault(l => l.Id == statement.Expression);

    private static IEnumerable<string> Names(Artifact artifact)
    {
        yield return artifact.Id[(artifact.Id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        yield return BaseSentence.Segment(artifact.Location);
        if (artifact.Origin is { } origin) yield return BaseSentence.Segment(origin);
    }
}
