using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>One row of a table that lists training data.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">Where the row begins.</param>
/// <param name="Length">Its length.</param>
/// <param name="Name">What it calls the data.</param>
/// <param name="Location">Where its first link leads, or null.</param>
/// <param name="License">The license in the row as written, or null.</param>
/// <param name="Words">The row without markup.</param>
internal sealed record DataRow(AuditFile File, int Start, int Length, string Name, string? Location, string? License, string Words);

/// <summary>Tables that list training data: told by the words above their columns, or, in any language, by licenses and links row by row in a document kept with the data.</summary>
internal static partial class DataTables
{
    /// <summary>Most rows that are read of one release.</summary>
    private const int MaxRows = 60;

    /// <summary>Longest row that is read in characters.</summary>
    private const int MaxRow = 2000;

    /// <summary>The rows.</summary>
    public static List<DataRow> Of(ReleaseIndex index)
    {
        var rows = new List<DataRow>();
        foreach (var file in index.Own.Where(f => f.Markdown is not null && (f.Role is FileRole.Card or FileRole.Readme || IsDataDocument(f)) && !TrainingWords.IsOnEvaluation(f)))
        {
            var table = new List<MarkdownBlock>();
            foreach (var block in file.Markdown!.Blocks)
            {
                if (block.Kind == BlockKind.Row && block.Length <= MaxRow && (table.Count == 0 || table[^1].Section == block.Section))
                {
                    table.Add(block);
                    continue;
                }

                rows.AddRange(Rows(file, table));
                table.Clear();
                if (block.Kind == BlockKind.Row && block.Length <= MaxRow) table.Add(block);
            }

            rows.AddRange(Rows(file, table));
        }

        return rows.Count > MaxRows ? rows[..MaxRows] : rows;
    }

    private static bool IsDataDocument(AuditFile file) => file.Role == FileRole.Document && file.Path.Contains("data", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<DataRow> Rows(AuditFile file, List<MarkdownBlock> table)
    {
        if (table.Count < 2) yield break;
        var section = file.Markdown!.Sections[table[0].Section].Path;
        if (NotTraining().IsMatch(section)) yield break;
        var header = Cells(file, table[0]);
        var body = table.Skip(1).Where(b => !IsRule(file.Markdown.Of(b))).Select(b => (Block: b, Cells: Cells(file, b))).ToList();
        var name = Array.FindIndex(header, h => DataColumn().IsMatch(Plain(h)));
        var listed = name >= 0 && header.Any(h => MeasureColumn().IsMatch(Plain(h))) && !header.Any(h => ScoreColumn().IsMatch(Plain(h)));
        var licensed = IsDataDocument(file) && body.Count(r => r.Cells.Any(c => License().IsMatch(c)) && r.Cells.Any(c => Link(c) is not null)) >= 2;
        if (!listed && !licensed) yield break;
        var licenses = Array.FindIndex(header, h => LicenseColumn().IsMatch(Plain(h)));
        foreach (var (block, cells) in body)
        {
            var called = Plain(cells[Math.Min(Math.Max(name, 0), cells.Length - 1)]);
            if (called.Length is < 2 or > 120 || Total().IsMatch(called)) continue;
            var license = licenses >= 0 && licenses < cells.Length ? Plain(cells[licenses]) : cells.Select(c => License().Match(c)).FirstOrDefault(m => m.Success)?.Value;
            yield return new DataRow(file, block.Start, block.Length, called, cells.Select(Link).FirstOrDefault(l => l is not null), license is { Length: > 0 } ? license : null, string.Join(" | ", cells.Select(Plain)));
        }
    }

    private static string[] Cells(AuditFile file, MarkdownBlock row) => file.Markdown!.Of(row).Trim().Trim('|').ToString().Split('|');

    private static bool IsRule(ReadOnlySpan<char> row) => !row.ContainsAnyExcept("|-: \t\r\n");

    private static string Plain(string cell) => Markup().Replace(cell, "$1").Trim(" \t*_`".ToCharArray());

    private static string? Link(string cell) => Address().Match(cell) is { Success: true } match && !match.Value.Contains("arxiv", StringComparison.OrdinalIgnoreCase) && !match.Value.Contains("license", StringComparison.OrdinalIgnoreCase) && !match.Value.Contains("/terms", StringComparison.OrdinalIgnoreCase) ? match.Value : null;

    [GeneratedRegex(@"\[([^\]]{0,200})\](?:\([^)]{0,400}\))?|<[^>]{0,200}>", RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"https?://[^\s)>\]""'|]{3,300}", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:(?:training |pre-?training )?(?:data ?sets?|corpus|corpora|data sources?|data)(?: name)?|sources?|数据集?|语料库?|数据来源)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DataColumn();

    [GeneratedRegex(@"hours?|tokens?|pairs?|size|samples?|documents?|examples?|images|licen[sc]e|proportion|weight|share|^%|percent|epochs?|sampling|languages?|domains?|link|\burl\b|number|数量|规模|占比|许可|来源|链接|时长|语言", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MeasureColumn();

    [GeneratedRegex(@"scores?|accuracy|\bwer\b|\bcer\b|bleu|rouge|\bf1\b|\bacc\b|metrics?|shots?|models?|得分|指标|模型", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ScoreColumn();

    [GeneratedRegex(@"licen[sc]e|terms|许可|协议", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LicenseColumn();

    [GeneratedRegex(@"\b(?:CC0(?: 1\.0)?|CC[- ]BY(?:[- ](?:NC|SA|ND)){0,2}(?:[- ]\d\.\d)?|public domain|ODC-By(?: ?1\.0)?|ODbL(?:[- ]1\.0)?|Apache[- ]2\.0|MIT)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex License();

    [GeneratedRegex(@"^(?:total|sum|all|overall|итого|合计|总计)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Total();

    [GeneratedRegex(@"eval|benchmark|result|performance|leaderboard|fine-?tun|\btest|speed|评测|评估|微调", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NotTraining();
}

/// <summary>The rows of such tables as links to training data and as sources that are named.</summary>
public sealed class DataTableDetector : IDetector
{
    /// <inheritdoc/>
    public string Id => "data-tables";

    /// <inheritdoc/>
    public System.Collections.Immutable.ImmutableArray<FileRole> Wants => [FileRole.Card, FileRole.Readme, FileRole.Document];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var row in DataTables.Of(index))
        {
            if (row.Location is not null) yield return new Detection.Found(new Observation(ComponentId.DataTrain, Stance.Links, "data-tables.row", row.File, row.Start, row.Length));
            yield return new Detection.Found(new Observation(ComponentId.DocDataInfo, Stance.Topic, "data-tables.row", row.File, row.Start, row.Length) { Topic = row.Location is null ? "provenance" : "listing-public" });
        }
    }
}
