using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Licensing.Claims;

/// <summary>Finds claims of openness in an English sentence: a cue, then the words around it in its clause.</summary>
internal sealed partial class EnglishClaims(ClaimLexicon lexicon)
{
    private const int Near = 4;
    private const int Far = 9;

    public IEnumerable<FoundClaim> In(string sentence)
    {
        foreach (Match cue in Cue().Matches(sentence))
        {
            var context = new Context(Words(Clause(sentence, cue.Index, before: true)), Words(Clause(sentence, cue.Index + cue.Length, before: false)), Words(sentence[..cue.Index]), cue.Value.ToLowerInvariant());
            if (Read(context) is { } claim) yield return claim;
        }
    }

    private FoundClaim? Read(Context context)
    {
        var kind = Kind(context.Cue);
        var head = Head(context.After);
        var predicate = head is null || context.Before is [.., var last] && lexicon["copulas"].Contains(last) && !lexicon["other-heads"].Contains(head) && !IsModel(head);
        var (scope, subject) = predicate ? Predicate(context) : Attribute(head!);
        if (scope == ClaimScope.Model && OfWeights(context)) scope = ClaimScope.Weights;
        if (kind == ClaimKind.OpenSource && scope == ClaimScope.Data) kind = ClaimKind.OpenData;
        if (kind == ClaimKind.OpenSource && scope == ClaimScope.Code) kind = ClaimKind.Other;
        if (kind == ClaimKind.OpenWeights) (scope, subject) = (ClaimScope.Weights, subject == ClaimSubject.ThirdParty ? ClaimSubject.Self : subject);
        if (context.Before.TakeLast(3).Any(lexicon["meta-before"].Contains)) subject = ClaimSubject.Meta;
        if (subject == ClaimSubject.Self && (IsAboutOthers(context) || context.After.Take(Far).Any(lexicon["others-after"].Contains))) subject = ClaimSubject.Other;
        return new FoundClaim(kind, Polarity(context), subject, scope);
    }

    private static ClaimKind Kind(string cue) => cue switch
    {
        _ when cue.Contains("sourc", StringComparison.Ordinal) && cue.StartsWith("open", StringComparison.Ordinal) => ClaimKind.OpenSource,
        _ when cue.Contains("weight", StringComparison.Ordinal) => ClaimKind.OpenWeights,
        _ when cue.StartsWith("open data", StringComparison.Ordinal) || cue.StartsWith("open-data", StringComparison.Ordinal) => ClaimKind.OpenData,
        _ when cue.StartsWith("fully", StringComparison.Ordinal) || cue.StartsWith("completely", StringComparison.Ordinal) || cue.StartsWith("truly", StringComparison.Ordinal) || cue.StartsWith("entirely", StringComparison.Ordinal) => ClaimKind.FullyOpen,
        _ => ClaimKind.Other,
    };

    /// <summary>The cue stands before a noun: what the noun names is called open.</summary>
    private (ClaimScope? Scope, ClaimSubject Subject) Attribute(string head) => head switch
    {
        _ when IsModel(head) => (ClaimScope.Model, ClaimSubject.Self),
        _ when lexicon["code-heads"].Contains(head) => (ClaimScope.Code, ClaimSubject.Self),
        _ when lexicon["data-heads"].Contains(head) => (ClaimScope.Data, ClaimSubject.Self),
        _ => (null, ClaimSubject.ThirdParty),
    };

    /// <summary>The cue is what is said of the subject, or a verb with an object.</summary>
    private (ClaimScope? Scope, ClaimSubject Subject) Predicate(Context context)
    {
        var said = context.After.Take(Near).ToList();
        if (context.Before is [.., "we"] or [.., "have"] or [.., "also"] && !said.Exists(w => IsModel(w) || lexicon["model-subjects"].Contains(w)))
        {
            if (said.Exists(lexicon["data-heads"].Contains)) return (ClaimScope.Data, ClaimSubject.Self);
            if (said.Exists(lexicon["code-heads"].Contains)) return (ClaimScope.Code, ClaimSubject.Self);
        }

        var around = context.Before.TakeLast(Far).Concat(context.After.Take(Far)).ToList();
        if (context.Before.Count > 0 && context.Before.All(lexicon["copulas"].Contains) && context.Sentence.Take(Near).FirstOrDefault(IsPart) is { } part && !IsModel(part)) return (lexicon["code-subjects"].Contains(part) ? ClaimScope.Code : ClaimScope.Data, ClaimSubject.Self);
        var model = around.Exists(w => IsModel(w) || lexicon["model-subjects"].Contains(w));
        if (model) return (ClaimScope.Model, ClaimSubject.Self);
        if (around.Exists(lexicon["data-heads"].Contains)) return (ClaimScope.Data, ClaimSubject.Self);
        return around.Exists(lexicon["code-subjects"].Contains) ? (ClaimScope.Code, ClaimSubject.Self) : (ClaimScope.Model, ClaimSubject.Self);
    }

    /// <summary>The weights are named, as what is opened or as what is said to be open, and no other part beside them.</summary>
    private bool OfWeights(Context context)
    {
        var parts = context.Before.TakeLast(Near).Concat(context.After.Take(Near)).Where(w => IsModel(w) || lexicon["code-heads"].Contains(w) || lexicon["data-heads"].Contains(w)).ToList();
        return parts.Exists(lexicon["weight-heads"].Contains) && parts.TrueForAll(w => lexicon["weight-heads"].Contains(w) || w is "model" or "models");
    }

    // Behind a parenthesis the subject stands at the head of the sentence: "The code of these runs, with its settings, is open source".
    private bool IsPart(string word) => IsModel(word) || lexicon["model-subjects"].Contains(word) || lexicon["code-subjects"].Contains(word) || lexicon["data-heads"].Contains(word);

    private bool IsModel(string word) => lexicon["model-heads"].Contains(word);

    private bool IsAboutOthers(Context context)
    {
        var before = context.Before;
        if (before is [.., "of" or "to", "the" or "our"] && before.SkipLast(2).TakeLast(2).Any(lexicon["later-versions"].Contains)) return true;
        for (var i = before.Count - 1; i >= Math.Max(0, before.Count - Far); i--)
        {
            var distance = before.Count - i;
            if (lexicon["comparisons"].Contains(before[i])) return !(before[i] is "leading" or "like" or "leads") || !IsSuperlativeOfSelf(before, i);
            if (distance <= Near && lexicon["relatives"].Contains(before[i])) return true;
            if (before[i] is "all" && i > 0 && lexicon["copulas"].Contains(before[i - 1])) continue;
            if (distance <= Near + 1 && lexicon["others"].Contains(before[i]) && !IsSuperlativeOfSelf(before, i)) return true;
            if (distance <= 2 && before[i] is "most" && (i == 0 || before[i - 1] is not ("the" or "a" or "an" or "and" or "world's" or "industry's" or "our"))) return true;
            if (distance <= 2 && lexicon["uses"].Contains(before[i]) && context.After.Count > 0) return true;
        }

        return false;
    }

    /// <summary>"is the leading open-source model", "our current open-source model": said of the model itself.</summary>
    private bool IsSuperlativeOfSelf(IReadOnlyList<string> words, int at) =>
        at > 0 && (words[at - 1] is "our" or "a" or "an" || (words[at - 1] is "the" or "currently" && at > 1 && (lexicon["copulas"].Contains(words[at - 2]) || words[at - 2] is "as" or "present" or "release")));

    private Polarity Polarity(Context context)
    {
        var before = context.Before;
        for (var i = before.Count - 1; i >= Math.Max(0, before.Count - Near - 1); i--)
        {
            if (!lexicon["negations"].Contains(before[i])) continue;
            if (i + 1 < before.Count && lexicon["not-negations"].Contains(before[i + 1])) continue;
            return Core.Polarity.Denies;
        }

        if (before.TakeLast(Far).Any(lexicon["future"].Contains) || OpenToSome(context.After)) return Core.Polarity.Hedges;
        return context.After.Take(Near).Any(w => w is "soon" or "later" or "eventually") ? Core.Polarity.Hedges : Core.Polarity.Asserts;
    }

    /// <summary>"fully open for academic research": open to some, or for some ends.</summary>
    private bool OpenToSome(IReadOnlyList<string> after)
    {
        if (after is not ["for" or "to", ..]) return false;
        var to = after.Skip(1).Take(Near).TakeWhile(w => w is not ("and" or "or" or "but")).ToList();
        return to.Exists(lexicon["some"].Contains) && !(after.Count > to.Count + 2 && after[to.Count + 2].StartsWith("commercial", StringComparison.Ordinal));
    }

    /// <summary>Last noun of the phrase behind the cue, or null where none begins there.</summary>
    private string? Head(IReadOnlyList<string> after)
    {
        string? head = null;
        foreach (var word in after.Take(7))
        {
            if (Stop().IsMatch(word)) break;
            if (IsModel(word) || lexicon["code-heads"].Contains(word) || lexicon["data-heads"].Contains(word) || lexicon["other-heads"].Contains(word)) head = word;
        }

        return head;
    }

    private static string Clause(string sentence, int at, bool before)
    {
        if (!before)
        {
            var end = at;
            while (end < sentence.Length && sentence[end] is not (',' or ';' or ':' or '(' or ')' or '"' or '|' or '—')) end++;
            return sentence[at..end];
        }

        var start = at;
        while (start > 0 && sentence[start - 1] is not (';' or ':' or '"' or '|' or '—' or ',')) start--;
        return sentence[start..at];
    }

    private static List<string> Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value.Replace('’', '\''))];

    [GeneratedRegex(@"\b(?:(?:fully|completely|truly|entirely)[\s\-])?open[\s\-‑]?sourc(?:ed|es|e|ing)\b|\bopen[\s\-]weights?\b|\bopen[\s\-]data(?:sets?)?\b|\b(?:fully|completely|truly|entirely)[\s\-]open\b|\bopen access\b|\bopen licen[sc]es?\b|\bopenly (?:releas|licens|availab|shar|publish)[a-z]*", RegexOptions.IgnoreCase)]
    private static partial Regex Cue();

    [GeneratedRegex(@"[a-z0-9][a-z0-9.+'’\-]*[a-z0-9+]|[a-z0-9]")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:is|are|was|were|that|which|who|for|from|to|in|of|under|by|with|and|or|on|at|as|than|but|so|has|have|can|we|our|the|this|these|it)$")]
    private static partial Regex Stop();

    private sealed record Context(IReadOnlyList<string> Before, IReadOnlyList<string> After, IReadOnlyList<string> Sentence, string Cue);
}

/// <summary>A claim found in a sentence.</summary>
internal sealed record FoundClaim(ClaimKind Kind, Polarity Polarity, ClaimSubject Subject, ClaimScope? Scope);
