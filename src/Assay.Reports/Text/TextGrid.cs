using System.Text;
using Assay.Reports.Document;
using Assay.Reports.Safety;

namespace Assay.Reports.Text;

/// <summary>Tables in text: the last column takes the room that is left; on a narrow terminal each row becomes a short list.</summary>
internal static class TextGrid
{
    public static string Render(Block.Grid grid, int width, Func<string, Tone, string> paint)
    {
        var rows = grid.Rows.Select(r => r.Select(c => Neutral.Line(c.Text)).ToArray()).ToList();
        var last = grid.Columns.Count - 1;
        var widths = new int[grid.Columns.Count];
        for (var c = 0; c < last; c++) widths[c] = Math.Min(30, rows.Select(r => Wrap.Columns(r[c])).Append(Wrap.Columns(grid.Columns[c])).Max());
        widths[last] = width - widths[..last].Sum() - (3 * last) - 1;
        return widths[last] >= 24 ? Wide(grid, rows, widths, paint) : Narrow(grid, rows, width, paint);
    }

    private static string Wide(Block.Grid grid, List<string[]> rows, int[] widths, Func<string, Tone, string> paint)
    {
        var text = new StringBuilder();
        Row(text, [.. grid.Columns], widths, _ => Tone.Neutral, paint);
        text.Append(' ').AppendJoin("   ", widths.Select((w, i) => new string('-', i == widths.Length - 1 ? Math.Min(w, Wrap.Columns(grid.Columns[i])) : w))).Append('\n');
        for (var r = 0; r < rows.Count; r++)
        {
            var cells = grid.Rows[r];
            Row(text, rows[r], widths, c => cells[c].Tone, paint);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string[] cells, int[] widths, Func<int, Tone> tone, Func<string, Tone, string> paint)
    {
        var wrapped = cells.Select((c, i) => Wrap.Lines(c, widths[i])).ToArray();
        var height = wrapped.Max(w => w.Count);
        for (var line = 0; line < height; line++)
        {
            var parts = wrapped.Select((w, i) => paint(Wrap.Pad(line < w.Count ? w[line] : "", i == widths.Length - 1 ? 0 : widths[i]), tone(i)));
            text.Append((" " + string.Join("   ", parts)).TrimEnd()).Append('\n');
        }
    }

    private static string Narrow(Block.Grid grid, List<string[]> rows, int width, Func<string, Tone, string> paint)
    {
        var text = new StringBuilder();
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < grid.Columns.Count; c++)
            {
                if (rows[r][c].Length == 0) continue;
                var indent = c == 0 ? " - " : "   ";
                foreach (var line in Wrap.Lines(c == 0 ? rows[r][c] : $"{grid.Columns[c]}: {rows[r][c]}", width - 3))
                {
                    text.Append(indent).Append(paint(line, grid.Rows[r][c].Tone)).Append('\n');
                    indent = "   ";
                }
            }
        }

        return text.ToString();
    }
}
