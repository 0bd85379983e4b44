using Assay.Core;

namespace Assay.Audit;

/// <summary>Holds what the publisher says about openness against the facts. Without a claim nobody is accused.</summary>
internal sealed class ClaimJudge(ReleaseIndex index, ClaimReader reader, EvidenceLedger ledger, UnreadPlaces places, FactClaims facts)
{
    /// <summary>Most claims that a report lists.</summary>
    private const int MaxClaims = 24;

    private readonly bool _codeRead = places.First([PlaceKind.Repository]) is null;

    private static readonly string[] Needed = ["weights.final", "code.train", "doc.datainfo", "data.train"];

    private static readonly string[] OtherThings = [" tool", "librar", "framework", "toolkit", "dataset", " code ", "codebase", "repositor", "benchmark", "software", "communit", "ecosystem", "tutorial"];

    private static readonly string[] ModelWords = ["model", "weights", "checkpoint", "LLM", "模型", "权重"];

    public List<ClaimInfo> Judge(IReadOnlyList<ComponentFact> components, LicenseInfo? weights)
    {
        var claims = new List<ClaimInfo>();
        var seen = new HashSet<(ClaimKind, Polarity, string)>();
        foreach (var (file, said) in reader.All.Where(r => !index.IsOtherModel(r.File.Artifact)))
        {
            foreach (var claim in said.Where(Matters))
            {
                if (claims.Count == MaxClaims) return claims;
                if (claim.Kind == ClaimKind.Lineage && !facts.IsAboutOrigin(claim)) continue;
                if (!seen.Add((claim.Kind, claim.Polarity, Fingerprint.Of(claim.Quote)))) continue;
                claims.Add(Held(file, claim, components, weights));
            }
        }

        return claims;
    }

    private static bool Matters(TextClaim claim) => claim.Subject == ClaimSubject.Self && claim.Kind is ClaimKind.OpenSource or ClaimKind.FullyOpen or ClaimKind.OpenWeights or ClaimKind.OpenData or ClaimKind.Lineage;

    private ClaimInfo Held(AuditFile file, TextClaim claim, IReadOnlyList<ComponentFact> components, LicenseInfo? weights)
    {
        var info = StatedClaim.Of(file, claim, ledger);
        if (claim.Kind is ClaimKind.OpenSource or ClaimKind.FullyOpen or ClaimKind.OpenWeights)
        {
            if (IsAboutSomethingElse(claim)) return info with { Kind = ClaimKind.Other };
            if (claim.Scope is ClaimScope.Code or ClaimScope.Data) return info;
        }

        if (claim.Polarity != Polarity.Asserts) return info;
        if (claim.Kind == ClaimKind.OpenData) return facts.OpenData(info, components);
        if (claim.Kind == ClaimKind.Lineage) return facts.FromScratch(info);
        return claim.Kind switch
        {
            ClaimKind.OpenSource or ClaimKind.FullyOpen => Openness(info, components, weights, facts.WithheldData(claim, components)),
            ClaimKind.OpenWeights => OpenWeights(info, components, weights),
            _ => info,
        };
    }

    // Tools, code and data of a publisher may be open source though its model is not.
    private static bool IsAboutSomethingElse(TextClaim claim)
    {
        var at = claim.Quote.IndexOf("open", StringComparison.OrdinalIgnoreCase);
        var before = at < 0 ? "" : claim.Quote[Math.Max(0, at - 28)..at];
        if (OtherThings.Any(w => before.Contains(w, StringComparison.OrdinalIgnoreCase))) return true;
        return claim.Scope is not (ClaimScope.Model or ClaimScope.Weights) && !ModelWords.Any(w => claim.Quote.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    private ClaimInfo Openness(ClaimInfo claim, IReadOnlyList<ComponentFact> components, LicenseInfo? weights, Reason? withheld)
    {
        var reasons = new List<(Severity Severity, Reason Reason)>();
        if (Restriction(weights) is { } restriction) reasons.Add((Severity.High, restriction));
        if (Missing(components, "code.train", "the code that trained the model is not published") is { } code) reasons.Add((Severity.Medium, code));
        if (_codeRead && OnlyTuning(components) is { } tuning) reasons.Add((Severity.Medium, tuning));
        if (Missing(components, "doc.datainfo", "nothing is said about where the training data come from") is { } data) reasons.Add((Severity.Low, data));
        if (withheld is not null) reasons.Add((Severity.Low, withheld));
        if (reasons.Count == 0) return claim with { Finding = Supported(components, weights) ? ClaimFinding.Supported : ClaimFinding.Unverified };
        return claim with { Finding = ClaimFinding.Contradicted, Severity = reasons.Max(r => r.Severity), Because = [.. reasons.Select(r => r.Reason)] };
    }

    private static ClaimInfo OpenWeights(ClaimInfo claim, IReadOnlyList<ComponentFact> components, LicenseInfo? weights)
    {
        if (Missing(components, "weights.final", "the weights are not published") is { } missing) return claim with { Finding = ClaimFinding.Contradicted, Severity = Severity.High, Because = [missing] };
        if (Restriction(weights) is { } restriction) return claim with { Finding = ClaimFinding.Contradicted, Severity = Severity.Medium, Because = [restriction] };
        var there = components.Any(c => c.Id == "weights.final" && c.Presence is Presence.Present or Presence.Partial or Presence.Claimed);
        return claim with { Finding = there && weights?.OsiApproved == true ? ClaimFinding.Supported : ClaimFinding.Unverified };
    }

    private static Reason? Restriction(LicenseInfo? weights)
    {
        if (weights is null || weights.OsiApproved == true) return null;
        var freedoms = new (string Name, Freedom Value)[] { ("use", weights.Freedoms.Use), ("study", weights.Freedoms.Study), ("modify", weights.Freedoms.Modify), ("share", weights.Freedoms.Share) };
        var limited = freedoms.Where(f => f.Value is Freedom.Restricted or Freedom.Denied).Select(f => f.Name).ToList();
        if (limited.Count == 0) return null;
        IReadOnlyList<string> evidence = [.. weights.Clauses.Where(c => c.Freedom is not null && c.Value is not null && limited.Contains(c.Freedom)).SelectMany(c => c.Evidence).Take(4), .. weights.Evidence];
        return new Reason($"the license of the weights ({weights.Name}) limits the freedom to {string.Join(", ", limited)}", [.. evidence.Distinct(StringComparer.Ordinal).Take(4)]);
    }

    private static Reason? Missing(IReadOnlyList<ComponentFact> components, string id, string text) =>
        components.FirstOrDefault(c => c.Id == id) is { Presence: Presence.Absent } fact ? new Reason(text, fact.Evidence) : null;

    private static Reason? OnlyTuning(IReadOnlyList<ComponentFact> components)
    {
        var code = components.Where(c => c.Id == "code.train").ToList();
        return code is [{ Presence: Presence.Partial, DecidedBy: "path.fine-tuning" or "link.fine-tuning-code" } fact] ? new Reason("only code for fine-tuning is published, not the code that trained the model", fact.Evidence) : null;
    }

    private static bool Supported(IReadOnlyList<ComponentFact> components, LicenseInfo? weights) => weights?.OsiApproved == true
        && Needed.All(id => components.Any(c => c.Id == id && c.Presence is Presence.Present or Presence.Partial or Presence.Claimed));
}
