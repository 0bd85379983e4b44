using Assay.Core;

namespace Assay.Licensing;

/// <summary>An acceptable use policy is part of the license that incorporates it: read with it where it is at hand, and unknown where it is not.</summary>
internal static class IncorporatedPolicy
{
    /// <summary>What a policy can decide where the license itself says nothing of it.</summary>
    private static readonly string[] Decides = [ClauseCodes.Geography, ClauseCodes.FieldOfUse, ClauseCodes.NoTrain, ClauseCodes.Outputs, ClauseCodes.RemoteOrUpdate];

    /// <summary>Makes unknown what the policy that was not read could decide: where nothing is excluded by the license itself.</summary>
    public static IReadOnlyDictionary<string, ClauseFact> NotRead(IReadOnlyDictionary<string, ClauseFact> facts)
    {
        if (facts[ClauseCodes.AcceptableUsePolicy].Value is not ClauseValue.Word { Text: "incorporated_by_reference" }) return facts;
        var open = new Dictionary<string, ClauseFact>(facts, StringComparer.Ordinal);
        foreach (var code in Decides)
        {
            if (ClauseCodes.IsUnset(facts[code].Value)) open[code] = new ClauseFact(null, null, null, null, Certainty.Unknown);
        }

        return open;
    }

    /// <summary>Whether a license takes in a policy that stands elsewhere.</summary>
    public static bool IsOpen(LicenseFile license) => license.Facts.TryGetValue(ClauseCodes.AcceptableUsePolicy, out var fact) && fact.Value is ClauseValue.Word { Text: "incorporated_by_reference" };

    /// <summary>Marks the facts that stand in a policy with its path.</summary>
    public static IReadOnlyDictionary<string, ClauseFact> In(IReadOnlyDictionary<string, ClauseFact> facts, string path) => facts.ToDictionary(f => f.Key, f => f.Value with { Policy = path }, StringComparer.Ordinal);

    /// <summary>Adds what the policy says: it decides territory, field and outputs where the license does not.</summary>
    public static IReadOnlyDictionary<string, ClauseFact> Read(IReadOnlyDictionary<string, ClauseFact> license, IReadOnlyDictionary<string, ClauseFact> policy)
    {
        var joined = new Dictionary<string, ClauseFact>(license, StringComparer.Ordinal);
        foreach (var code in (ReadOnlySpan<string>)[ClauseCodes.Geography, ClauseCodes.FieldOfUse, ClauseCodes.NoTrain, ClauseCodes.RemoteOrUpdate])
        {
            if (ClauseCodes.IsUnset(license[code].Value)) joined[code] = ClauseCodes.IsUnset(policy[code].Value) ? policy[code] with { Value = new ClauseValue.Word("no"), Certainty = Certainty.Derived } : policy[code];
        }

        var outputs = license[ClauseCodes.Outputs].Value is not ClauseValue.Word { Text: "yes" } && !ClauseCodes.IsUnset(policy[ClauseCodes.Outputs].Value);
        if (outputs) joined[ClauseCodes.Outputs] = policy[ClauseCodes.Outputs];
        return joined;
    }
}
