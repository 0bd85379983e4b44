using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Licensing.Claims;

/// <summary>Which part of a release a sentence puts under a license that it names: one sentence may put the code under one and the weights under another.</summary>
public static partial class LicensedPart
{
    /// <summary>The part: what is named behind the license with "for", else what is named last between the license before and this one; null where that is nothing, or several parts together.</summary>
    /// <param name="sentence">The sentence, markup and all.</param>
    /// <param name="at">Where the license is named.</param>
    /// <param name="licenses">Where all its licenses are named.</param>
    public static ClaimScope? Of(string sentence, int at, IReadOnlyList<int> licenses)
    {
        var next = licenses.Where(l => l > at).DefaultIfEmpty(sentence.Length).Min();
        if (Behind().Match(sentence[at..next]) is { Success: true } behind) return ScopeOf(behind);
        for (var end = at; end > 0;)
        {
            var start = licenses.Where(l => l < end).DefaultIfEmpty(0).Max();
            var part = Part(sentence[start..end]);
            if (part.Named) return part.Scope;
            end = start;
        }

        return Part(sentence[at..next]).Scope;
    }

    private static (bool Named, ClaimScope? Scope) Part(string words)
    {
        var (named, scope, end) = (false, (ClaimScope?)null, 0);
        foreach (Match match in Subject().Matches(words))
        {
            var between = words[end..match.Index];
            var next = ScopeOf(match);
            if (named && scope == ClaimScope.Code && next != scope && IsOfIt().IsMatch(between)) continue;
            scope = named && next != scope && IsJoined().IsMatch(between) ? null : next;
            (named, end) = (true, match.Index + match.Length);
        }

        return (named, scope);
    }

    private static ClaimScope ScopeOf(Match match) => match.Groups["code"].Success ? ClaimScope.Code : match.Groups["data"].Success ? ClaimScope.Data : ClaimScope.Model;

    [GeneratedRegex(@"(?<code>\b(?:source )?(?:model |modeling )?(?:code|codebase|scripts?)\b|\brepository\b|代码|源码|仓库)|(?<data>\b(?:datasets?|data sets?|corpus|corpora|training data|annotations)\b|数据集|语料)|\b(?:models?|weights?|checkpoints?|parameters)\b|模型|权重", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(?:[^,;.，；。]|\.(?=\d)){0,90}?[)\]]?\s*(?:licen[sc]e)?[\s(]*(?:\bfor|\bcovers|\bapplies to|\(|适用于|用于)\s*(?:(?:the|all|our|its|any)\s+)*(?:(?<code>(?:source |model |training |inference )?(?:code|codebase|scripts?)\b|代码)|(?<data>(?:training )?(?:datasets?|data|corpus)\b|数据)|(?:model |trained |final )?(?:weights|models?|checkpoints?|parameters)\b|模型|权重)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Behind();

    // "the code for training the model": the code is meant.
    [GeneratedRegex(@"^\s*(?:for|of|to|that|used|in|behind|accompanying|with|based)\b[^,;.]{0,80}$", RegexOptions.IgnoreCase)]
    private static partial Regex IsOfIt();

    [GeneratedRegex(@"^(?:[\s,&/、]|and\b|or\b|both\b|as well as\b|the\b|our\b|all\b|model\b|trained\b|以及|和|与|及)*$", RegexOptions.IgnoreCase)]
    private static partial Regex IsJoined();
}
