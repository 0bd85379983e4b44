using Assay.Core;

namespace Assay.Audit;

/// <summary>
/// Ties terms to components: what the component itself states wins over the license file of its folder, that over the one of its repository, that over the card.
/// A license of the model beside a license of the code is a split, not a contradiction.
/// </summary>
internal sealed class LicenseAssigner(ReleaseIndex index, IReadOnlyList<LicenseStatement> statements)
{
    /// <summary>The terms of the weights, or null.</summary>
    public (LicenseStatement Statement, LicenseScope Scope)? Weights => _weights ??= FindWeights();

    /// <summary>Limits that the card states in its own words beside a license of the weights that knows no such limit; null where there are none.</summary>
    public LicenseStatement? Limits => Weights is { Statement: { IsLimit: false } license } && CardLimits.Narrow(license) ? statements.FirstOrDefault(s => s.IsLimit) : null;

    private (LicenseStatement Statement, LicenseScope Scope)? _weights;

    /// <summary>Adds its license to a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="places">The files its evidence lies in, the most telling first.</param>
    public ComponentFact Assign(ComponentFact fact, IReadOnlyList<AuditFile> places)
    {
        if (fact.Presence is Presence.Absent or Presence.Unknown) return fact;
        var terms = fact.Id switch
        {
            "weights.final" or "weights.checkpoints" or "model.meta" => Weights,
            "data.train" or "data.eval" => Data(places),
            "legal.license" or "legal.aup" => null,
            "doc.paper" or "doc.report" or "doc.datacard" or "doc.eusummary" or "doc.copyright" when fact.Presence == Presence.Claimed => null,
            _ => fact.Basis is Basis.Linked or Basis.Promised && !fact.Id.StartsWith("doc.", StringComparison.Ordinal) ? null : Code(fact, places),
        };
        if (terms is not var (statement, scope)) return fact;
        var limits = ReferenceEquals(statement, Weights?.Statement) && CardLimits.Contradict(statement) ? Limits : null;
        return fact with { License = new ComponentLicense(limits is null ? statement.Expression : $"{statement.Expression} AND {limits.Expression}", scope) };
    }

    private (LicenseStatement, LicenseScope)? FindWeights()
    {
        var model = statements.Where(s => s.File.Artifact.Id == index.Release.Model.Id).ToList();
        var others = statements.Where(s => s.File.Artifact.Id != index.Release.Model.Id).ToList();
        return First(model, TermsForm.Text, TermsSubject.Weights, LicenseScope.Component)
            ?? FirstRoot(model)
            ?? Tagged(model)
            ?? First(model, TermsForm.Words, TermsSubject.Weights, LicenseScope.Card)
            ?? First([.. others.Where(s => !index.IsOtherModel(s.File.Artifact))], TermsForm.Text, TermsSubject.Weights, LicenseScope.Component)
            ?? First(model, TermsForm.Words, TermsSubject.All, LicenseScope.Card)
            ?? First([.. others.Where(s => !index.IsOtherModel(s.File.Artifact))], TermsForm.Words, TermsSubject.Weights, LicenseScope.Card)
            ?? First(others, TermsForm.Text, TermsSubject.Weights, LicenseScope.Inherited);
    }

    private static (LicenseStatement, LicenseScope)? First(List<LicenseStatement> among, TermsForm form, TermsSubject subject, LicenseScope scope) =>
        among.Find(s => s.Form == form && s.Subject == subject && !IsPlaceholder(s)) is { } found ? (found, scope) : null;

    // A license file at the root covers the weights, unless another one beside it is for the weights alone or the words say that it is for the code.
    private static (LicenseStatement, LicenseScope)? FirstRoot(List<LicenseStatement> model)
    {
        var file = model.Find(s => s.Form == TermsForm.Text && s.Subject == TermsSubject.All && s.File.IsAtRoot);
        if (file is null) return null;
        var forCode = model.Exists(s => s.Form == TermsForm.Words && s.Subject == TermsSubject.Code && s.Id == file.Id);
        var forWeights = model.Find(s => s.Form == TermsForm.Words && s.Subject == TermsSubject.Weights && (s.IsLimit || (s.Id is not null && s.Id != file.Id)));
        if (forCode && forWeights is not null) return (forWeights, LicenseScope.Card);
        return (file, LicenseScope.Repository);
    }

    // A tag may name several licenses and not say which covers what: words that say it win, else the one that allows least is the safe reading. So do words that give the tag's license to the code and another to the weights.
    private static (LicenseStatement, LicenseScope)? Tagged(List<LicenseStatement> model)
    {
        var tags = model.Where(s => s.Form == TermsForm.Tag && !IsPlaceholder(s)).ToList();
        if (tags.Count == 0) return null;
        var words = model.Find(s => s is { Form: TermsForm.Words, Subject: TermsSubject.Weights, IsLimit: false, Id: not null });
        var split = words is not null && model.Exists(s => s is { Form: TermsForm.Words, Subject: TermsSubject.Code, Id: not null } && s.Id != words.Id && tags.Exists(t => t.Id == s.Id));
        if (words is not null && (split || tags.Exists(t => t.Id == words.Id))) return (words, LicenseScope.Card);
        return (tags.OrderBy(t => t.Read?.OsiApproved == true ? 1 : 0).First(), LicenseScope.Card);
    }

    private static bool IsPlaceholder(LicenseStatement s) => s.Id is null && s.Name is "other" or "unknown" or "custom";

    private (LicenseStatement, LicenseScope)? Code(ComponentFact fact, IReadOnlyList<AuditFile> places)
    {
        foreach (var place in places)
        {
            var near = statements.Where(s => s.Form == TermsForm.Text && s.File.Artifact.Id == place.Artifact.Id && s.Subject is TermsSubject.All or TermsSubject.Code && place.Path.StartsWith(s.Folder, StringComparison.Ordinal))
                .OrderByDescending(s => s.Folder.Length).ThenBy(s => s.Subject == TermsSubject.Code && fact.Id.StartsWith("code.", StringComparison.Ordinal) ? 0 : 1).FirstOrDefault();
            if (near is not null) return (near, near.Folder.Length == 0 ? LicenseScope.Repository : LicenseScope.Directory);
            var words = statements.FirstOrDefault(s => s.Form == TermsForm.Words && s.Subject == TermsSubject.Code && s.File.Artifact.Id == place.Artifact.Id);
            if (words is not null) return (words, LicenseScope.Card);
            var tag = statements.FirstOrDefault(s => s.Form == TermsForm.Tag && s.File.Artifact.Id == place.Artifact.Id && !IsPlaceholder(s));
            if (tag is not null) return (tag, LicenseScope.Card);
            var any = statements.FirstOrDefault(s => s.Form == TermsForm.Words && s.Subject == TermsSubject.All && s.File.Artifact.Id == place.Artifact.Id);
            if (any is not null) return (any, LicenseScope.Card);
        }

        return null;
    }

    private (LicenseStatement, LicenseScope)? Data(IReadOnlyList<AuditFile> places)
    {
        var file = statements.FirstOrDefault(s => s.Subject == TermsSubject.Data);
        if (file is not null) return (file, LicenseScope.Component);
        foreach (var place in places)
        {
            // The license of a whole repository is not taken for that of the data in it; one in their own folder is.
            var near = statements.Where(s => s.Form == TermsForm.Text && s.Folder.Length > 0 && s.File.Artifact.Id == place.Artifact.Id && place.Path.StartsWith(s.Folder, StringComparison.Ordinal)).MaxBy(s => s.Folder.Length);
            if (near is not null) return (near, LicenseScope.Directory);
        }

        foreach (var place in places.Where(p => p.Artifact.Kind == ArtifactKind.Dataset))
        {
            var own = statements.FirstOrDefault(s => s.File.Artifact.Id == place.Artifact.Id && !IsPlaceholder(s));
            if (own is not null) return (own, LicenseScope.Repository);
        }

        return null;
    }
}
