using Assay.Formats;

namespace Assay.Audit;

/// <summary>All tables of a Markdown text, with pipes or in HTML, as rows of cells.</summary>
internal static class DocumentTables
{
    /// <summary>The tables that have a head and at least one row.</summary>
    public static IEnumerable<TextTable> Of(MarkdownDocument markdown)
    {
        foreach (var table in ResultTables.Of(markdown))
        {
            foreach (var rows in Apart(markdown.Text.Text, table.Rows.Where(r => !IsHtml(markdown.Text.Text, r)))) yield return table with { Rows = rows };
        }

        var at = 0;
        foreach (var rows in HtmlTables.Of(markdown.Text.Text))
        {
            while (at + 1 < markdown.Blocks.Length && markdown.Blocks[at + 1].Start <= rows[0].Start) at++;
            yield return new TextTable(markdown.Blocks.IsEmpty ? "" : markdown.SectionOf(markdown.Blocks[at]).Path, "", [.. rows.Select(r => new TextRow(r.Start, r.Length, r.Cells) { Starts = r.Starts })]);
        }
    }

    private static bool IsHtml(string text, TextRow row) => text.AsSpan(row.Start, row.Length).TrimStart().StartsWith("<t", StringComparison.OrdinalIgnoreCase);

    // A blank line ends a table.
    private static IEnumerable<IReadOnlyList<TextRow>> Apart(string text, IEnumerable<TextRow> rows)
    {
        var table = new List<TextRow>();
        foreach (var row in rows)
        {
            if (table.Count > 0 && text.AsSpan(table[^1].Start + table[^1].Length, Math.Max(0, row.Start - table[^1].Start - table[^1].Length)).Count('\n') > 2)
            {
                if (table.Count > 1) yield return [.. table];
                table.Clear();
            }

            table.Add(row);
        }

        if (table.Count > 1) yield return table;
    }
}
