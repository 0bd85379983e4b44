using Assay.Core;

namespace Assay.Licensing;

/// <summary>What the facts do not carry, but the freedoms depend on.</summary>
/// <param name="Grants">Whether the text grants anything.</param>
/// <param name="StudyForbidden">Whether reverse engineering or inspection is forbidden.</param>
/// <param name="ThresholdRefuses">Whether passing a threshold ends the grant (and does not just oblige to show something).</param>
/// <param name="UseOnly">Whether the limit on commercial users is one on use alone, with copying and changing granted to all.</param>
public readonly record struct GrantScope(bool Grants, bool StudyForbidden, bool ThresholdRefuses, bool UseOnly);

/// <summary>
/// From facts to the four freedoms: attribution, notices, copies of the license, share-alike, patent retaliation and obeying the law leave a freedom free;
/// any condition by use, field, size, territory or purpose, a policy, no-train or a forced name restricts it; a right withheld is denied.
/// </summary>
public static class FreedomRules
{
    private static readonly string[] WholeGrant =
    [
        ClauseCodes.ResearchOnly, ClauseCodes.CommercialUse, ClauseCodes.FieldOfUse, ClauseCodes.AcceptableUsePolicy, ClauseCodes.UserThreshold, ClauseCodes.RevenueThreshold,
        ClauseCodes.Geography, ClauseCodes.Registration, ClauseCodes.NoTrain,
    ];

    /// <summary>The freedoms, and the deciding code of each that is not free.</summary>
    public static (Freedoms Freedoms, IReadOnlyDictionary<string, string> DecidedBy) Decide(IReadOnlyDictionary<string, ClauseFact> facts, GrantScope scope)
    {
        var decidedBy = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var limits = WholeGrant.Where(c => Limits(facts, c)).ToList();
        var use = limits.Count > 0 ? Restricted("use", limits[0], decidedBy) : Displayed(facts) is { } display ? Restricted("use", display, decidedBy) : scope.Grants ? Freedom.Free : Freedom.Unspecified;
        var passing = scope.UseOnly ? [] : limits.Where(c => c is not (ClauseCodes.UserThreshold or ClauseCodes.RevenueThreshold) || scope.ThresholdRefuses).ToList();
        var named = Word(facts, ClauseCodes.Naming) is "yes" or "label" ? ClauseCodes.Naming : null;
        var study = !scope.Grants ? Freedom.Unspecified : scope.StudyForbidden ? Freedom.Restricted : Freedom.Free;
        var modify = Right("modify", ClauseCodes.Modification, passing.FirstOrDefault() ?? named, facts, scope, decidedBy);
        var share = Right("share", ClauseCodes.Distribution, passing.FirstOrDefault() ?? named, facts, scope, decidedBy);
        return (new Freedoms(use, study, modify, share), decidedBy);
    }

    private static Freedom Right(string freedom, string code, string? limit, IReadOnlyDictionary<string, ClauseFact> facts, GrantScope scope, SortedDictionary<string, string> decidedBy)
    {
        var right = Word(facts, code);
        if (!scope.Grants || right == "unspecified") return scope.Grants && limit is not null ? Restricted(freedom, limit, decidedBy) : Freedom.Unspecified;
        if (right == "no")
        {
            decidedBy[freedom] = code;
            return Freedom.Denied;
        }

        if (limit is not null) return Restricted(freedom, limit, decidedBy);
        return right == "conditional" ? Restricted(freedom, code, decidedBy) : Freedom.Free;
    }

    private static Freedom Restricted(string freedom, string code, SortedDictionary<string, string> decidedBy)
    {
        decidedBy[freedom] = code;
        return Freedom.Restricted;
    }

    private static string? Displayed(IReadOnlyDictionary<string, ClauseFact> facts) =>
        Word(facts, ClauseCodes.Naming) is "display" or "display_above_threshold" or "statement" ? ClauseCodes.Naming : null;

    private static string Word(IReadOnlyDictionary<string, ClauseFact> facts, string code) =>
        facts.TryGetValue(code, out var fact) && fact.Value is ClauseValue.Word w ? w.Text : "";

    private static bool Limits(IReadOnlyDictionary<string, ClauseFact> facts, string code)
    {
        if (!facts.TryGetValue(code, out var fact) || ClauseCodes.IsUnset(fact.Value)) return false;
        return code != ClauseCodes.CommercialUse || Word(facts, code) is "conditional" or "forbidden";
    }
}
