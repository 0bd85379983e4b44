using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>Sentences that put not this model, but the one that it is made of under a license.</summary>
internal static partial class BaseSentence
{
    private const int Between = 120;

    /// <summary>What a sentence calls the base whose license it states; null where it speaks of this model.</summary>
    /// <param name="sentence">The sentence, markup and all.</param>
    /// <param name="parents">Names of the declared bases.</param>
    public static string? BaseOf(string sentence, IEnumerable<string> parents)
    {
        var licensed = Licensed().Match(sentence) is { Success: true } match ? match.Index : sentence.Length;
        foreach (var parent in parents)
        {
            var name = Segment(parent);
            var at = name.Length < 3 ? -1 : sentence.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && Belongs(sentence, at + name.Length, licensed)) return parent;
        }

        if (Called().Match(sentence) is { Success: true } called && Belongs(sentence, called.Index + called.Length, licensed)) return NameIn(called) ?? parents.FirstOrDefault() ?? called.Value.Trim();
        if (Made().Match(sentence) is { Success: true } made && Belongs(sentence, made.Index + made.Length, licensed)) return NameIn(made) ?? parents.FirstOrDefault();
        return null;
    }

    /// <summary>The last segment of a name.</summary>
    public static string Segment(string name) => name[(name.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');

    // Behind "and" the sentence goes back to this model: "built on X and released under Y".
    private static bool Belongs(string sentence, int from, int licensed)
    {
        if (licensed < from) return false;
        var between = sentence[from..licensed];
        return between.Length <= Between && !BackToThis().IsMatch(between);
    }

    private static string? NameIn(Match match) => match.Groups["name"] is { Success: true, Length: > 1 } name ? name.Value.Trim('*', '`', '"', ',', '.') : null;

    [GeneratedRegex(@"licen[sc]ed|licen[sc]e\b|under (?:the|a|an|its)\b|governed by|subject to|许可|协议", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Licensed();

    [GeneratedRegex(@"\b(?:and|but|while|whereas|our|ours|this (?:model|release|work|adapter|fine-?tune)|it is)\b|;|；|，本|本模型", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex BackToThis();

    [GeneratedRegex(@"(?:(?:the|its|our) )?(?:base|original|underlying|parent|upstream|foundation) (?:model|weights|checkpoint)s?(?:,? \[?\**(?<name>[A-Z][\w.+/-]{2,80}))?|基座模型|底座模型|原始模型|原模型", RegexOptions.IgnoreCase)]
    private static partial Regex Called();

    [GeneratedRegex(@"\b(?:built|based|builds|building) (?:up)?on(?: top of)? (?:the )?\[?[*`]{0,2}(?<name>[A-Z][\w.+/-]{2,80}(?: (?:[\w.+-]*\d[\w.+-]*|Instruct|Chat|Base)){0,3})|\b(?:fine-?tuned|finetuned|derived|adapted|distilled|quantized|converted|merged) (?:version )?(?:from|of|on) (?:the )?\[?[*`]{0,2}(?<name>[A-Z][\w.+/-]{2,80}(?: (?:[\w.+-]*\d[\w.+-]*|Instruct|Chat|Base)){0,3})|\bbuilt with \[?(?<name>[A-Z][\w.+/-]{2,80}(?: [\w.+-]*\d[\w.+-]*)?)|基于\s*\[?(?<name>[A-Z][\w.+/-]{2,80})")]
    private static partial Regex Made();
}
