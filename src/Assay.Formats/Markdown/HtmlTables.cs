using System.Net;
using System.Text.RegularExpressions;

namespace Assay.Formats;

/// <summary>A row of a table in HTML: cells that span rows or columns stand in each row and column that they span.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Cells">Its cells as words: no markup, white space folded.</param>
/// <param name="Starts">For each cell the first character of the row in which it begins: a row above for one that reaches into this.</param>
public sealed record HtmlRow(int Start, int Length, IReadOnlyList<string> Cells, IReadOnlyList<int> Starts);

/// <summary>The tables in HTML of a text: one scan over the tags, no rendering, limits on rows, columns and cells.</summary>
public static partial class HtmlTables
{
    /// <summary>Most tables that are read of one text.</summary>
    private const int MaxTables = 100;

    /// <summary>Most rows that are read of one table.</summary>
    private const int MaxRows = 200;

    /// <summary>Most columns.</summary>
    private const int MaxColumns = 40;

    /// <summary>Longest cell in characters, markup included.</summary>
    private const int MaxCell = 2000;

    /// <summary>The tables with at least two rows, each with its rows.</summary>
    public static IReadOnlyList<IReadOnlyList<HtmlRow>> Of(string text)
    {
        var tables = new List<IReadOnlyList<HtmlRow>>();
        Grid? grid = null;
        foreach (Match tag in Tag().Matches(text))
        {
            var (name, closes) = (tag.Groups["tag"].Value.ToLowerInvariant(), tag.Groups["close"].Length > 0);
            if (name == "table")
            {
                grid?.EndRow(tag.Index);
                if (grid is { Rows.Count: > 1 } && tables.Count < MaxTables) tables.Add(grid.Rows);
                grid = closes ? null : new Grid(text);
                continue;
            }

            if (name == "tr") grid?.EndRow(tag.Index + (closes ? tag.Length : 0));
            else grid?.EndCell(tag.Index);
            if (!closes) grid?.Begin(name, tag);
        }

        return tables;
    }

    private sealed class Grid(string text)
    {
        private readonly Dictionary<int, (int Rows, string Words, int Start)> _above = [];
        private readonly SortedDictionary<int, string> _cells = [];
        private int _row = -1;
        private int _cell = -1;
        private (int Rows, int Columns) _spans;

        public List<HtmlRow> Rows { get; } = [];

        public void Begin(string tag, Match match)
        {
            if (tag == "tr") _row = match.Index;
            else if (_row >= 0) (_cell, _spans) = (match.Index + match.Length, (Span(RowSpan(), match.Groups["rest"].Value), Span(ColumnSpan(), match.Groups["rest"].Value)));
        }

        public void EndCell(int end)
        {
            if (_cell < 0) return;
            var words = Words(text.Substring(_cell, Math.Min(end - _cell, MaxCell)));
            _cell = -1;
            var column = 0;
            while (_cells.ContainsKey(column) || _above.ContainsKey(column)) column++;
            for (var i = 0; i < _spans.Columns && column + i < MaxColumns; i++)
            {
                _cells[column + i] = words;
                if (_spans.Rows > 1) _above[column + i] = (_spans.Rows, words, _row);
            }
        }

        public void EndRow(int end)
        {
            EndCell(end);
            if (_row < 0) return;
            var starts = new Dictionary<int, int>();
            foreach (var (column, (rows, words, start)) in _above.ToList())
            {
                _cells.TryAdd(column, words);
                starts[column] = start;
                if (rows > 1) _above[column] = (rows - 1, words, start);
                else _above.Remove(column);
            }

            var width = _cells.Count == 0 ? 0 : _cells.Keys.Last() + 1;
            if (width > 0 && Rows.Count < MaxRows) Rows.Add(new HtmlRow(_row, end - _row, [.. Enumerable.Range(0, width).Select(c => _cells.GetValueOrDefault(c, ""))], [.. Enumerable.Range(0, width).Select(c => starts.GetValueOrDefault(c, _row))]));
            _cells.Clear();
            _row = -1;
        }

        private static int Span(Regex span, string attributes) => span.Match(attributes) is { Success: true } m ? Math.Clamp(int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 1, MaxRows) : 1;

        private static string Words(string cell) => White().Replace(WebUtility.HtmlDecode(Markup().Replace(cell, " ")), " ").Trim(' ', '*', '_', '`');
    }

    [GeneratedRegex(@"<(?<close>/?)(?<tag>table|tr|td|th)(?<rest>(?:\s[^<>]{0,400})?)>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\browspan\s{0,3}=\s{0,3}[""']?(\d{1,4})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex RowSpan();

    [GeneratedRegex(@"\bcolspan\s{0,3}=\s{0,3}[""']?(\d{1,4})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ColumnSpan();

    [GeneratedRegex(@"<[^<>]{0,400}>", RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex White();
}
