using System.Text;
using Assay.Reports.Document;
using Assay.Reports.Safety;

namespace Assay.Reports.Markdown;

/// <summary>Writes blocks as GitHub-flavored Markdown. Quoted text is inert: escaped, never a link, an image, a mention or HTML.</summary>
public static class MarkdownRenderer
{
    /// <summary>Renders blocks.</summary>
    public static string Render(IReadOnlyList<Block> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks) Write(text, block);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                text.Append(text.Length > 0 ? "\n" : "").Append('#', heading.Level).Append(' ').Append(Escape(heading.Text)).Append("\n\n");
                break;
            case Block.Paragraph paragraph:
                text.Append(Escape(paragraph.Text)).Append("\n\n");
                break;
            case Block.Banner banner:
                text.Append("> **").Append(Escape(banner.Title)).Append(": ").Append(Escape(banner.Outcome)).Append("**\n>\n> ").Append(Escape(banner.Summary)).Append("\n\n");
                break;
            case Block.Statements statements:
                for (var i = 0; i < statements.Items.Count; i++) Statement(text, statements.Items[i], statements.Numbered ? $"{i + 1}." : "-");
                text.Append('\n');
                break;
            case Block.Grid grid:
                Table(text, grid.Columns, grid.Rows.Select(r => r.Select(c => c.Text)));
                break;
            case Block.FreedomChart chart when chart.Rows.Count > 0:
                Table(text, ["", .. chart.Rows[0].Freedoms.Select(f => f.Freedom)], chart.Rows.Select(r => r.Freedoms.Select(f => f.Answer).Prepend(r.Name)));
                break;
            case Block.Fold fold:
                text.Append("<details><summary>").Append(Escape(fold.Title)).Append("</summary>\n\n");
                foreach (var inner in fold.Blocks) Write(text, inner);
                text.Append("</details>\n\n");
                break;
            case Block.Matrix matrix:
                Table(text, ["", "", "", ""], matrix.Cells.Select(c => (IEnumerable<string>)[c.Group, c.Name, c.State, string.Join(". ", c.Notes.Prepend(c.Detail).Where(d => d.Length > 0))]));
                break;
        }
    }

    private static void Statement(StringBuilder text, Statement statement, string mark)
    {
        text.Append(mark).Append(' ');
        if (statement.Label is not null) text.Append("**").Append(Escape(statement.Label)).Append(":** ");
        text.Append(Escape(statement.Text)).Append('\n');
        foreach (var evidence in statement.Evidence)
        {
            var quotation = Quotation.Of(evidence);
            text.Append(' ', mark.Length + 1).Append("- ").Append(Code(quotation.Where));
            if (quotation.Words is { } words) text.Append(": ").Append(Code(words));
            text.Append('\n');
        }
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        text.Append("| ").AppendJoin(" | ", columns.Select(Escape)).Append(" |\n|").Append(string.Concat(Enumerable.Repeat(" --- |", columns.Count))).Append('\n');
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row.Select(Escape)).Append(" |\n");
        text.Append('\n');
    }

    /// <summary>Escapes all that Markdown, and GitHub's additions to it, could take as markup.</summary>
    internal static string Escape(string text)
    {
        var line = Neutral.Line(text);
        var escaped = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '!' or '|' or '~' or '$' || (i == 0 && c is '#' or '+' or '-' or '=' or '>')) escaped.Append('\\').Append(c);
            else if (c == '<') escaped.Append("&lt;");
            else if (c == '>') escaped.Append("&gt;");
            else if (c == '&') escaped.Append("&amp;");
            else if (c == '@') escaped.Append("&#64;");
            else if (c == ':' && line.AsSpan(i).StartsWith("://", StringComparison.Ordinal)) escaped.Append("&#58;");
            else escaped.Append(c);
        }

        return escaped.ToString().Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }

    private static string Code(string text)
    {
        var line = Neutral.Line(text);
        var run = 0;
        var longest = 0;
        foreach (var c in line) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        var fence = new string('`', longest + 1);
        return longest == 0 ? $"`{line}`" : $"{fence} {line} {fence}";
    }
}
