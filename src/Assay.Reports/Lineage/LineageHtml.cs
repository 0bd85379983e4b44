using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Reports.Html;

namespace Assay.Reports.Lineage;

/// <summary>
/// The family trees as one self-contained page: no script, no network. Measured edges are drawn through, declared ones dashed; contradicted ones are red and have a cross,
/// so that color is never the only sign. Every edge opens its evidence in the table below.
/// </summary>
public static class LineageHtml
{
    private const int ColumnWidth = 230;
    private const int RowHeight = 34;
    private const int BoxWidth = 170;
    private const int BoxHeight = 24;
    private const int Margin = 20;

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1200px;padding:0 1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
        .wrap{overflow-x:auto;border:1px solid #d0d7de;border-radius:8px}
        svg text{font:12px system-ui,sans-serif;fill:#1b1f24}
        .box{fill:#f6f8fa;stroke:#57606a}.m{fill:none;stroke:#0b5cad;stroke-width:2}.tie{stroke-width:1}
        .d{fill:none;stroke:#6e7781;stroke-width:1.5;stroke-dasharray:5 4}.bad{stroke:#b42318}.s{fill:none;stroke:#6e7781;stroke-dasharray:1 4;stroke-width:2}
        svg .rel{font-size:10.5px;fill:#0b5cad;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}svg .cross{fill:#b42318;font-weight:bold}
        table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.35rem .6rem;text-align:left;vertical-align:top}
        .contradicted{color:#b42318;font-weight:600}li{margin:.1rem 0}ul{margin:.2rem 0;padding-left:1.1rem}
        @media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}svg text{fill:#e6edf3}.box{fill:#161b22;stroke:#8b949e}.m{stroke:#58a6ff}svg .rel{fill:#58a6ff;stroke:#0d1117}.wrap,td,th{border-color:#30363d}.bad{stroke:#ff7b72}svg .cross,.contradicted{color:#ff7b72;fill:#ff7b72}}
        """;

    /// <summary>Writes the page.</summary>
    public static string Write(LineageResult result)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Lineage</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>Lineage</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{result.Models.Count} models, {result.Pairs.Count} pairs, {result.Pairs.Count(p => p.Related)} related, {result.Families.Count} families.</p>\n");
        Picture(html, result);
        Edges(html, result);
        Declared(html, result);
        Carried(html, result);
        html.Append("<h2>Notes</h2>\n<ul>\n");
        foreach (var note in result.Notes) html.Append("<li>").Append(HtmlRenderer.Text(note)).Append("</li>\n");
        return html.Append("</ul>\n</body>\n</html>\n").ToString();
    }

    private static void Picture(StringBuilder html, LineageResult result)
    {
        var layout = new TreeLayout(result);
        var (width, height) = ((layout.Columns * ColumnWidth) + (2 * Margin), (layout.Rows * RowHeight) + (2 * Margin));
        html.Append("<p>Drawn through: measured from the weights (thin: the parent cannot be told from others). Dashed: declared. Red with ×: declared otherwise than measured. Dotted: a common initialisation or ancestor.</p>\n<div class=\"wrap\">\n")
            .Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"Family trees\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n");
        foreach (var declared in result.Declared.Where(d => d.Model is not null && layout.Has(d.Model) && layout.Has(d.Child))) Declared(html, layout, declared);
        foreach (var pair in result.Pairs.Where(p => p.Relation == "same_init")) Curve(html, layout[pair.A], layout[pair.B], "s", 0, "a common initialisation or ancestor");
        foreach (var edge in result.Edges) Measured(html, layout, edge);
        foreach (var edge in result.Edges.DistinctBy(e => (e.Child, e.Relation))) Label(html, layout[edge.Child], edge.Relation);
        foreach (var model in result.Models.Where(m => layout.Has(m.Id))) Box(html, layout[model.Id], model.Id);
        html.Append("</svg>\n</div>\n");
    }

    private static void Measured(StringBuilder html, TreeLayout layout, LineageEdge edge)
    {
        var (from, to) = (layout[edge.Parent], layout[edge.Child]);
        Curve(html, from, to, edge.Tie.Count > 0 ? "m tie" : "m", 0, $"{edge.Relation}: {edge.Evidence.FirstOrDefault()}");
    }

    private static void Label(StringBuilder html, (int Column, int Row) to, string relation) =>
        html.Append(CultureInfo.InvariantCulture, $"<text class=\"rel\" text-anchor=\"end\" x=\"{X(to) - 6}\" y=\"{Y(to) - 4}\">").Append(HtmlRenderer.Text(relation.Replace('_', ' '))).Append("</text>\n");

    private static void Declared(StringBuilder html, TreeLayout layout, LineageDeclaration declared)
    {
        var bad = declared.Finding == "contradicted";
        var (from, to) = (layout[declared.Model!], layout[declared.Child]);
        Curve(html, from, to, bad ? "d bad" : "d", 7, $"declared: {declared.Because}");
        if (bad) html.Append(CultureInfo.InvariantCulture, $"<text class=\"cross\" x=\"{X(to) - 16}\" y=\"{Y(to) + 14}\">×</text>\n");
    }

    private static void Curve(StringBuilder html, (int Column, int Row) from, (int Column, int Row) to, string css, int shift, string title)
    {
        var (x1, y1, x2, y2) = (X(from) + BoxWidth, Y(from) + shift, X(to), Y(to) + shift);
        var bend = Math.Max(24, (x2 - x1) / 2);
        html.Append(CultureInfo.InvariantCulture, $"<path class=\"{css}\" d=\"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}\"><title>").Append(HtmlRenderer.Text(title)).Append("</title></path>\n");
    }

    private static void Box(StringBuilder html, (int Column, int Row) at, string id)
    {
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"box\" x=\"{X(at)}\" y=\"{Y(at) - (BoxHeight / 2)}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"5\"/>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{X(at) + 8}\" y=\"{Y(at) + 4}\">").Append(HtmlRenderer.Text(Short(id))).Append("</text>\n");
    }

    private static string Short(string id) => id.Length <= 24 ? id : "…" + id[^23..];

    private static int X((int Column, int Row) at) => Margin + (at.Column * ColumnWidth);

    private static int Y((int Column, int Row) at) => Margin + (at.Row * RowHeight) + (RowHeight / 2);

    private static void Edges(StringBuilder html, LineageResult result)
    {
        html.Append("<h2>Measured edges</h2>\n<table>\n<thead><tr><th scope=\"col\">Parent</th><th scope=\"col\">Child</th><th scope=\"col\">Relation</th><th scope=\"col\">Declared</th><th scope=\"col\">Evidence</th></tr></thead>\n<tbody>\n");
        foreach (var edge in result.Edges)
        {
            html.Append("<tr><td>").Append(HtmlRenderer.Text(edge.Parent)).Append("</td><td>").Append(HtmlRenderer.Text(edge.Child)).Append("</td><td>").Append(HtmlRenderer.Text(edge.Relation.Replace('_', ' ')))
                .Append(CultureInfo.InvariantCulture, $" ({edge.Confidence:0.00})</td><td class=\"").Append(HtmlRenderer.Text(edge.Declared)).Append("\">").Append(HtmlRenderer.Text(edge.Declared)).Append("</td><td><ul>");
            foreach (var line in edge.Evidence) html.Append("<li>").Append(HtmlRenderer.Text(line)).Append("</li>");
            html.Append("</ul></td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static void Declared(StringBuilder html, LineageResult result)
    {
        html.Append("<h2>Declared against measured</h2>\n<table>\n<thead><tr><th scope=\"col\">Model</th><th scope=\"col\">Declares</th><th scope=\"col\">Where</th><th scope=\"col\">Finding</th></tr></thead>\n<tbody>\n");
        foreach (var d in result.Declared)
        {
            html.Append("<tr><td>").Append(HtmlRenderer.Text(d.Child)).Append("</td><td>").Append(HtmlRenderer.Text(d.Parent.Length > 0 ? d.Parent : "trained from scratch")).Append("</td><td>").Append(HtmlRenderer.Text(d.Where))
                .Append("</td><td><span class=\"").Append(HtmlRenderer.Text(d.Finding)).Append("\">").Append(HtmlRenderer.Text(d.Finding)).Append("</span>: ").Append(HtmlRenderer.Text(d.Because)).Append("</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static void Carried(StringBuilder html, LineageResult result)
    {
        if (result.Carried.Count == 0) return;
        html.Append("<h2>Terms along measured edges</h2>\n<table>\n<thead><tr><th scope=\"col\">Model</th><th scope=\"col\">Ancestor</th><th scope=\"col\">License</th><th scope=\"col\">Edges</th><th scope=\"col\">Duties</th></tr></thead>\n<tbody>\n");
        foreach (var terms in result.Carried)
        {
            html.Append("<tr><td>").Append(HtmlRenderer.Text(terms.Child)).Append("</td><td>").Append(HtmlRenderer.Text(terms.Ancestor)).Append("</td><td>").Append(HtmlRenderer.Text(terms.License ?? "")).Append("</td><td>").Append(HtmlRenderer.Text(terms.Text)).Append("</td><td><ul>");
            foreach (var line in terms.Duties.Select(d => d.Text).Concat(terms.Conflicts.Select(c => c.Because))) html.Append("<li>").Append(HtmlRenderer.Text(line)).Append("</li>");
            html.Append("</ul></td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }
}
