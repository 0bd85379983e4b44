using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>Quantities of training in a table: in columns under their names with models row by row, the other way round, by stage, or as names and values.</summary>
/// <param name="file">The file.</param>
/// <param name="table">The table.</param>
internal sealed partial class TableFigures(AuditFile file, TextTable table)
{
    /// <summary>Longest quote of a row in characters: one with cells that span several rows reaches over these.</summary>
    private const int MaxQuote = 1500;

    private readonly IReadOnlyList<string> _head = table.Rows[0].Cells;

    /// <summary>The figures.</summary>
    public IEnumerable<TrainingFigure> Find() => NotThis().IsMatch(table.Section) ? [] : [.. Columns(), .. Lines()];

    private IEnumerable<TrainingFigure> Columns()
    {
        for (var c = 1; c < _head.Count; c++)
        {
            var head = QuantityHead.Of(_head[c]);
            var inWords = head.Kind is null && QuantityHead.IsOnData(_head[c]);
            if (head.Kind is null && !inWords) continue;
            var column = c;
            var rows = table.Rows.Skip(1).Where(r => r.Cells.Count > column).Select(r => (Row: r, Number: inWords ? InWords(r.Cells[column]) : Number(r.Cells[column], head))).ToList();
            if (!inWords && Staged(rows.ConvertAll(r => (r.Row.Cells[0], r.Row, r.Number)), head) is { } whole)
            {
                yield return whole;
                continue;
            }

            foreach (var (row, number) in rows)
            {
                if (number is { } value && Label(row, column) is { Length: > 0 } label) yield return Figure(inWords ? TrainingQuantity.Tokens : head.Kind!.Value, value, head, row, label, column);
            }
        }
    }

    // Quantities row by row: models, stages or one value beside them.
    private IEnumerable<TrainingFigure> Lines()
    {
        foreach (var row in table.Rows)
        {
            var head = QuantityHead.Of(row.Cells[0]);
            if (head.Kind is null || row.Cells.Count < 2) continue;
            if (row.Cells.Count == 2 || _head.Count < 3 || ValueHead().IsMatch(_head[1]))
            {
                if (Number(row.Cells[1], head) is { } only) yield return Figure(head.Kind.Value, only, head, row, row == table.Rows[0] || ValueHead().IsMatch(_head[1]) || _head[1].Length == 0 ? "" : _head[1]);
                continue;
            }

            var cells = Enumerable.Range(1, Math.Min(row.Cells.Count, _head.Count) - 1).Select(c => (_head[c], row, Number(row.Cells[c], head))).ToList();
            if (Staged(cells, head) is { } whole) yield return whole;
            else
            {
                foreach (var (label, _, number) in cells)
                {
                    if (number is { } value && label.Length > 0) yield return Figure(head.Kind.Value, value, head, row, label);
                }
            }
        }
    }

    // Stages of one training: their total, or else their sum.
    private TrainingFigure? Staged(List<(string Label, TextRow Row, StatedNumber? Number)> cells, QuantityHead head)
    {
        var stages = cells.Where(c => Stage().IsMatch(c.Label)).ToList();
        var total = cells.Find(c => Total().IsMatch(c.Label));
        if (stages.Count < 2 || stages.Count + (total.Row is null ? 0 : 1) < cells.Count) return null;
        if (total.Number is { } whole) return Figure(head.Kind!.Value, whole, head, total.Row!, "");
        if (stages.Exists(s => s.Number is null)) return null;
        return Figure(head.Kind!.Value, new StatedNumber(stages.Sum(s => s.Number!.Value.Low), stages.Sum(s => s.Number!.Value.High), true), head, stages[0].Row, "");
    }

    // The name in the first cell, and sizes and names of other columns about the model.
    private string Label(TextRow row, int quantity)
    {
        var parts = new List<string> { QuantityHead.NamesModels(_head[0]) || ModelIdentity.Sizes(row.Cells[0]).Count > 0 ? row.Cells[0] : "" };
        for (var c = 1; c < Math.Min(row.Cells.Count, _head.Count); c++)
        {
            if (c != quantity && _head[c].Length > 0 && QuantityHead.NamesModels(_head[c])) parts.Add(row.Cells[c]);
        }

        // A row of a table whose heads speak of no model names a data set, a language, a step.
        return string.Join(' ', parts.Where(p => p.Length is > 0 and < 120)).Trim();
    }

    private TrainingFigure Figure(TrainingQuantity kind, StatedNumber number, QuantityHead head, TextRow row, string label, int column = -1)
    {
        var start = column >= 0 && row.Starts is { } starts ? starts[column] : row.Start;
        var form = label.Length == 0 ? StatedForm.Training : StatedForm.Table;
        return new TrainingFigure(kind, number.Low, number.High, form, EvidenceLedger.Of(file, file.Text!, start, Math.Min(row.Start + row.Length - start, MaxQuote), StatedFigures.Detector)) { About = label, Section = table.Section, Accelerator = head.Accelerator, Place = StatedFigures.PlaceOf(file) };
    }

    private static StatedNumber? Number(string cell, QuantityHead head)
    {
        if (StatedNumber.Of(cell, head.Unit) is not { } number) return null;
        var found = number with { Low = number.Low * head.Times, High = number.High * head.Times };
        return head.Kind == TrainingQuantity.Tokens ? (found.Low >= StatedFigures.LeastTokens ? found : null) : found.Low >= 1 ? found : null;
    }

    private static StatedNumber? InWords(string cell) => CellTokens().Match(cell) is { Success: true } m && StatedNumber.Value(m.Groups["n"].Value, m.Groups["u"].Value) is { } value and >= StatedFigures.LeastTokens ? new StatedNumber(value, value, true) : null;

    [GeneratedRegex(@"^[^\d]{0,30}" + StatedNumber.Pattern + @"\+?\s?(?:\w+\s){0,2}?tokens\W{0,3}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CellTokens();

    [GeneratedRegex(@"^\W{0,4}(?:values?|settings?|details?|数值|取值|值|说明)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ValueHead();

    [GeneratedRegex(@"^\W{0,4}(?:pre-?train|mid-?train|post-?train|stage|phase|context ext|long[- ]context|anneal|cool-?down|decay|warm|stable|sft|dpo|rl\w{0,3}\b|fine-?tun|alignment|预训练|中期训练|后训练|微调|退火|第?[一二三四\d]\s?阶段|阶段|上下文扩展|强化学习|对齐)", RegexOptions.IgnoreCase)]
    private static partial Regex Stage();

    [GeneratedRegex(@"^\W{0,4}(?:total|sum|overall|all|合计|总计|共计)", RegexOptions.IgnoreCase)]
    private static partial Regex Total();

    [GeneratedRegex(@"eval|benchmark|leaderboard|fine-?tun|inference|deploy|performance|评测|微调|部署|推理", RegexOptions.IgnoreCase)]
    private static partial Regex NotThis();
}
