using Assay.Core;

namespace Assay.Licensing;

/// <summary>
/// Finds clauses that stand against each other when a model, its data, its code and its parents are combined. It is a pure function of two sets of clause
/// facts and the relation between the works; every finding is a possible conflict for a person to judge, never advice.
/// </summary>
public static class LicenseCompatibility
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
        new("modification-withheld", Derived, (a, b) => When(a.Word(ClauseCodes.Modification) == "no", ClauseCodes.Modification, ClauseCodes.Modification)),
        new("distribution-withheld", Derived, (a, b) => When(a.Word(ClauseCodes.Distribution) == "no" && b.Word(ClauseCodes.Distribution) is "yes" or "conditional", ClauseCodes.Distribution, ClauseCodes.Distribution)),
        new("use-limits-dropped", Derived, (a, b) => Limit(a) is { } limit && Limit(b) is null && a.Word(ClauseCodes.CommercialUse) != "forbidden" ? (limit, ClauseCodes.FieldOfUse) : null),
        new("flow-down-dropped", Derived, (a, b) => When(a.Word(ClauseCodes.KeepRestrictions) == "use_restrictions" && b.Word(ClauseCodes.KeepRestrictions) is not ("use_restrictions" or "same_terms"), ClauseCodes.KeepRestrictions, ClauseCodes.KeepRestrictions)),
        new("same-terms", Derived, (a, b) => SameTerms(a) is { } code ? (code, SameTerms(b) ?? ClauseCodes.KeepRestrictions) : null),
        new("agreement-replaced", Derived, (a, b) => When(a.Word(ClauseCodes.KeepRestrictions) == "copy_of_agreement" && Limit(a) is not null && Limit(b) is null, ClauseCodes.KeepRestrictions, ClauseCodes.KeepRestrictions)),
        new("naming-dropped", Derived, (a, b) => When(a.Sets(ClauseCodes.Naming) && !b.Sets(ClauseCodes.Naming), ClauseCodes.Naming, ClauseCodes.Distribution)),
        new("territory-dropped", Derived, (a, b) => When(a.Sets(ClauseCodes.Geography) && !b.Sets(ClauseCodes.Geography), ClauseCodes.Geography, ClauseCodes.Geography)),
        new("user-limit-dropped", Derived, (a, b) => When(Limits(a, ClauseCodes.UserThreshold) && !b.Sets(ClauseCodes.UserThreshold), ClauseCodes.UserThreshold, ClauseCodes.CommercialUse)),
        new("revenue-limit-dropped", Derived, (a, b) => When(Limits(a, ClauseCodes.RevenueThreshold) && !b.Sets(ClauseCodes.RevenueThreshold), ClauseCodes.RevenueThreshold, ClauseCodes.CommercialUse)),
        new("no-train-dropped", Derived, (a, b) => When(a.Sets(ClauseCodes.NoTrain) && !b.Sets(ClauseCodes.NoTrain), ClauseCodes.NoTrain, ClauseCodes.Outputs)),
        new("limits-added", Shipped, (a, b) => (a.Sets(ClauseCodes.ShareAlike) || a.Word(ClauseCodes.KeepRestrictions) == "no_further_restrictions") && Limit(b) is { } limit ? (a.Sets(ClauseCodes.ShareAlike) ? ClauseCodes.ShareAlike : ClauseCodes.KeepRestrictions, limit) : null),
        new("training-forbidden", [WorkRelation.TrainedOn], (a, b) => When(a.Sets(ClauseCodes.NoTrain), ClauseCodes.NoTrain, ClauseCodes.Modification)),
        new("outputs-not-for-training", [WorkRelation.TrainedOnOutputs], (a, b) => When(a.Sets(ClauseCodes.NoTrain), ClauseCodes.NoTrain, ClauseCodes.CommercialUse)),
        new("outputs-bring-terms", [WorkRelation.TrainedOnOutputs], (a, b) => When(a.Word(ClauseCodes.Outputs) == "conditional" && a.Word(ClauseCodes.KeepRestrictions) is "use_restrictions" or "same_terms" && Limit(a) is not null && Limit(b) is null, ClauseCodes.Outputs, ClauseCodes.FieldOfUse)),
    ];

    /// <summary>Clauses of a source that stand against clauses of the result, in the order of the rules. Nothing stands against the same license, or against terms without facts.</summary>
    /// <param name="source">Terms of the source.</param>
    /// <param name="result">Terms that the result is offered under.</param>
    /// <param name="relation">How the source takes part.</param>
    public static IReadOnlyList<ClauseConflict> Between(LicenseTerms source, LicenseTerms result, WorkRelation relation)
    {
        if (SameLicense(source.Id, result.Id) || source.Facts.Count == 0 || result.Facts.Count == 0) return [];
        var found = new List<ClauseConflict>();
        foreach (var rule in Rules.Where(r => r.Relations.Contains(relation)))
        {
            if (rule.Find(source, result) is { } codes) found.Add(new ClauseConflict(rule.Id, codes.Source, codes.Result));
        }

        return found;
    }

    /// <summary>Clauses of two sources of one derivative that cannot both be met, whatever the license of the derivative: two licenses that each demand themselves, or one that forbids the limits that the other passes on.</summary>
    /// <param name="a">Terms of one source.</param>
    /// <param name="b">Terms of the other.</param>
    public static IReadOnlyList<ClauseConflict> Together(LicenseTerms a, LicenseTerms b)
    {
        if (SameLicense(a.Id, b.Id) || a.Facts.Count == 0 || b.Facts.Count == 0) return [];
        if (SameTerms(a) is { } one && SameTerms(b) is { } other) return [new ClauseConflict("both-same-terms", one, other)];
        if (a.Sets(ClauseCodes.ShareAlike) && Limit(b) is { } limit) return [new ClauseConflict("share-alike-against-limits", ClauseCodes.ShareAlike, limit)];
        return b.Sets(ClauseCodes.ShareAlike) && Limit(a) is { } own ? [new ClauseConflict("limits-against-share-alike", own, ClauseCodes.ShareAlike)] : [];
    }

    /// <summary>All possible conflicts of a result with its sources and among the sources, said with both clauses named and quoted where their text is at hand.</summary>
    /// <param name="name">What to call the result.</param>
    /// <param name="result">Terms that the result is offered under.</param>
    /// <param name="sources">Its sources.</param>
    /// <param name="messages">The sentences.</param>
    public static IReadOnlyList<Conflict> Check(string name, LicenseTerms result, IReadOnlyList<SourceWork> sources, MessageCatalog messages)
    {
        var conflicts = new List<Conflict>();
        foreach (var source in sources) conflicts.AddRange(Between(source.Terms, result, source.Relation).Select(c => Say(c, source.Name, source.Terms, name, result, messages)));
        var joined = sources.Where(s => s.Relation is WorkRelation.DerivedFrom or WorkRelation.ContainsCode).ToList();
        for (var i = 0; i < joined.Count; i++)
        {
            for (var k = i + 1; k < joined.Count; k++)
            {
                if (joined[i].Relation != joined[k].Relation) continue;
                conflicts.AddRange(Together(joined[i].Terms, joined[k].Terms).Select(c => Say(c, joined[i].Name, joined[i].Terms, joined[k].Name, joined[k].Terms, messages)));
            }
        }

        return conflicts;
    }

    /// <summary>One possible conflict in words.</summary>
    /// <param name="conflict">What stands against what.</param>
    /// <param name="sourceName">What to call the source.</param>
    /// <param name="source">Terms of the source.</param>
    /// <param name="resultName">What to call the result.</param>
    /// <param name="result">Terms of the result.</param>
    /// <param name="messages">The sentences.</param>
    public static Conflict Say(ClauseConflict conflict, string sourceName, LicenseTerms source, string resultName, LicenseTerms result, MessageCatalog messages)
    {
        var words = new ClauseWords(messages);
        var because = messages["conflict.because",
            ("sourceClause", words.Cite(source, conflict.SourceClause)), ("source", sourceName), ("sourceLicense", source.Id),
            ("resultClause", words.Cite(result, conflict.ResultClause)), ("result", resultName), ("resultLicense", result.Id),
            ("reason", messages["conflict." + conflict.Rule])];
        return new Conflict(words.Side(sourceName, source, conflict.SourceClause), words.Side(resultName, result, conflict.ResultClause), because, [.. source.EvidenceOf(conflict.SourceClause), .. result.EvidenceOf(conflict.ResultClause)]);
    }

    /// <summary>Whether two ids name the same license, or one that the other allows: "only" and "or later" of one version.</summary>
    public static bool SameLicense(string a, string b) => string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string id)
    {
        if (id.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase)) id = id[11..];
        return id.EndsWith("-only", StringComparison.OrdinalIgnoreCase) ? id[..^5] : id.EndsWith("-or-later", StringComparison.OrdinalIgnoreCase) ? id[..^9] : id.TrimEnd('+');
    }

    private static (string, string)? When(bool holds, string source, string result) => holds ? (source, result) : null;

    private static bool Commercial(LicenseTerms terms) => terms.Word(ClauseCodes.CommercialUse) is "allowed" or "conditional";

    private static string? Limit(LicenseTerms terms) => terms.Sets(ClauseCodes.FieldOfUse) ? ClauseCodes.FieldOfUse : terms.Sets(ClauseCodes.AcceptableUsePolicy) ? ClauseCodes.AcceptableUsePolicy : null;

    private static string? SameTerms(LicenseTerms terms) => terms.Sets(ClauseCodes.ShareAlike) ? ClauseCodes.ShareAlike : terms.Word(ClauseCodes.KeepRestrictions) == "same_terms" ? ClauseCodes.KeepRestrictions : null;

    private static bool Limits(LicenseTerms terms, string threshold) => terms.Sets(threshold) && terms.Word(ClauseCodes.CommercialUse) == "conditional";
}
