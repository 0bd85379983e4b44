using Assay.Core;

namespace Assay.Lineage;

/// <summary>The lineage section of an audit: one release against other models.</summary>
internal static class AuditLineage
{
    public static LineageInfo Of(LineageResult result, string path)
    {
        var id = result.Models.First(m => m.Path == path).Id;
        var declared = result.Declared.Where(d => d.Child == id).ToList();
        var measured = result.Edges.Where(e => e.Child == id || e.Parent == id).ToList();
        return new LineageInfo
        {
            Declared = [.. declared.Where(d => d.Parent.Length > 0).Select(d => new DeclaredParent(d.Parent, d.Relation, d.Where, []))],
            Measured = measured,
            Finding = Finding(declared, [.. measured.Where(e => e.Child == id)]),
        };
    }

    /// <summary>A contradiction outweighs all; a confirmed parent outweighs what cannot be verified.</summary>
    private static string Finding(List<LineageDeclaration> declared, List<LineageEdge> parents)
    {
        if (declared.Exists(d => d.Finding == "contradicted") || parents.Exists(e => e.Declared == "contradicted")) return "contradicted";
        if (declared.Exists(d => d.Finding == "confirmed") || parents.Exists(e => e.Declared == "confirmed")) return "confirmed";
        if (parents.Exists(e => e.Declared == "undeclared")) return "undeclared";
        return declared.Count > 0 ? "unverifiable" : "none";
    }
}
