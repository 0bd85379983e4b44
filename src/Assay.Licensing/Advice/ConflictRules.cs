using Assay.Core;

namespace Assay.Licensing;

/// <summary>The rules by which a clause of one set of terms stands against a clause of another.</summary>
/// <param name="pairs">What licenses say of each other.</param>
internal sealed class ConflictRules(LicensePairs pairs)
{
    private delegate (string Source, string Result)? Against(LicenseTerms source, LicenseTerms result);

    private sealed record Rule(string Id, IReadOnlyList<WorkRelation> Relations, Against Find);

    private static readonly WorkRelation[] Derived = [WorkRelation.DerivedFrom];
    private static readonly WorkRelation[] Shipped = [WorkRelation.DerivedFrom, WorkRelation.ContainsCode];
    private static readonly WorkRelation[] Reaching = [WorkRelation.DerivedFrom, WorkRelation.TrainedOn, WorkRelation.ContainsCode];

    private static readonly Rule[] Rules =
    [
        new("commerce-forbidden", Reaching, (a, b) => When(a.Word(ClauseCodes.CommercialUse) == "forbidden" && Commercial(b), ClauseCodes.CommercialUse, ClauseCodes.CommercialUse)),
        new("research-only", Reaching, (a, b) => When(a.Sets(ClauseCodes.ResearchOnly) && !b.Sets(ClauseCodes.ResearchOnly), ClauseCodes.ResearchOnly, ClauseCodes.CommercialUse)),
        new("approval-dropped", Derived, (a, b) => When(a.Word(ClauseCodes.Registration) is "for_commercial" or "for_all" && b.Word(ClauseCodes.CommercialUse) == "allowed" && !b.Sets(ClauseCodes.Registration), ClauseCodes.Registration, ClauseCodes.CommercialUse)),
        new("distribution-withheld", Derived, (a, b) => When(a.Word(ClauseCodes.Distribution) == "no" && b.Word(ClauseCodes.Distribution) is "yes" or "conditional", ClauseCodes.Distribution, ClauseCodes.Distribution)),
        new("use-limits-dropped", Derived, (a, b) => Limit(a) is { } limit && Limit(b) is null && a.Word(ClauseCodes.CommercialUse) != "forbidden" ? (limit, ClauseCodes.FieldOfUse) : null),
        new("flow-down-dropped", Derived, (a, b) => When(a.Word(ClauseCodes.KeepRestrictions) == "use_restrictions" && b.Word(ClauseCodes.KeepRestrictions) is not ("use_restrictions" or "same_terms"), ClauseCodes.KeepRestrictions, ClauseCodes.KeepRestrictions)),
        new("agreement-replaced", Derived, (a, b) => When(a.Word(ClauseCodes.KeepRestrictions) == "copy_of_agreement" && Limit(a) is not null && Limit(b) is null, ClauseCodes.KeepRestrictions, ClauseCodes.KeepRestrictions)),
        new("naming-dropped", Derived, (a, b) => When(a.Sets(ClauseCodes.Naming) && !b.Sets(ClauseCodes.Naming), ClauseCodes.Naming, ClauseCodes.Distribution)),
        new("territory-dropped", Derived, (a, b) => When(a.Sets(ClauseCodes.Geography) && !b.Sets(ClauseCodes.Geography), ClauseCodes.Geography, ClauseCodes.Geography)),
        new("user-limit-dropped", Derived, (a, b) => When(Limits(a, ClauseCodes.UserThreshold) && !b.Sets(ClauseCodes.UserThreshold), ClauseCodes.UserThreshold, ClauseCodes.CommercialUse)),
        new("revenue-limit-dropped", Derived, (a, b) => When(Limits(a, ClauseCodes.RevenueThreshold) && !b.Sets(ClauseCodes.RevenueThreshold), ClauseCodes.RevenueThreshold, ClauseCodes.CommercialUse)),
        new("no-train-dropped", Derived, (a, b) => When(a.Sets(ClauseCodes.NoTrain) && !b.Sets(ClauseCodes.NoTrain), ClauseCodes.NoTrain, ClauseCodes.Outputs)),
        new("training-forbidden", [WorkRelation.TrainedOn], (a, b) => When(a.Sets(ClauseCodes.NoTrain), ClauseCodes.NoTrain, ClauseCodes.Modification)),
        new("outputs-not-for-training", [WorkRelation.TrainedOnOutputs], (a, b) => When(a.Sets(ClauseCodes.NoTrain), ClauseCodes.NoTrain, ClauseCodes.CommercialUse)),
        new("outputs-bring-terms", [WorkRelation.TrainedOnOutputs], (a, b) => When(a.Word(ClauseCodes.Outputs) == "conditional" && a.Word(ClauseCodes.KeepRestrictions) is "use_restrictions" or "same_terms" && Limit(a) is not null && Limit(b) is null, ClauseCodes.Outputs, ClauseCodes.FieldOfUse)),
        new("outputs-bring-name", [WorkRelation.TrainedOnOutputs], (a, b) => When(a.Word(ClauseCodes.Outputs) == "conditional" && a.Word(ClauseCodes.Naming) == "yes" && b.Word(ClauseCodes.Naming) != "yes", ClauseCodes.Outputs, ClauseCodes.Distribution)),
    ];

    /// <summary>What of a source stands against the result.</summary>
    /// <param name="a">Terms of the source.</param>
    /// <param name="b">Terms of the result.</param>
    /// <param name="relation">How the source takes part.</param>
    /// <param name="same">Whether both name the same license.</param>
    public IEnumerable<ClauseConflict> Between(LicenseTerms a, LicenseTerms b, WorkRelation relation, bool same)
    {
        if (relation == WorkRelation.TrainedOn && pairs.FreesResults(a.Id)) yield break;
        if (relation == WorkRelation.DerivedFrom && Withholds(a)) yield return new("modification-withheld", ClauseCodes.Modification, ClauseCodes.Modification);
        if (same) yield break;
        foreach (var rule in Rules.Where(r => r.Relations.Contains(relation)))
        {
            if (rule.Find(a, b) is { } codes) yield return new ClauseConflict(rule.Id, codes.Source, codes.Result);
        }

        if (relation == WorkRelation.TrainedOn && Withholds(a)) yield return new("adaptation-of-data", ClauseCodes.Modification, ClauseCodes.Distribution);
        foreach (var found in ShareAlike(a, b, relation)) yield return found;
        if (relation is WorkRelation.DerivedFrom or WorkRelation.ContainsCode)
        {
            foreach (var found in FurtherRestrictions(a, b, relation).Concat(relation == WorkRelation.ContainsCode && SameTerms(a) is null ? [] : Turned(FurtherRestrictions(b, a, relation)))) yield return found;
        }
    }

    /// <summary>What two sources of one derivative cannot both have.</summary>
    public IEnumerable<ClauseConflict> Together(LicenseTerms a, LicenseTerms b)
    {
        if (Withholds(a)) yield return new("modification-withheld", ClauseCodes.Modification, ClauseCodes.Modification);
        if (Withholds(b)) yield return new("modification-withheld-by-other", ClauseCodes.Modification, ClauseCodes.Modification);
        if (a.Sets(ClauseCodes.NoTrain)) yield return new("merged-into-another", ClauseCodes.NoTrain, ClauseCodes.Modification);
        else if (b.Sets(ClauseCodes.NoTrain)) yield return new("merged-with-no-train", ClauseCodes.Modification, ClauseCodes.NoTrain);
        if (Names(a) is { Count: > 0 } one && Names(b) is { Count: > 0 } other && !one.Intersect(other, StringComparer.OrdinalIgnoreCase).Any()) yield return new("two-names", ClauseCodes.Naming, ClauseCodes.Naming);
        if (SameTerms(a) is { } own && SameTerms(b) is { } others)
        {
            if (!pairs.Join(a.Id, b.Id)) yield return new("both-same-terms", own, others);
            yield break;
        }

        if (NoFurther(a) is { } whole && Further(b) is { } limit) yield return new("share-alike-against-limits", whole, limit);
        else if (NoFurther(b) is { } theirs && Further(a) is { } mine) yield return new("limits-against-share-alike", mine, theirs);
        foreach (var found in FurtherRestrictions(a, b, WorkRelation.DerivedFrom).Concat(Turned(FurtherRestrictions(b, a, WorkRelation.DerivedFrom)))) yield return found;
    }

    private IEnumerable<ClauseConflict> ShareAlike(LicenseTerms a, LicenseTerms b, WorkRelation relation)
    {
        if (pairs.Passes(a.Id, b.Id)) yield break;
        if (relation == WorkRelation.DerivedFrom && SameTerms(a) is { } code) yield return new("same-terms", code, SameTerms(b) ?? ClauseCodes.KeepRestrictions);
        if (relation == WorkRelation.TrainedOn && SameTerms(a) is { } data) yield return new("share-alike-of-data", data, SameTerms(b) ?? ClauseCodes.KeepRestrictions);
        if (!Shipped.Contains(relation) || (relation == WorkRelation.ContainsCode && pairs.StaysWithPart(a.Id))) yield break;
        var whole = a.Sets(ClauseCodes.ShareAlike) ? ClauseCodes.ShareAlike : a.Word(ClauseCodes.KeepRestrictions) == "no_further_restrictions" ? ClauseCodes.KeepRestrictions : null;
        if (whole is not null && Further(b) is { } limit) yield return new("limits-added", whole, limit);
    }

    private IEnumerable<ClauseConflict> FurtherRestrictions(LicenseTerms a, LicenseTerms b, WorkRelation relation) => pairs.Further
        .Where(f => f.Licenses.Contains(Plain(a.Id)) && f.Others.Contains(Plain(b.Id)) && !(relation == WorkRelation.ContainsCode && pairs.StaysWithPart(b.Id)))
        .Select(f => new ClauseConflict(f.Rule, f.Clause, ClauseCodes.KeepRestrictions));

    private static IEnumerable<ClauseConflict> Turned(IEnumerable<ClauseConflict> found) => found.Select(f => new ClauseConflict(f.Rule + "-by-other", f.ResultClause, f.SourceClause));

    private bool Withholds(LicenseTerms terms) => terms.Word(ClauseCodes.Modification) == "no" || pairs.KeepsAdaptationsPrivate(terms.Id);

    private string? NoFurther(LicenseTerms terms) => terms.Sets(ClauseCodes.ShareAlike) && !pairs.StaysWithPart(terms.Id) ? ClauseCodes.ShareAlike : null;

    private static IReadOnlyList<string> Names(LicenseTerms terms) => RequiredWords.Name(terms);

    private static string Plain(string id) => id.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase) ? id[11..] : id;

    private static (string, string)? When(bool holds, string source, string result) => holds ? (source, result) : null;

    private static bool Commercial(LicenseTerms terms) => terms.Word(ClauseCodes.CommercialUse) is "allowed" or "conditional";

    private static string? Limit(LicenseTerms terms) => terms.Sets(ClauseCodes.FieldOfUse) ? ClauseCodes.FieldOfUse : terms.Sets(ClauseCodes.AcceptableUsePolicy) ? ClauseCodes.AcceptableUsePolicy : null;

    /// <summary>A limit that a license without further restrictions does not let anyone add.</summary>
    private static string? Further(LicenseTerms terms) => Limit(terms)
        ?? (terms.Word(ClauseCodes.CommercialUse) == "forbidden" ? ClauseCodes.CommercialUse
        : Limits(terms, ClauseCodes.UserThreshold) ? ClauseCodes.UserThreshold
        : Limits(terms, ClauseCodes.RevenueThreshold) ? ClauseCodes.RevenueThreshold
        : terms.Sets(ClauseCodes.Geography) ? ClauseCodes.Geography
        : terms.Sets(ClauseCodes.NoTrain) ? ClauseCodes.NoTrain
        : terms.Word(ClauseCodes.Naming) == "yes" ? ClauseCodes.Naming : null);

    private static string? SameTerms(LicenseTerms terms) => terms.Sets(ClauseCodes.ShareAlike) ? ClauseCodes.ShareAlike : terms.Word(ClauseCodes.KeepRestrictions) == "same_terms" ? ClauseCodes.KeepRestrictions : null;

    private static bool Limits(LicenseTerms terms, string threshold) => terms.Sets(threshold) && terms.Word(ClauseCodes.CommercialUse) == "conditional";
}
