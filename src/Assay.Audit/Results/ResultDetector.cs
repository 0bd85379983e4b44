using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Evaluation results: tables whose heads or rows name measures or benchmarks, the results in a card's front matter, and sentences that give a measure and its value.</summary>
/// <param name="words">The words that tell them.</param>
public sealed partial class ResultDetector(ResultWords words) : IDetector
{
    /// <summary>Most results that are reported of one release.</summary>
    private const int MaxFound = 12;

    /// <inheritdoc/>
    public string Id => "results";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card, FileRole.Readme, FileRole.Document];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index) => Observations(index).Take(MaxFound).Select(o => new Detection.Found(o));

    private IEnumerable<Observation> Observations(ReleaseIndex index)
    {
        foreach (var file in index.Own.Where(f => Wants.Contains(f.Role) && f.Markdown is not null && !index.IsOtherModel(f.Artifact)).OrderBy(f => f.Role))
        {
            if (file.Role == FileRole.Document && file.Path.Count(c => c == '/') > 2) continue;
            if (ModelIndex(file) is var (line, length)) yield return new Observation(ComponentId.DocEvalResults, Stance.Shows, "results.front-matter", file, line, length);
            foreach (var table in ResultTables.Of(file.Markdown!))
            {
                if (Result(table) is { } row) yield return new Observation(ComponentId.DocEvalResults, Stance.Shows, "results.table", file, row.Start, row.Length);
            }

            foreach (var observation in Sentences(file)) yield return observation;
        }
    }

    private TextRow? Result(TextTable table)
    {
        if (table.Rows.Count < 2 || words.Is("data-table", table.Section) || words.Is("other-table", table.Section)) return null;
        var head = string.Join(" | ", table.Rows[0].Cells);
        var named = IsNamed(head);
        if (words.Is("other-table", head)) return named ? Measured(table) : null;
        var spoken = words.Is("spoken-of", table.Section) || words.Is("spoken-of", table.Before);
        var scored = table.Rows.Skip(1).Where(r => r.Cells.Skip(1).Any(c => Score().IsMatch(c))).ToList();
        if (scored.Count == 0) return null;
        if (named) return scored[0];
        return scored.Find(r => IsNamed(r.Cells[0]) || (r.Cells.Count > 1 && !Score().IsMatch(r.Cells[1]) && IsNamed(r.Cells[1]))) ?? (spoken && scored.Count > 1 ? scored[0] : null);
    }

    // A table of models gives quality beside size and speed: only the columns that bear a measure or a benchmark count.
    private TextRow? Measured(TextTable table)
    {
        var heads = table.Rows[0].Cells;
        var columns = Enumerable.Range(1, Math.Max(0, heads.Count - 1)).Where(c => IsNamed(heads[c]) && !words.Is("other-table", heads[c])).ToList();
        return table.Rows.Skip(1).FirstOrDefault(r => columns.Exists(c => c < r.Cells.Count && Score().IsMatch(r.Cells[c])));
    }

    private bool IsNamed(string text) => words.Is("measure", text) || words.Is("benchmark", text);

    private IEnumerable<Observation> Sentences(AuditFile file)
    {
        foreach (var block in file.Markdown!.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Item && b.Length > 0))
        {
            var section = file.Markdown.SectionOf(block).Path;
            if (words.Is("other-table", section) || words.Is("data-table", section)) continue;
            var text = file.Markdown.Of(block)[..Math.Min(block.Length, 1200)].ToString();
            if (words.In("measured", text) is not var (at, length) || IsNoResult(text)) continue;
            yield return new Observation(ComponentId.DocEvalResults, Stance.Part, "results.sentence", file, block.Start + at, length);
        }
    }

    private static bool IsNoResult(string text) => Selection().IsMatch(text);

    private static (int Start, int Length)? ModelIndex(AuditFile file)
    {
        if (file.Markdown?.FrontMatter?.Root?["model-index"] is not { Kind: DataKind.Sequence } models) return null;
        foreach (var result in models.Items().Where(m => m.Kind == DataKind.Mapping && m["results"] is { Kind: DataKind.Sequence }).SelectMany(m => m["results"]!.Value.Items()).Where(r => r.Kind == DataKind.Mapping))
        {
            if (result["metrics"] is not { Kind: DataKind.Sequence } metrics) continue;
            foreach (var metric in metrics.Items().Where(m => m.Kind == DataKind.Mapping))
            {
                if (metric["value"] is not { } value || !value.TryNumber(out _) || value.Line > file.Text!.LineCount) continue;
                return (file.Text.StartOf(value.Line), file.Text.Line(value.Line).Length);
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[\s*_~≈<>±+↑↓$\\{]{0,8}-?\d{1,4}(?:\.\d{1,4}|[\s]?\\?%)", RegexOptions.NonBacktracking)]
    private static partial Regex Score();

    [GeneratedRegex(@"\b(?:dropped|removed|filtered|kept|selected|threshold|below|above|at least|classifier|learning rate)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Selection();
}
