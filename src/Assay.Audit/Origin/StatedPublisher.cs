using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Who publishes a release, where its address does not tell: the card's own words, a call that loads this very model, its configuration.</summary>
/// <param name="Name">The name.</param>
/// <param name="Evidence">Id of the quote that names it, or null where the address of code that was read does.</param>
internal sealed partial record StatedPublisher(string Name, string? Evidence)
{
    /// <summary>Longest name in characters.</summary>
    private const int MaxName = 80;

    private static readonly string[] Keys = ["publisher", "organization", "organisation", "model_creator", "author", "authors", "developers"];

    /// <summary>The publisher, or null where nothing that was read names one.</summary>
    public static StatedPublisher? Of(ReleaseIndex index, EvidenceLedger ledger)
    {
        var cards = index.ModelFiles.Where(f => f.Role == FileRole.Card && f.Markdown is not null).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        return cards.Select(c => FrontMatter(c, ledger)).FirstOrDefault(n => n is not null)
            ?? cards.Select(c => Words(c, ledger)).FirstOrDefault(n => n is not null)
            ?? cards.Select(f => Account(index, f, ledger)).FirstOrDefault(n => n is not null)
            ?? ModelConfig.AllOf(index).Select(c => Configured(index, c, ledger)).FirstOrDefault(n => n is not null)
            ?? index.Release.Artifacts.Where(a => a.Kind == ArtifactKind.Code).Select(a => Repository(index, a.Origin)).OfType<string>().Select(n => new StatedPublisher(n, null)).FirstOrDefault();
    }

    private static StatedPublisher? FrontMatter(AuditFile file, EvidenceLedger ledger)
    {
        if (file.Markdown!.FrontMatter?.Root is not { } root) return null;
        foreach (var key in Keys)
        {
            if (root[key] is { } node && node.Items(orScalar: true).FirstOrDefault() is { Text.Length: > 1 } item && NameIn(item.Text) is { } name) return Quoted(name, file, file.Text!.StartOf(item.Line), file.Text.Line(item.Line).Length, ledger);
        }

        return null;
    }

    private static StatedPublisher? Words(AuditFile file, EvidenceLedger ledger)
    {
        foreach (var block in file.Markdown!.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Item or BlockKind.Row))
        {
            if (Labeled().Match(file.Text!.Text.Substring(block.Start, Math.Min(block.Length, 2000))) is { Success: true } match && NameIn(match.Groups["name"].Value) is { } name) return Quoted(name, file, block.Start + match.Index, match.Length, ledger);
        }

        return null;
    }

    private static StatedPublisher? Account(ReleaseIndex index, AuditFile file, EvidenceLedger ledger)
    {
        foreach (Match match in Called().Matches(file.Text!.Text))
        {
            if (Owner(index, match.Groups["id"].Value) is { } owner) return Quoted(owner, file, match.Index, match.Length, ledger);
        }

        return null;
    }

    private static StatedPublisher? Configured(ReleaseIndex index, ModelConfig config, EvidenceLedger ledger)
    {
        if (Owner(index, config.Parent) is not { } owner) return null;
        var (start, length) = config.Place(config.Parent!);
        return Quoted(owner, config.File, start, length, ledger);
    }

    private static StatedPublisher Quoted(string name, AuditFile file, int start, int length, EvidenceLedger ledger) => new(name, ledger.Quote(file, file.Text!, start, length, "publisher"));

    private static string? Owner(ReleaseIndex index, string? id)
    {
        if (id is null || id.Split('/') is not [{ Length: > 1 } owner, { Length: > 1 } name]) return null;
        var (asked, own) = (Letters(name), Letters(index.Release.Name));
        return own.StartsWith(asked, StringComparison.Ordinal) && own[asked.Length..].All(char.IsAsciiDigit) ? owner : null;
    }

    // The account of the code that was read, where its repository bears the name of the model or of its family.
    private static string? Repository(ReleaseIndex index, string? origin)
    {
        var parts = origin?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length >= 2 && Letters(parts[^1]) is { Length: > 2 } name && Letters(index.Release.Name).StartsWith(name, StringComparison.Ordinal) ? parts[^2] : null;
    }

    // A link stands for its words; an address that is its own text for its host; a remark in brackets is none of the name.
    private static string? NameIn(string words)
    {
        var text = Link().Replace(words, "${text}").Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Replace("_", " ", StringComparison.Ordinal).Trim();
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase)) text = Uri.TryCreate(text.TrimEnd(';', ',', '.'), UriKind.Absolute, out var address) ? address.Host : "";
        if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) text = text[4..];
        var end = text.AsSpan().IndexOfAny("(（;；|\n<");
        if (end >= 0) text = text[..end];
        text = text.Trim(' ', ',', '.', '。', '，', ':');
        return text.Length is < 2 or > MaxName || text.Contains('[', StringComparison.Ordinal) || text.Contains("needed", StringComparison.OrdinalIgnoreCase) || text.Contains("{{", StringComparison.Ordinal) ? null : text;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"^[\W_]{0,8}(?:model )?(?:developed by|model developers?|developers?|created by|publishers?|published by|organi[sz]ation|organi[sz]ation developing the model|authors?|produced by|model creator|creator|provider|model provider|released by|开发者|开发单位|发布者|发布单位|研发单位|研发机构|作者)(?: name)?[*_]{0,2}\s{0,2}[:：|][*_\s]{0,4}(?<name>[^\n]{2,240})", RegexOptions.IgnoreCase)]
    private static partial Regex Labeled();

    [GeneratedRegex(@"(?:(?:from_pretrained\(|repo_or_dir\s{0,2}=)\s{0,8}[""']|(?:huggingface\.co|hf\.co)/|modelscope\.cn/models/|download\s{1,2}[""']?)(?<id>[\w.-]{2,60}/[\w.-]{2,96})")]
    private static partial Regex Called();

    [GeneratedRegex(@"!?\[(?<text>[^\]\n]{0,120})\]\([^)\n]{0,300}\)")]
    private static partial Regex Link();
}
