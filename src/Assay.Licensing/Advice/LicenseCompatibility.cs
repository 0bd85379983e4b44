using Assay.Core;

namespace Assay.Licensing;

/// <summary>How a work takes part in a combination.</summary>
public enum CombinedAs
{
    /// <summary>The license that the result is offered under.</summary>
    Result,

    /// <summary>A model that the result derives from: fine-tuned, merged, quantized, adapted.</summary>
    Parent,

    /// <summary>A model whose outputs the result was trained on.</summary>
    OutputSource,

    /// <summary>Data that the result was trained on or ships.</summary>
    Data,

    /// <summary>Code that ships with the result.</summary>
    Code,
}

/// <summary>One work in a combination.</summary>
/// <param name="Role">How it takes part.</param>
/// <param name="Name">What to call it, such as the name of the parent model.</param>
/// <param name="Terms">Its terms.</param>
public sealed record CombinedWork(CombinedAs Role, string Name, LicenseTerms Terms);

/// <summary>Finds clauses that stand against each other when a model, its data, its code and its parents are combined. Every finding is a possible conflict for a person to judge, never advice.</summary>
public static class LicenseCompatibility
{
    /// <summary>Possible conflicts, in the order of the works.</summary>
    public static IReadOnlyList<Conflict> Check(IReadOnlyList<CombinedWork> works)
    {
        var conflicts = new List<Conflict>();
        foreach (var result in works.Where(w => w.Role == CombinedAs.Result))
        {
            foreach (var source in works.Where(w => w.Role is CombinedAs.Parent or CombinedAs.Data)) conflicts.AddRange(Derived(source, result));
            foreach (var source in works.Where(w => w.Role == CombinedAs.OutputSource)) conflicts.AddRange(Outputs(source, result));
        }

        var joined = works.Where(w => w.Role is CombinedAs.Parent or CombinedAs.Code or CombinedAs.Result).ToList();
        for (var i = 0; i < joined.Count; i++)
        {
            for (var k = 0; k < joined.Count; k++)
            {
                if (i != k) conflicts.AddRange(ShareAlike(joined[i], joined[k], mirror: k < i));
            }
        }

        return conflicts;
    }

    private static IEnumerable<Conflict> Derived(CombinedWork source, CombinedWork result)
    {
        var (a, b) = (source.Terms, result.Terms);
        var same = a.Id == b.Id;
        if (same) yield break;
        if (a.Word(ClauseCodes.CommercialUse) == "forbidden" && b.Word(ClauseCodes.CommercialUse) is "allowed" or "conditional")
        {
            yield return Conflict(source, result, ClauseCodes.CommercialUse, ClauseCodes.CommercialUse, "one forbids commercial use, the other allows it");
        }

        if (a.Sets(ClauseCodes.ResearchOnly) && !b.Sets(ClauseCodes.ResearchOnly))
        {
            yield return Conflict(source, result, ClauseCodes.ResearchOnly, ClauseCodes.CommercialUse, "one is for research only, the other is not");
        }

        if (source.Role != CombinedAs.Parent) yield break;
        if (a.Word(ClauseCodes.Modification) == "no") yield return Conflict(source, result, ClauseCodes.Modification, ClauseCodes.Modification, "one withholds modification, the other offers a derivative");
        if (Limited(a) is { } limit && Limited(b) is null && a.Word(ClauseCodes.CommercialUse) != "forbidden")
        {
            yield return Conflict(source, result, limit, ClauseCodes.FieldOfUse, "the limits on use of one do not reach the users of the other");
        }

        if (a.Sets(ClauseCodes.Geography) && !b.Sets(ClauseCodes.Geography)) yield return Conflict(source, result, ClauseCodes.Geography, ClauseCodes.Geography, "one excludes territories, the other does not");
        if (a.Facts[ClauseCodes.UserThreshold].Value is ClauseValue.Count && !b.Sets(ClauseCodes.UserThreshold) && a.Word(ClauseCodes.CommercialUse) == "conditional")
        {
            yield return Conflict(source, result, ClauseCodes.UserThreshold, ClauseCodes.CommercialUse, "one needs a separate license above a number of users, the other does not");
        }
    }

    private static string? Limited(LicenseTerms terms) => terms.Sets(ClauseCodes.FieldOfUse) ? ClauseCodes.FieldOfUse : terms.Sets(ClauseCodes.AcceptableUsePolicy) ? ClauseCodes.AcceptableUsePolicy : null;

    private static IEnumerable<Conflict> Outputs(CombinedWork source, CombinedWork result)
    {
        if (source.Terms.Sets(ClauseCodes.NoTrain) && source.Terms.Id != result.Terms.Id)
        {
            yield return Conflict(source, result, ClauseCodes.NoTrain, ClauseCodes.CommercialUse, "one forbids training other models on its outputs, and the result was trained on them");
        }
    }

    private static IEnumerable<Conflict> ShareAlike(CombinedWork a, CombinedWork b, bool mirror)
    {
        if (!a.Terms.Sets(ClauseCodes.ShareAlike) || a.Terms.Id == b.Terms.Id) yield break;
        if (Limited(b.Terms) is { } limit)
        {
            yield return Conflict(a, b, ClauseCodes.ShareAlike, limit, "the same license without further restrictions is required by one, and limits on use by the other");
        }
        else if (b.Role == CombinedAs.Result && a.Role == CombinedAs.Parent)
        {
            yield return Conflict(a, b, ClauseCodes.ShareAlike, ClauseCodes.ShareAlike, "derivatives must carry the license of one, and the result carries another");
        }
        else if (b.Terms.Sets(ClauseCodes.ShareAlike) && !mirror)
        {
            yield return Conflict(a, b, ClauseCodes.ShareAlike, ClauseCodes.ShareAlike, "both require their own license for the combination");
        }
    }

    private static Conflict Conflict(CombinedWork a, CombinedWork b, string clauseA, string clauseB, string because) => new(
        $"{a.Name}: {a.Terms.Id}, {a.Terms.Cite(clauseA)}",
        $"{b.Name}: {b.Terms.Id}, {b.Terms.Cite(clauseB)}",
        $"possible conflict: {a.Terms.Cite(clauseA)} of {a.Terms.Id} against {b.Terms.Cite(clauseB)} of {b.Terms.Id}: {because}",
        [.. a.Terms.EvidenceOf(clauseA), .. b.Terms.EvidenceOf(clauseB)]);
}
