using System.Text.RegularExpressions;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>The passages of a release that speak of its training data.</summary>
internal static partial class TrainingWords
{
    /// <summary>Longest passage that is read in characters.</summary>
    public const int MaxBlock = 3000;

    /// <summary>The passages, cards first.</summary>
    public static IEnumerable<(AuditFile File, MarkdownBlock Block)> Of(ReleaseIndex index)
    {
        foreach (var file in index.Own.Where(f => f.Markdown is not null && f.Role is FileRole.Card or FileRole.Readme or FileRole.Document && !index.IsOtherModel(f.Artifact)).OrderBy(f => f.Role))
        {
            if (file.Role == FileRole.Document && !file.Path.Contains("data", StringComparison.OrdinalIgnoreCase) && !file.Path.Contains("report", StringComparison.OrdinalIgnoreCase)) continue;
            if (IsOnEvaluation(file)) continue;
            var introduced = false;
            foreach (var block in file.Markdown!.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Item or BlockKind.Row))
            {
                introduced = block.Kind == BlockKind.Paragraph ? Introduction().IsMatch(file.Markdown.Of(block)[..Math.Min(block.Length, MaxBlock)]) : introduced;
                var section = file.Markdown.SectionOf(block).Path;
                if (NotTraining().IsMatch(section)) continue;
                var words = file.Markdown.Of(block);
                if (words.Length > MaxBlock) words = words[..MaxBlock];
                if (Elsewhere().IsMatch(words)) continue;
                if (DataSection().IsMatch(section) || (block.Kind != BlockKind.Row && Labeled().IsMatch(words)) || (introduced && block.Kind == BlockKind.Item) || (block.Kind != BlockKind.Row && Trained().IsMatch(words))) yield return (file, block);
            }
        }
    }

    /// <summary>Whether a document deep in a tree opens by speaking of evaluation.</summary>
    public static bool IsOnEvaluation(AuditFile file) => !file.IsAtRoot && file.Markdown is { } markdown
        && markdown.Blocks.FirstOrDefault(b => b.Kind is BlockKind.Paragraph) is { Length: > 0 } opening && markdown.Of(opening).Contains("evaluat", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"eval|benchmark|result|performance|leaderboard|limitation|bias|risk|ethic|usage|how to|quick ?start|install|license|citation|acknowledg|news|changelog|community|contribut|评测|评估|局限|风险|协议|许可|引用", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NotTraining();

    // An item or paragraph that is called data.
    [GeneratedRegex(@"^[\W]{0,6}(?:training |pre-?training )?(?:data|data ?sets?|corpus|corpora|训练数据|数据|语料)\b[^\n:：]{0,20}[:：]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Labeled();

    // A paragraph that introduces a list of what was learned from.
    [GeneratedRegex(@"(?:\b(?:pairs|sources|hours|texts|documents|recordings|images)\b[^\n]{0,80}|\btrain(?:ed|ing)?\b[^\n]{0,100}|\b(?:data|corpus|corpora|mixture|data ?sets?)\b[^\n]{0,80})[:：]\s*$|(?:训练|语料|数据)[^\n]{0,60}[:：]\s*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Introduction();

    [GeneratedRegex(@"data(?:set)?s?\b|corpus|corpora|pre-?training|\btrained (?:on|from|with)\b|(?:^|> )(?:model )?training$|training (?:material|sources?|texts?)|数据|语料", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DataSection();

    [GeneratedRegex(@"\b(?:pre-?)?train(?:ed|ing)\b|fine-?tun(?:ed|ing)|training (?:data|corpus)|corpus|corpora|训练|语料", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Trained();

    [GeneratedRegex(@"evaluat|benchmark|test[- ](?:set|split|clean|other)|inspired by|similar to|unlike|compared (?:to|with)|can be (?:fine-?tuned|trained)|you (?:can|may|should)|perplexity on", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Elsewhere();
}
