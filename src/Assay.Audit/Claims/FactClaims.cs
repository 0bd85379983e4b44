using Assay.Core;

namespace Assay.Audit;

/// <summary>Claims on the training data and on the origin of the model, held against what the release itself says elsewhere.</summary>
internal sealed class FactClaims(ReleaseIndex index, IReadOnlyList<DeclaredParent> declared, MessageCatalog messages)
{
    private static readonly string[] Scratch = ["from scratch", "从头", "从零"];

    private static readonly string[] OtherThings = ["base model", "backbone", "foundation", "tokenizer", "encoder", "decoder", "teacher", "original", "parent"];

    /// <summary>Whether a claim says that this model was trained from scratch.</summary>
    public bool IsAboutOrigin(TextClaim claim) => Scratch.Any(w => claim.Quote.Contains(w, StringComparison.OrdinalIgnoreCase)) && !OtherThings.Any(w => claim.Quote.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Training from scratch against a declared parent of another family.</summary>
    public ClaimInfo FromScratch(ClaimInfo claim)
    {
        var own = FamilyName.Of(index.Release.Name);
        var parent = declared.FirstOrDefault(d => FamilyName.Of(d.Parent[(d.Parent.LastIndexOf('/') + 1)..]) is { Family.Length: > 2 } family && family.Family != own.Family && d.Parent.Contains('/', StringComparison.Ordinal));
        return parent is null ? claim
            : claim with { Finding = ClaimFinding.Contradicted, Severity = Severity.Medium, Because = [new Reason(messages["claim.not-from-scratch", ("parent", parent.Parent)], parent.Evidence)] };
    }

    /// <summary>That all is open, against words that the training data are kept back; null where nothing of this kind is said.</summary>
    public Reason? WithheldData(TextClaim claim, IReadOnlyList<ComponentFact> components) => claim.Kind == ClaimKind.FullyOpen
        && components.FirstOrDefault(c => c.Id == ComponentId.DataTrain.Value && c.Presence == Presence.Absent && c.Evidence.Count > 0) is { } denied ? new Reason(messages["claim.data-denied"], denied.Evidence) : null;

    /// <summary>Open training data against what is said of the data.</summary>
    public ClaimInfo OpenData(ClaimInfo claim, IReadOnlyList<ComponentFact> components)
    {
        if (!claim.Quote.Contains("train", StringComparison.OrdinalIgnoreCase) && !claim.Quote.Contains("训练", StringComparison.Ordinal)) return claim;
        var data = components.Where(c => c.Id == ComponentId.DataTrain.Value).ToList();
        if (data.Find(d => d.Presence == Presence.Absent && d.Evidence.Count > 0) is { } denied) return Contradicted(claim, Severity.Medium, messages["claim.data-denied"], denied.Evidence);
        var sources = data.SelectMany(d => d.Sources).ToList();
        if (sources.Find(s => s.Class == DataClass.Unshareable || (s.Class == DataClass.Undisclosed && !s.Name.StartsWith("synthetic", StringComparison.Ordinal))) is { } kept) return Contradicted(claim, Severity.Low, messages["claim.data-kept-back", ("source", kept.Name)], kept.Evidence);
        var there = data.Exists(d => d.Presence is Presence.Present or Presence.Partial or Presence.Claimed && d.Basis != Basis.Promised);
        return there && sources.Count > 0 && sources.TrueForAll(s => s.Class is DataClass.Open or DataClass.Public && s.Location is not null) ? claim with { Finding = ClaimFinding.Supported } : claim;
    }

    private static ClaimInfo Contradicted(ClaimInfo claim, Severity severity, string because, IReadOnlyList<string> evidence) =>
        claim with { Finding = ClaimFinding.Contradicted, Severity = severity, Because = [new Reason(because, evidence)] };
}
