using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Reports.Html;

namespace Assay.Reports.Lineage;

/// <summary>
/// The trees as a drawing: a model's children hang from one line at its right, measured edges above and drawn through, declared ones below and dashed. Edges to models that are placed
/// elsewhere (further parents of a merge, wrong declarations) are curves.
/// </summary>
internal static class LineagePicture
{
    private const int ColumnWidth = 290;
    private const int RowHeight = 34;
    private const int BoxWidth = 180;
    private const int BoxHeight = 24;
    private const int Margin = 36;
    private const int TrunkOfMeasured = 12;
    private const int TrunkOfDeclared = 20;
    private const int BelowMeasured = 7;
    private const int MostBend = 70;

    private static readonly (string Css, string Means)[] Key =
    [
        ("m", "measured from the weights"),
        ("m tie", "measured; the parent cannot be told from others"),
        ("d", "declared"),
        ("d bad", "declared otherwise than measured (with ×)"),
        ("s", "a common initialisation or ancestor"),
    ];

    public static void Draw(StringBuilder html, LineageResult result)
    {
        var layout = new TreeLayout(result);
        var (width, height) = ((layout.Columns * ColumnWidth) - (ColumnWidth - BoxWidth) + (2 * Margin), (layout.Rows * RowHeight) + Margin);
        html.Append("<ul class=\"key\">\n");
        foreach (var (css, means) in Key) html.Append(CultureInfo.InvariantCulture, $"<li><svg width=\"36\" height=\"8\" aria-hidden=\"true\"><path class=\"{css}\" d=\"M0 4H36\"/></svg>{means}</li>\n");
        html.Append("</ul>\n<div class=\"wrap\">\n")
            .Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"Family trees\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n");
        foreach (var declared in result.Declared.Where(d => d.Model is not null && layout.Has(d.Model) && layout.Has(d.Child))) Declared(html, layout, declared);
        foreach (var pair in result.Pairs.Where(p => p.Relation == "same_init")) Path(html, "s", Curve(layout[pair.A], layout[pair.B], 0), "a common initialisation or ancestor");
        foreach (var edge in result.Edges) Measured(html, layout, edge);
        foreach (var edge in result.Edges.DistinctBy(e => (e.Child, e.Relation))) Label(html, layout[edge.Child], edge.Relation);
        foreach (var model in result.Models.Where(m => layout.Has(m.Id))) Box(html, layout[model.Id], model.Id);
        html.Append("</svg>\n</div>\n");
    }

    private static void Measured(StringBuilder html, TreeLayout layout, LineageEdge edge)
    {
        var (from, to) = (layout[edge.Parent], layout[edge.Child]);
        var line = layout.IsUnder(edge.Child, edge.Parent) ? Elbow(from, to, TrunkOfMeasured, 0) : Curve(from, to, 0);
        Path(html, edge.Tie.Count > 0 ? "m tie" : "m", line, $"{edge.Parent} → {edge.Child}, {edge.Relation.Replace('_', ' ')}: {edge.Evidence.FirstOrDefault()}");
    }

    private static void Declared(StringBuilder html, TreeLayout layout, LineageDeclaration declared)
    {
        var bad = declared.Finding == "contradicted";
        var (from, to) = (layout[declared.Model!], layout[declared.Child]);
        var line = layout.IsUnder(declared.Child, declared.Model!) ? Elbow(from, to, TrunkOfDeclared, BelowMeasured) : Curve(from, to, BelowMeasured);
        Path(html, bad ? "d bad" : "d", line, $"{declared.Child} declares {declared.Model}: {declared.Because}");
        if (bad) html.Append(CultureInfo.InvariantCulture, $"<text class=\"cross\" x=\"{(to.Column < from.Column ? X(to) + BoxWidth + 4 : X(to) - 14)}\" y=\"{Y(to) + 16}\">×</text>\n");
    }

    /// <summary>From the right of a box along the line that it shares with all its children.</summary>
    private static string Elbow((int Column, int Row) from, (int Column, int Row) to, int trunk, int below) =>
        string.Create(CultureInfo.InvariantCulture, $"M{X(from) + BoxWidth} {Y(from) + below}H{X(from) + BoxWidth + trunk}V{Y(to) + below}H{X(to)}");

    /// <summary>Between the sides of two boxes that face each other; on the left of both where they are in one column.</summary>
    private static string Curve((int Column, int Row) from, (int Column, int Row) to, int below)
    {
        var forward = to.Column > from.Column;
        var (x1, x2) = (forward ? X(from) + BoxWidth : X(from), to.Column < from.Column ? X(to) + BoxWidth : X(to));
        var bend = to.Column == from.Column ? Margin - 8 : MostBend;
        var (out1, in2) = (forward ? x1 + bend : x1 - bend, to.Column < from.Column ? x2 + bend : x2 - bend);
        return string.Create(CultureInfo.InvariantCulture, $"M{x1} {Y(from) + below}C{out1} {Y(from) + below} {in2} {Y(to) + below} {x2} {Y(to) + below}");
    }

    private static void Path(StringBuilder html, string css, string line, string title) =>
        html.Append(CultureInfo.InvariantCulture, $"<path class=\"{css}\" d=\"{line}\"><title>").Append(HtmlRenderer.Text(title)).Append("</title></path>\n");

    private static void Label(StringBuilder html, (int Column, int Row) to, string relation) =>
        html.Append(CultureInfo.InvariantCulture, $"<text class=\"rel\" text-anchor=\"end\" x=\"{X(to) - 6}\" y=\"{Y(to) - 4}\">").Append(HtmlRenderer.Text(relation.Replace('_', ' '))).Append("</text>\n");

    private static void Box(StringBuilder html, (int Column, int Row) at, string id)
    {
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"box\" x=\"{X(at)}\" y=\"{Y(at) - (BoxHeight / 2)}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"5\"/>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{X(at) + 8}\" y=\"{Y(at) + 4}\">").Append(HtmlRenderer.Text(Short(id))).Append("<title>").Append(HtmlRenderer.Text(id)).Append("</title></text>\n");
    }

    private static string Short(string id) => id.Length <= 25 ? id : "…" + id[^24..];

    private static int X((int Column, int Row) at) => Margin + (at.Column * ColumnWidth);

    private static int Y((int Column, int Row) at) => (Margin / 2) + (at.Row * RowHeight) + (RowHeight / 2);
}
