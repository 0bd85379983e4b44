using System.Text;
using Assay.Core;
using Assay.Reports.Document;
using Assay.Reports.Safety;

namespace Assay.Reports.Html;

/// <summary>
/// Writes blocks as one self-contained HTML page: no script, no network, no foreign link or image active.
/// Evidence opens in place; colors are always accompanied by words and marks.
/// </summary>
/// <param name="messages">The sentences.</param>
public sealed class HtmlRenderer(MessageCatalog messages)
{
    private static readonly Lazy<string> Style = new(ReadStyle);

    /// <summary>A page.</summary>
    /// <param name="title">Title of the page.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="figures">Ready-made pictures (SVG or HTML made by us) to place after the blocks.</param>
    public string Render(string title, IReadOnlyList<Block> blocks, string figures = "")
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"").Append(messages.Language).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n")
            .Append("<title>").Append(Text(title)).Append("</title>\n<style>\n").Append(Style.Value).Append("</style>\n</head>\n<body>\n<main>\n");
        foreach (var block in blocks) Write(html, block);
        return html.Append(figures).Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Write(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                html.Append("<h").Append(heading.Level).Append('>').Append(Text(heading.Text)).Append("</h").Append(heading.Level).Append(">\n");
                break;
            case Block.Paragraph paragraph:
                html.Append("<p class=\"").Append(paragraph.Tone == Tone.Neutral ? "soft" : Class(paragraph.Tone)).Append("\">").Append(Text(paragraph.Text)).Append("</p>\n");
                break;
            case Block.Banner banner:
                html.Append("<section class=\"banner ").Append(Class(banner.Tone)).Append("\"><div class=\"frame\">").Append(Text(banner.Title))
                    .Append("</div><div class=\"outcome\">").Append(Text(banner.Outcome)).Append("</div><div>").Append(Text(banner.Summary)).Append("</div></section>\n");
                break;
            case Block.Statements statements:
                Statements(html, statements);
                break;
            case Block.Grid grid:
                Grid(html, grid);
                break;
            case Block.FreedomChart chart:
                Freedoms(html, chart);
                break;
            case Block.Fold fold:
                html.Append("<details class=\"fold\"><summary>").Append(Text(fold.Title)).Append("</summary>\n");
                foreach (var inner in fold.Blocks) Write(html, inner);
                html.Append("</details>\n");
                break;
            case Block.Matrix matrix:
                Matrix(html, matrix);
                break;
        }
    }

    private void Statements(StringBuilder html, Block.Statements statements)
    {
        if (statements.Items.Count == 0) return;
        var tag = statements.Numbered ? "ol" : "ul";
        html.Append('<').Append(tag).Append(" class=\"st\">\n");
        foreach (var item in statements.Items)
        {
            html.Append("<li class=\"").Append(Class(item.Tone)).Append("\"><span class=\"mark\" aria-hidden=\"true\">").Append(statements.Numbered ? "" : Mark(item.Tone)).Append("</span><div>");
            if (item.Label is not null) html.Append("<span class=\"label\">").Append(Text(item.Label)).Append(":</span> ");
            html.Append(Text(item.Text)).Append("</div>");
            Evidence(html, item.Evidence);
            html.Append("</li>\n");
        }

        html.Append("</").Append(tag).Append(">\n");
    }

    private void Grid(StringBuilder html, Block.Grid grid)
    {
        html.Append("<div class=\"wrap\"><table>\n<thead><tr>");
        foreach (var column in grid.Columns) html.Append("<th scope=\"col\">").Append(Text(column)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in grid.Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                html.Append("<td>");
                if (cell.Tone == Tone.Neutral) html.Append(Text(cell.Text));
                else html.Append("<span class=\"pill ").Append(Class(cell.Tone)).Append("\">").Append(Text(cell.Text)).Append("</span>");
                Evidence(html, cell.Evidence ?? []);
                html.Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static void Freedoms(StringBuilder html, Block.FreedomChart chart)
    {
        html.Append("<div class=\"freedoms\">\n");
        foreach (var row in chart.Rows)
        {
            html.Append("<div class=\"row\"><div class=\"name\">").Append(Text(row.Name)).Append("</div><div class=\"four\">");
            foreach (var (freedom, answer, tone) in row.Freedoms)
            {
                html.Append("<div class=\"one ").Append(Class(tone)).Append("\"><b>").Append(Text(freedom)).Append("</b><span>").Append(Mark(tone)).Append(' ').Append(Text(answer)).Append("</span></div>");
            }

            html.Append("</div></div>\n");
        }

        html.Append("</div>\n");
    }

    private void Matrix(StringBuilder html, Block.Matrix matrix)
    {
        html.Append("<div class=\"matrix\">\n");
        foreach (var group in matrix.Cells.GroupBy(c => c.Group, StringComparer.Ordinal))
        {
            html.Append("<section><h4>").Append(Text(group.Key)).Append("</h4><div class=\"cells\">\n");
            foreach (var cell in group)
            {
                html.Append("<div class=\"cell ").Append(Class(cell.Tone)).Append("\"><div class=\"n\">").Append(Text(cell.Name)).Append("</div><div class=\"s\">")
                    .Append(Mark(cell.Tone)).Append(' ').Append(Text(cell.State)).Append("</div><div class=\"d\">").Append(Text(cell.Detail)).Append("</div>");
                foreach (var note in cell.Notes) html.Append("<div class=\"d\">").Append(Text(note)).Append("</div>");
                Evidence(html, cell.Evidence);
                html.Append("</div>\n");
            }

            html.Append("</div></section>\n");
        }

        html.Append("</div>\n");
    }

    private void Evidence(StringBuilder html, IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count == 0) return;
        html.Append("<details><summary>").Append(Text(messages["word.evidence"])).Append(" (").Append(evidence.Count).Append(")</summary>");
        foreach (var item in evidence)
        {
            var quotation = Quotation.Of(item);
            html.Append("<blockquote>").Append(Text(quotation.Words ?? "")).Append("<cite>").Append(Text(quotation.Where)).Append("</cite></blockquote>");
        }

        html.Append("</details>");
    }

    private static string Mark(Tone tone) => tone switch
    {
        Tone.Good => "✓",
        Tone.Warn => "!",
        Tone.Bad => "✗",
        Tone.Unknown => "?",
        _ => "·",
    };

    private static string Class(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        Tone.Unknown => "unknown",
        _ => "neutral",
    };

    /// <summary>Text made inert: neutralized, then the five characters of markup escaped.</summary>
    public static string Text(string text) => Neutral.Line(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(HtmlRenderer).Assembly.GetManifestResourceStream("style.css")!);
        return reader.ReadToEnd();
    }
}
