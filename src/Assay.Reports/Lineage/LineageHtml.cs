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
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1500px;padding:0 1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
        .wrap{overflow-x:auto;border:1px solid #d0d7de;border-radius:8px}
        svg text{font:12px system-ui,sans-serif;fill:#1b1f24}
        .box{fill:#f6f8fa;stroke:#57606a}.m{fill:none;stroke:#0b5cad;stroke-width:2}.tie{stroke-width:1}
        .key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;padding:0}.key svg{vertical-align:middle;margin-right:.4rem}
        .d{fill:none;stroke:#57606a;stroke-width:1.5;stroke-dasharray:5 4}.bad{stroke:#b42318}.s{fill:none;stroke:#6e7781;stroke-dasharray:1 4;stroke-width:2}
        svg .rel{font-size:10.5px;fill:#0b5cad;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}svg .cross{fill:#b42318;font-weight:bold}
        table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d0d7de;padding:.35rem .6rem;text-align:left;vertical-align:top}
        .contradicted{color:#b42318;font-weight:600}li{margin:.1rem 0}ul{margin:.2rem 0;padding-left:1.1rem}
        @media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}svg text{fill:#e6edf3}.box{fill:#161b22;stroke:#8b949e}.m{stroke:#58a6ff}.d,.s{stroke:#8b949e}svg .rel{fill:#58a6ff;stroke:#0d1117}.wrap,td,th{border-color:#30363d}.bad{stroke:#ff7b72}svg .cross,.contradicted{color:#ff7b72;fill:#ff7b72}}
        """;

    /// <summary>Writes the page.</summary>
    public static string Write(LineageResult result)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Lineage</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>Lineage</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{result.Models.Count} models, {result.Pairs.Count} pairs, {result.Pairs.Count(p => p.Related)} related, {result.Families.Count} families.</p>\n");
        LineagePicture.Draw(html, result);
        Edges(html, result);
        Declared(html, result);
        Carried(html, result);
        html.Append("<h2>Notes</h2>\n<ul>\n");
        foreach (var note in result.Notes) html.Append("<li>").Append(HtmlRenderer.Text(note)).Append("</li>\n");
        return html.Append("</ul>\n</body>\n</html>\n").ToString();
    }

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
