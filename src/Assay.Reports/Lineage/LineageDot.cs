using System.Text;
using Assay.Core;
using Assay.Reports.Safety;

namespace Assay.Reports.Lineage;

/// <summary>The family trees as a graph in the DOT language: measured edges are drawn through, declared ones dashed, contradicted ones red.</summary>
public static class LineageDot
{
    /// <summary>Writes the graph.</summary>
    public static string Write(LineageResult result)
    {
        var text = new StringBuilder("digraph lineage {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        foreach (var model in result.Models) text.Append("  ").Append(Quote(model.Id)).Append(";\n");
        foreach (var edge in result.Edges)
            text.Append("  ").Append(Quote(edge.Parent)).Append(" -> ").Append(Quote(edge.Child)).Append(" [label=").Append(Quote(edge.Relation)).Append(", color=").Append(edge.Declared == "contradicted" ? "red" : "black").Append(edge.Tie.Count > 0 ? ", penwidth=0.7" : ", penwidth=1.6").Append("];\n");
        foreach (var declared in result.Declared.Where(d => d.Model is not null))
            text.Append("  ").Append(Quote(declared.Model!)).Append(" -> ").Append(Quote(declared.Child)).Append(" [style=dashed, constraint=false, color=").Append(declared.Finding == "contradicted" ? "red" : "gray").Append(", label=").Append(Quote("declared")).Append("];\n");
        foreach (var pair in result.Pairs.Where(p => p.Relation == "same_init"))
            text.Append("  ").Append(Quote(pair.A)).Append(" -> ").Append(Quote(pair.B)).Append(" [dir=none, style=dotted, label=\"same initialisation or ancestor\"];\n");
        return text.Append("}\n").ToString();
    }

    private static string Quote(string text) => "\"" + Neutral.Line(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
