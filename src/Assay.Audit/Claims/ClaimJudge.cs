using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Holds what the publisher says about openness against the facts. Without a claim nobody is accused.</summary>
internal sealed class ClaimJudge(ReleaseIndex index, ClaimReader reader, EvidenceLedger ledger, UnreadPlaces places, FactClaims facts, MessageCatalog messages)
{
    /// <summary>Most claims that a report lists.</summary>
    private const int MaxClaims = 24;

    private readonly bool _codeRead = places.First([PlaceKind.Repository]) is null;

    private static readonly string[] Needed = ["weights.final", "code.train", "doc.datainfo", "data.train"];

    private static readonly string[] OtherThings = [" tool", "librar", "framework", "toolkit", "dataset", " code ", "codebase", "repositor", "benchmark", "software", "communit", "ecosystem", "tutorial"];

    private static readonly string[] Measures = ["benchmark", "leaderboard", "evaluation set", "test set", "test suite", "评测", "基准", "榜单", "测试集"];

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
                if (IsTableRow(file, claim)) continue;
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
            if (IsAboutSomethingElse(claim) || IsAboutMeasures(claim)) return info with { Kind = ClaimKind.Other };
            if (claim.Scope is ClaimScope.Code or ClaimScope.Data) return info;
        }

        if (claim.Kind == ClaimKind.OpenData && IsAboutMeasures(claim)) return info with { Kind = ClaimKind.Other };
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

    // A row of a table puts models side by side under words such as "open models": it says nothing of this one alone.
    private static bool IsTableRow(AuditFile file, TextClaim claim)
    {
        var at = file.Text!.StartOf(claim.Lines.First);
        return file.Markdown is { } markdown && markdown.Blocks.Any(b => b.Kind == BlockKind.Row && at >= b.Start && at < b.Start + b.Length);
    }

    // What is open here is a benchmark: the words stand right before or after it, and no weights are spoken of.
    private static bool IsAboutMeasures(TextClaim claim)
    {
        var at = Math.Max(claim.Quote.IndexOf("open", StringComparison.OrdinalIgnoreCase), claim.Quote.IndexOf("开源", StringComparison.Ordinal));
        if (at >= 0 && IsAttributeOfMeasure(claim.Quote[at..])) return true;
        if (at < 0 || claim.Scope is ClaimScope.Model or ClaimScope.Weights) return false;
        var after = claim.Quote[at..Math.Min(claim.Quote.Length, at + 64)];
        return Measures.Any(w => after.Contains(w, StringComparison.OrdinalIgnoreCase)) || (claim.Quote.Contains("benchmarking", StringComparison.OrdinalIgnoreCase) && claim.Quote.IndexOf("benchmarking", StringComparison.OrdinalIgnoreCase) < at);
    }

    // In Chinese the attribute stands before its noun, with all that lies between: what is open is the noun.
    private static bool IsAttributeOfMeasure(string words)
    {
        if (!words.StartsWith("开源的", StringComparison.Ordinal)) return false;
        var clause = words[..(words.IndexOfAny(['，', '。', '\n']) is > 0 and var end ? end : words.Length)];
        var noun = Measures.Select(m => clause.IndexOf(m, StringComparison.Ordinal)).Where(i => i > 0).DefaultIfEmpty(-1).Min();
        return noun > 0 && !ModelWords.Any(w => clause[..noun].Contains(w, StringComparison.Ordinal));
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
        if (Missing(components, "code.train", messages["claim.no-training-code"]) is { } code) reasons.Add((Severity.Medium, code));
        if (_codeRead && OnlyTuning(components) is { } tuning) reasons.Add((Severity.Medium, tuning));
        if (Missing(components, "doc.datainfo", messages["claim.no-data-information"]) is { } data) reasons.Add((Severity.Low, data));
        if (withheld is not null) reasons.Add((Severity.Low, withheld));
        if (reasons.Count == 0) return claim with { Finding = Supported(components, weights) ? ClaimFinding.Supported : ClaimFinding.Unverified };
        return claim with { Finding = ClaimFinding.Contradicted, Severity = reasons.Max(r => r.Severity), Because = [.. reasons.Select(r => r.Reason)] };
    }

    private ClaimInfo OpenWeights(ClaimInfo claim, IReadOnlyList<ComponentFact> components, LicenseInfo? weights)
    {
        if (Missing(components, "weights.final", messages["claim.no-weights"]) is { } missing) return claim with { Finding = ClaimFinding.Contradicted, Severity = Severity.High, Because = [missing] };
        if (Restriction(weights) is { } restriction) return claim with { Finding = ClaimFinding.Contradicted, Severity = Severity.Medium, Because = [restriction] };
        var there = components.Any(c => c.Id == "weights.final" && c.Presence is Presence.Present or Presence.Partial or Presence.Claimed);
        return claim with { Finding = there && weights?.OsiApproved == true ? ClaimFinding.Supported : ClaimFinding.Unverified };
    }

    private Reason? Restriction(LicenseInfo? weights)
    {
        if (weights is null || weights.OsiApproved == true) return null;
        var freedoms = new (string Name, Freedom Value)[] { ("use", weights.Freedoms.Use), ("study", weights.Freedoms.Study), ("modify", weights.Freedoms.Modify), ("share", weights.Freedoms.Share) };
        var limited = freedoms.Where(f => f.Value is Freedom.Restricted or Freedom.Denied).Select(f => f.Name).ToList();
        if (limited.Count == 0) return null;
        IReadOnlyList<string> evidence = [.. weights.Clauses.Where(c => c.Freedom is not null && c.Value is not null && limited.Contains(c.Freedom)).SelectMany(c => c.Evidence).Take(4), .. weights.Evidence];
        return new Reason(messages["claim.license-limits", ("license", weights.Name), ("freedoms", string.Join(", ", limited.Select(f => messages.Word("freedom-verb", f))))], [.. evidence.Distinct(StringComparer.Ordinal).Take(4)]);
    }

    private static Reason? Missing(IReadOnlyList<ComponentFact> components, string id, string text) =>
        components.FirstOrDefault(c => c.Id == id) is { Presence: Presence.Absent } fact ? new Reason(text, fact.Evidence) : null;

    private Reason? OnlyTuning(IReadOnlyList<ComponentFact> components)
    {
        var code = components.Where(c => c.Id == "code.train").ToList();
        if (code is not [{ Presence: Presence.Partial } fact]) return null;
        var tuning = fact.DecidedBy is "path.fine-tuning" or "link.fine-tuning-code" || (fact.DecidedBy == "scripts.called" && ScriptDetector.IsTuning("", ledger.All[fact.Evidence[0]].Quote));
        return tuning ? new Reason(messages["claim.only-tuning-code"], fact.Evidence) : null;
    }

    private static bool Supported(IReadOnlyList<ComponentFact> components, LicenseInfo? weights) => weights?.OsiApproved == true
        && Needed.All(id => components.Any(c => c.Id == id && c.Presence is Presence.Present or Presence.Partial or Presence.Claimed));
}
