using System.Text;
using Assay.Core;
using Assay.Reports.Document;
using Assay.Reports.Safety;

namespace Assay.Reports.Text;

/// <summary>Writes blocks for a terminal or a plain file. Pure: width and colors are given.</summary>
/// <param name="width">Columns; at least 40.</param>
/// <param name="colors">Whether ANSI colors are written.</param>
/// <param name="details">Whether folds are written out.</param>
public sealed class TextRenderer(int width = 100, bool colors = false, bool details = false)
{
    private readonly int _width = Math.Clamp(width, 40, 140);
    private readonly StringBuilder _out = new();
    private const int NameColumns = 26;
    private const int StateColumns = 22;

    /// <summary>Lines that a quote may take where it stands first; where it stands again, one line reminds of it.</summary>
    private const int QuoteLines = 4;
    private readonly HashSet<string> _quoted = new(StringComparer.Ordinal);

    /// <summary>Renders blocks.</summary>
    public static string Render(IReadOnlyList<Block> blocks, int width = 100, bool colors = false, bool details = false) => new TextRenderer(width, colors, details).Write(blocks);

    private string Write(IReadOnlyList<Block> blocks)
    {
        foreach (var block in blocks) Write(block);
        return _out.ToString();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                Heading(heading);
                break;
            case Block.Paragraph paragraph:
                Lines(Neutral.Line(paragraph.Text), "", paragraph.Tone);
                break;
            case Block.Banner banner:
                Banner(banner);
                break;
            case Block.Statements statements:
                for (var i = 0; i < statements.Items.Count; i++) Statement(statements.Items[i], statements.Numbered ? $"{i + 1}." : null);
                break;
            case Block.Grid grid:
                _out.Append(TextGrid.Render(grid, _width, Paint));
                break;
            case Block.FreedomChart chart:
                foreach (var row in chart.Rows) FreedomRow(row);
                break;
            case Block.Matrix matrix:
                Matrix(matrix);
                break;
            case Block.Fold fold when details:
                Write(new Block.Heading(3, fold.Title));
                foreach (var inner in fold.Blocks) Write(inner);
                break;
        }
    }

    private void Heading(Block.Heading heading)
    {
        var text = Neutral.Line(heading.Text);
        if (_out.Length > 0) _out.Append('\n');
        Lines(text, "", Tone.Neutral, bold: true);
        if (heading.Level <= 2) _out.Append(new string(heading.Level == 1 ? '=' : '-', Math.Min(_width, Wrap.Columns(text)))).Append('\n');
    }

    private void Banner(Block.Banner banner)
    {
        _out.Append('\n');
        Lines(Neutral.Line($"{Mark(banner.Tone)} {banner.Title}: {banner.Outcome.ToUpperInvariant()}"), "", banner.Tone, bold: true);
        Lines(Neutral.Line(banner.Summary), "  ", Tone.Neutral);
    }

    private void Statement(Statement statement, string? number)
    {
        var mark = number ?? Mark(statement.Tone);
        var label = statement.Label is null ? "" : $"{Neutral.Line(statement.Label)}: ";
        var lines = Wrap.Lines(label + Neutral.Line(statement.Text), _width - 4);
        _out.Append(' ').Append(Paint(Wrap.Pad(mark, 2), statement.Tone)).Append(' ').Append(lines[0]).Append('\n');
        foreach (var line in lines.Skip(1)) _out.Append("    ").Append(line).Append('\n');
        foreach (var evidence in statement.Evidence.Take(2)) Evidence(evidence);
        if (statement.Evidence.Count > 2) _out.Append("      ").Append(Dim($"and {statement.Evidence.Count - 2} more")).Append('\n');
    }

    private void Evidence(Evidence evidence)
    {
        var quotation = Quotation.Of(evidence);
        var text = quotation.Words is { } words ? $"{Neutral.Line(quotation.Where)}  {Quoted(Neutral.Line(words))}" : Neutral.Line(quotation.Where);
        var lines = _quoted.Add(evidence.Id) ? QuoteLines : 1;
        foreach (var line in Wrap.Lines(Wrap.Cut(text, lines * (_width - 6)), _width - 6)) _out.Append("      ").Append(Dim(line)).Append('\n');
    }

    // Words that bring quotation marks of their own stand in others.
    private static string Quoted(string words) => words.StartsWith('"') || words.EndsWith('"') ? $"“{words}”" : $"\"{words}\"";

    private void FreedomRow(FreedomRow row)
    {
        var name = Neutral.Line(row.Name);
        _out.Append(Bold(Wrap.Cut(name, _width))).Append('\n');
        var answers = row.Freedoms.Select(f => (Plain: $"{f.Freedom}: {f.Answer}", Painted: $"{f.Freedom}: {Paint(f.Answer, f.Tone)}")).ToList();
        var oneLine = answers.Sum(a => Wrap.Columns(a.Plain) + 3) <= _width;
        if (oneLine) _out.Append("  ").AppendJoin("   ", answers.Select(a => a.Painted)).Append('\n');
        else foreach (var answer in answers) _out.Append("  ").Append(answer.Painted).Append('\n');
    }

    private void Matrix(Block.Matrix matrix)
    {
        foreach (var group in matrix.Cells.GroupBy(c => c.Group, StringComparer.Ordinal))
        {
            _out.Append(Bold(group.Key)).Append('\n');
            foreach (var cell in group)
            {
                var room = _width - NameColumns - StateColumns - 7;
                if (room >= 24) WideCell(cell, room);
                else NarrowCell(cell);
                foreach (var note in cell.Notes) Lines(Neutral.Line(note), "      ", Tone.Neutral);
                foreach (var evidence in cell.Evidence.Take(1)) Evidence(evidence);
            }
        }
    }

    private void WideCell(MatrixCell cell, int room)
    {
        var detail = Wrap.Lines(Neutral.Line(cell.Detail), room);
        var state = Wrap.Lines(Neutral.Line(cell.State), StateColumns);
        var name = Wrap.Lines(Neutral.Line(cell.Name), NameColumns);
        for (var i = 0; i < Math.Max(name.Count, Math.Max(state.Count, Math.Min(detail.Count, 3))); i++)
        {
            var mark = i == 0 ? Paint(Mark(cell.Tone), cell.Tone) : " ";
            var line = $" {mark}  {Wrap.Pad(At(name, i), NameColumns)} {Paint(Wrap.Pad(At(state, i), StateColumns), cell.Tone)} {Dim(At(detail, i))}";
            _out.Append(line.TrimEnd()).Append('\n');
        }
    }

    private void NarrowCell(MatrixCell cell)
    {
        Statement(new Statement($"{cell.Name}: {cell.State}", cell.Tone, []), null);
        if (cell.Detail.Length > 0) Lines(Neutral.Line(cell.Detail), "    ", Tone.Neutral);
    }

    private static string At(IReadOnlyList<string> lines, int index) => index < lines.Count ? lines[index] : "";

    private void Lines(string text, string indent, Tone tone, bool bold = false)
    {
        foreach (var line in Wrap.Lines(text, _width - indent.Length))
        {
            _out.Append(indent).Append(bold ? Bold(Paint(line, tone)) : Paint(line, tone)).Append('\n');
        }
    }

    private static string Mark(Tone tone) => tone switch
    {
        Tone.Good => "+",
        Tone.Warn => "!",
        Tone.Bad => "x",
        Tone.Unknown => "?",
        _ => "-",
    };

    private string Paint(string text, Tone tone) => !colors
        ? text
        : tone switch
        {
            Tone.Good => $"\u001b[32m{text}\u001b[0m",
            Tone.Warn => $"\u001b[33m{text}\u001b[0m",
            Tone.Bad => $"\u001b[31m{text}\u001b[0m",
            Tone.Unknown => $"\u001b[36m{text}\u001b[0m",
            _ => text,
        };

    private string Bold(string text) => colors ? $"\u001b[1m{text}\u001b[0m" : text;

    private string Dim(string text) => colors ? $"\u001b[2m{text}\u001b[0m" : text;
}
