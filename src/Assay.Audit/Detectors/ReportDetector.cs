using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Which topics the reports and papers in the files cover, told by their headings, or by short lines where a format keeps none.</summary>
/// <param name="book">The rules, whose topics of documents are looked for in the running text too.</param>
public sealed partial class ReportDetector(SignalBook book) : IDetector
{
    /// <summary>Most lines of a document without structure that are looked at.</summary>
    private const int MaxLines = 6000;


    /// <summary>Longest heading in characters.</summary>
    private const int MaxHeading = 70;

    private static readonly (string Topic, Regex Words)[] Topics =
    [
        ("data", Data()), ("architecture", Architecture()), ("training", Training()), ("tuning", Tuning()), ("evaluation", Evaluation()), ("limits", Limits()),
    ];

    /// <inheritdoc/>
    public string Id => "reports";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Document];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var file in index.Own.Where(f => f.Role == FileRole.Document && f.Text is not null && Name().IsMatch(f.Name)))
        {
            var component = file.Name.Contains("paper", StringComparison.OrdinalIgnoreCase) ? ComponentId.DocPaper : ComponentId.DocReport;
            foreach (var detection in Running(file)) yield return detection;
            var lines = Headings(file).ToList();
            foreach (var (topic, words) in Topics)
            {
                if (lines.FirstOrDefault(l => words.IsMatch(file.Text!.Text.AsSpan(l.Start, l.Length))) is { Length: > 0 } line) yield return new Detection.Found(new Observation(component, Stance.Topic, "reports.heading", file, line.Start, line.Length) { Topic = topic });
            }
        }
    }

    /// <summary>What a rule on the topics of documents speaks of in a file: a report's topics are its own, not the card's.</summary>
    internal static ComponentId Component(SignalRule rule, AuditFile file) =>
        rule.Says != Stance.Topic || rule.Component != ComponentId.DocModelCard || file.Role != FileRole.Document || !Name().IsMatch(file.Name) ? rule.Component
        : file.Name.Contains("paper", StringComparison.OrdinalIgnoreCase) ? ComponentId.DocPaper : ComponentId.DocReport;

    // A portable document keeps no paragraphs: a sentence may run on into the next line.
    private IEnumerable<Detection> Running(AuditFile file)
    {
        if (file.Markdown is { Blocks.Length: > 2 }) yield break;
        var text = file.Text!;
        var set = new BitSet(book.Texts.Rules.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var line = 1; line < Math.Min(text.LineCount, MaxLines); line++)
        {
            var start = text.StartOf(line);
            var subject = text.Text[start..(text.StartOf(line + 1) + text.Line(line + 1).Length)];
            set.Clear();
            book.Texts.Candidates(subject, ref set);
            for (var i = 0; i < book.Texts.Rules.Length; i++)
            {
                var rule = book.Texts.Rules[i];
                if (!set.Has(i) || rule is not { Says: Stance.Topic, Topic: { } topic } || rule.Component != ComponentId.DocModelCard || seen.Contains(topic) || rule.Match(subject, "") is not var (at, length)) continue;
                seen.Add(topic);
                yield return new Detection.Found(new Observation(Component(rule, file), Stance.Topic, rule.Id, file, start + at, length) { Topic = topic });
            }
        }
    }

    private static IEnumerable<(int Start, int Length)> Headings(AuditFile file)
    {
        var headings = file.Markdown?.Blocks.Where(b => b.Kind == BlockKind.Heading).Select(b => (b.Start, b.Length)).ToList() ?? [];
        if (headings.Count > 2) return headings;
        var text = file.Text!;
        return Enumerable.Range(1, text.LineCount).Where(n => Numbered().IsMatch(text.Line(n)) && text.Line(n).Length <= MaxHeading).Select(n => (text.StartOf(n), text.Line(n).Length));
    }

    [GeneratedRegex(@"report|paper|memo|white.?paper", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?|[A-Z]\.?)?\s*[A-Z][A-Za-z ,&:-]{2,60}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\bdata|corpus|数据|语料", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Data();

    [GeneratedRegex(@"architectur|model design|tokeni[sz]|结构|架构", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Architecture();

    [GeneratedRegex(@"pre-?training|training (?:set-?up|details|recipe|infrastructure|procedure)|\btraining\s*$|optimi[sz]ation|训练", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Training();

    [GeneratedRegex(@"fine-?tun|post-?training|instruct|alignment|preference|reinforcement|微调|对齐", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tuning();

    [GeneratedRegex(@"evaluat|benchmark|results|experiments|评测|评估", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Evaluation();

    [GeneratedRegex(@"limitation|risk|safety|bias|ethic|societal|responsib|局限|风险", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Limits();
}
