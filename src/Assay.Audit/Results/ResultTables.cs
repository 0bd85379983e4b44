using System.Text.RegularExpressions;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>A table of a document: its rows as cells without markup, with their places.</summary>
/// <param name="Section">Path of the section it stands in.</param>
/// <param name="Before">The paragraph right before it, or empty.</param>
/// <param name="Rows">The rows, the first of them the head.</param>
internal sealed record TextTable(string Section, string Before, IReadOnlyList<TextRow> Rows);

/// <summary>A row.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Its length.</param>
/// <param name="Cells">Its cells without markup.</param>
internal sealed record TextRow(int Start, int Length, IReadOnlyList<string> Cells)
{
    /// <summary>Where the row begins in which each cell begins: a row above for a cell that spans several; null where none does.</summary>
    public IReadOnlyList<int>? Starts { get; init; }
}

/// <summary>The tables of a Markdown text: pipes with or without one at the start of a row, and rows of HTML.</summary>
internal static partial class ResultTables
{
    /// <summary>Most rows of one table that are read.</summary>
    private const int MaxRows = 120;

    /// <summary>Longest row that is read in characters.</summary>
    private const int MaxRow = 2400;

    /// <summary>The tables.</summary>
    public static IEnumerable<TextTable> Of(MarkdownDocument markdown)
    {
        var rows = new List<TextRow>();
        var (section, before, lead) = ("", "", "");
        foreach (var block in markdown.Blocks)
        {
            var piped = block.Kind is BlockKind.Row || (block.Kind == BlockKind.Paragraph && IsTable(markdown.Of(block)));
            if (piped)
            {
                if (rows.Count == 0) (section, before) = (markdown.SectionOf(block).Path, lead);
                if (rows.Count < MaxRows) rows.AddRange(Rows(markdown, block));
                continue;
            }

            if (rows.Count > 0 && !IsMarkup(markdown.Of(block)))
            {
                yield return new TextTable(section, before, [.. rows]);
                rows.Clear();
            }

            if (block.Kind is BlockKind.Paragraph or BlockKind.Item or BlockKind.Heading && block.Length > 0) lead = markdown.Of(block)[..Math.Min(block.Length, 400)].ToString();
        }

        if (rows.Count > 0) yield return new TextTable(section, before, rows);
    }

    private static bool IsTable(ReadOnlySpan<char> text) => Rule().IsMatch(text);

    // Tags of a table between its rows are no text.
    private static bool IsMarkup(ReadOnlySpan<char> text) => text.Length < 400 && text.TrimStart().StartsWith("<", StringComparison.Ordinal) && !text.ContainsAny("#`");

    private static IEnumerable<TextRow> Rows(MarkdownDocument markdown, MarkdownBlock block)
    {
        var text = markdown.Text.Text;
        var end = block.Start + block.Length;
        var html = markdown.Of(block).Contains("<td", StringComparison.OrdinalIgnoreCase) || markdown.Of(block).Contains("<th", StringComparison.OrdinalIgnoreCase);
        if (html)
        {
            var whole = text.Substring(block.Start, Math.Min(block.Length, MaxRow));
            yield return new TextRow(block.Start, Math.Min(block.Length, MaxRow), [.. Cell().Split(whole).Skip(1).Select(Plain)]);
            yield break;
        }

        for (var at = block.Start; at < end;)
        {
            var stop = text.IndexOf('\n', at, end - at);
            if (stop < 0) stop = end;
            var line = text.AsSpan(at, Math.Min(stop - at, MaxRow)).Trim();
            if (line.Contains('|') && line.ContainsAnyExcept("|-: \t")) yield return new TextRow(at, Math.Min(stop - at, MaxRow), [.. line.Trim('|').ToString().Split('|').Select(Plain)]);
            at = stop + 1;
        }
    }

    private static string Plain(string cell) => Markup().Replace(cell, "$1 ").Trim(" \t\r\n*_`~†‡".ToCharArray());

    [GeneratedRegex(@"^[\s|:]{0,4}-{2,}[\s:]*\|[\s:|-]*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    [GeneratedRegex(@"<t[dh][^>]{0,200}>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Cell();

    [GeneratedRegex(@"\[([^\]]{0,200})\](?:\([^)]{0,400}\))?|<[^>]{0,200}>", RegexOptions.NonBacktracking)]
    private static partial Regex Markup();
}
