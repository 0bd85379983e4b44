using Assay.Core;

namespace Assay.Audit;

/// <summary>The license text as a component.</summary>
internal static class LegalFacts
{
    public static ComponentFact License(ComponentFact fact, IReadOnlyList<LicenseStatement> statements)
    {
        var texts = statements.Where(s => s.Form == TermsForm.Text).ToList();
        var on = texts.Count > 0 ? texts : [.. statements];
        if (on.Count == 0) return fact;
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
}

/// <summary>How one gets at the weights.</summary>
internal static class Gate
{
    public static ComponentAccess Of(ReleaseIndex index)
    {
        if (index.Release.Model.Access != AccessKind.Unknown) return new ComponentAccess(index.Release.Model.Access, null);
        foreach (var file in index.ModelFiles.Where(f => f.Markdown?.FrontMatter?.Root is not null))
        {
            var keys = file.Markdown!.FrontMatter!.Root!.Value.Pairs().Select(p => p.Key).ToList();
            if (keys.Contains("extra_gated_prompt") || keys.Contains("extra_gated_heading") || keys.Contains("extra_gated_button_content")) return new ComponentAccess(AccessKind.ClickThrough, null);
        }

        return new ComponentAccess(AccessKind.Unknown, null);
    }
}
