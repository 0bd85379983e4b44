using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>The model that the words of a card say was adapted, against the configuration of the adapter.</summary>
internal sealed partial class StatedParents(ReleaseIndex index, EvidenceLedger ledger, MessageCatalog messages)
{
    public IEnumerable<Finding> Find()
    {
        if (index.Card is not { Text: { } text } card) yield break;
        foreach (var config in ModelConfig.AllOf(index))
        {
            if (config is not { ParentKey: "base_model_name_or_path", Parent: { } parent } || parent.Count(c => c == '/') != 1 || parent[0] is '.' or '/' or '~') continue;
            if (Words().Match(text.Text) is not { Success: true } match) continue;
            var (stated, declared) = (Segment(match.Groups["name"].Value), Segment(parent));
            if (stated.Contains(declared, StringComparison.Ordinal) || declared.Contains(stated, StringComparison.Ordinal)) continue;
            var (start, length) = config.Place(parent);
            yield return Finding.Of(
                "lineage.words-against-config",
                FindingLevel.Warning,
                messages["finding.words-against-adapter", ("words", match.Groups["name"].Value), ("file", config.File.Path), ("config", parent)],
                config.File.Path,
                ledger.Quote(card, text, match.Index, match.Length, "lineage"),
                ledger.Quote(config.File, config.File.Text!, start, length, "lineage"));
        }
    }

    private static string Segment(string name) => name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();

    [GeneratedRegex(@"(?:fine-?tuned|adapter|lora)(?: \w{1,16}){0,2} (?:of|from|for|on top of|on) (?:the )?\[[^\]\n]{0,100}\]\(https?://(?:huggingface\.co|hf\.co)/(?<name>[\w.-]{1,60}/[\w.-]{1,96})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
