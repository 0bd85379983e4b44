using Assay.Core;

namespace Assay.Audit;

/// <summary>The license text as a component.</summary>
internal static class LegalFacts
{
    /// <summary>The fact: the text of the license is here, or only that of another part, or it is only named.</summary>
    /// <param name="fact">What the files alone show.</param>
    /// <param name="statements">All that was found on licenses.</param>
    /// <param name="weights">What ties terms to the weights, or null.</param>
    public static ComponentFact License(ComponentFact fact, IReadOnlyList<LicenseStatement> statements, LicenseStatement? weights)
    {
        var texts = statements.Where(s => s.Form == TermsForm.Text).ToList();
        var on = texts.Count > 0 ? texts : [.. statements];
        if (on.Count == 0) return fact;
        if (texts.Count > 0 && weights is { Form: not TermsForm.Text } && !texts.Exists(t => t.Id == weights.Id)) return Other(fact, texts, weights);
        return fact with
        {
            Presence = texts.Count > 0 ? Presence.Present : Presence.Claimed,
            Basis = texts.Count > 0 ? Basis.Read : Basis.Stated,
            Looked = [],
            DecidedBy = texts.Count > 0 ? "licenses.text" : "licenses.named",
            Confidence = 0.95,
            Evidence = [.. on.Select(s => s.Evidence).Distinct(StringComparer.Ordinal).Take(6)],
        };
    }

    // Texts are here, but of the code or the data: the one that governs the weights is only named.
    private static ComponentFact Other(ComponentFact fact, List<LicenseStatement> texts, LicenseStatement weights) => fact with
    {
        Presence = Presence.Partial,
        Basis = Basis.Read,
        Looked = [],
        Completeness = Completeness.Partial,
        DecidedBy = "licenses.other-part",
        Confidence = 0.9,
        Evidence = [.. texts.Select(s => s.Evidence).Prepend(weights.Evidence).Distinct(StringComparer.Ordinal).Take(6)],
    };
}

/// <summary>How one gets at the weights.</summary>
internal static class Gate
{
    public static AccessKind Of(ReleaseIndex index)
    {
        if (index.Release.Model.Access != AccessKind.Unknown) return index.Release.Model.Access;
        foreach (var file in index.ModelFiles.Where(f => f.Markdown?.FrontMatter?.Root is not null))
        {
            var keys = file.Markdown!.FrontMatter!.Root!.Value.Pairs().Select(p => p.Key).ToList();
            if (keys.Contains("extra_gated_prompt") || keys.Contains("extra_gated_heading") || keys.Contains("extra_gated_button_content")) return AccessKind.ClickThrough;
        }

        return AccessKind.Unknown;
    }
}
