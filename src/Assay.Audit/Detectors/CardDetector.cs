using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>The model card: a document about this model that says more than its license and its specifications.</summary>
public sealed class CardDetector : IDetector
{
    /// <summary>Characters of prose from which a document counts as one.</summary>
    private const int EnoughProse = 700;

    private static readonly ImmutableArray<(string Topic, string[] Words)> Topics =
    [
        ("use", ["intended use", "use case", "uses", "usage", "how to use", "quick start", "quickstart", "getting started", "使用", "快速", "示例", "用法"]),
        ("training", ["training", "pretrain", "pre-train", "trained on", "训练"]),
        ("evaluation", ["evaluat", "benchmark", "performance", "results", "评测", "评估", "性能", "效果"]),
        ("limits", ["limitation", "bias", "risk", "misuse", "out-of-scope", "ethic", "safety", "responsib", "局限", "风险", "免责", "声明"]),
        ("architecture", ["architecture", "hidden size", "decoder-only", "n_layers", "layers", "架构", "结构"]),
        ("description", ["introduction", "overview", "description", "model details", "model summary", "about", "介绍", "简介", "模型"]),
    ];

    /// <inheritdoc/>
    public string Id => "card";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card, FileRole.Readme, FileRole.Document];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var file in index.Own.Where(f => f.Role == FileRole.Card && f.Markdown is not null))
        {
            var markdown = file.Markdown!;
            var topics = TopicsOf(markdown);
            var prose = markdown.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Item).Sum(b => b.Length);
            var full = topics.Count(t => t.Topic != "architecture") >= 3 && prose >= EnoughProse;
            var first = FirstWords(markdown);
            if (first is null) continue;
            yield return new Detection.Found(new Observation(ComponentId.DocModelCard, full ? Stance.Shows : Stance.Part, full ? "card.document" : "card.specifications", file, first.Value.Start, first.Value.Length));
            // Evaluation and limits are told by headings here; what sentences say of them is for the rules on topics.
            foreach (var (topic, block) in topics.Where(t => t.Block.Kind == BlockKind.Heading || t.Topic is not ("evaluation" or "limits")))
            {
                yield return new Detection.Found(new Observation(ComponentId.DocModelCard, Stance.Topic, "card.topic", file, block.Start, block.Length) { Topic = topic });
            }
        }
    }

    private static List<(string Topic, MarkdownBlock Block)> TopicsOf(MarkdownDocument markdown)
    {
        var found = new List<(string, MarkdownBlock)>();
        foreach (var (topic, words) in Topics)
        {
            foreach (var block in markdown.Blocks)
            {
                if (!SpeaksOf(markdown, block, words)) continue;
                found.Add((topic, block));
                break;
            }
        }

        return found;
    }

    private static bool SpeaksOf(MarkdownDocument markdown, MarkdownBlock block, string[] words)
    {
        var text = block.Kind == BlockKind.Heading ? markdown.Of(block) : block.Kind is BlockKind.Paragraph or BlockKind.Item && block.Length >= 60 ? markdown.Of(block)[..Math.Min(block.Length, 80)] : default;
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static MarkdownBlock? FirstWords(MarkdownDocument markdown)
    {
        foreach (var block in markdown.Blocks)
        {
            if (block.Kind == BlockKind.Heading && !markdown.Of(block).Contains("contents", StringComparison.OrdinalIgnoreCase) && !markdown.Of(block).Contains("目录", StringComparison.Ordinal)) return block;
        }

        foreach (var block in markdown.Blocks)
        {
            if (block.Kind == BlockKind.Paragraph && !markdown.Of(block).Contains("shields.io", StringComparison.OrdinalIgnoreCase)) return block;
        }

        return markdown.Blocks.Length > 0 ? markdown.Blocks[0] : null;
    }
}
