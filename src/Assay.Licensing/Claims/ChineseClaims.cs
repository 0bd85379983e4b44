using Assay.Core;

namespace Assay.Licensing.Claims;

/// <summary>Finds claims of openness in a Chinese sentence: a cue, then the words around it in its clause.</summary>
internal sealed class ChineseClaims(ClaimLexicon lexicon)
{
    private const int Before = 14;
    private const int After = 12;
    private const int SubjectReach = 40;
    private const int Near = 4;

    private static readonly (string Cue, ClaimKind Kind)[] Cues = [("开源", ClaimKind.OpenSource), ("完全开放", ClaimKind.FullyOpen), ("全面开放", ClaimKind.FullyOpen), ("开放权重", ClaimKind.OpenWeights), ("权重开放", ClaimKind.OpenWeights), ("开放数据", ClaimKind.OpenData)];

    public IEnumerable<FoundClaim> In(string sentence)
    {
        foreach (var (cue, kind) in Cues)
        {
            for (var at = sentence.IndexOf(cue, StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(cue, at + cue.Length, StringComparison.Ordinal))
            {
                if (Read(sentence, at, at + cue.Length, kind) is { } claim) yield return claim;
            }
        }
    }

    private FoundClaim? Read(string sentence, int start, int end, ClaimKind kind)
    {
        var before = Clause(sentence, start, -1, Before);
        var after = Clause(sentence, end, +1, After);
        var follows = after.TrimStart('的', '了', ' ', '《', '“');
        var negated = lexicon["negations"].Any(n => EndsNear(before, n)) && !before.EndsWith('常');
        var polarity = negated ? Polarity.Denies : lexicon["future"].Any(f => IsFuture(before, f)) ? Polarity.Hedges : Polarity.Asserts;
        if (kind == ClaimKind.OpenSource && !negated && lexicon["other-after"].Any(w => follows.StartsWith(w, StringComparison.Ordinal))) return new FoundClaim(kind, polarity, ClaimSubject.Meta, null);
        var subjectWords = Clause(sentence, start, -1, SubjectReach);
        var model = lexicon["model-words"].Any(w => subjectWords.Contains(w, StringComparison.Ordinal) || after.Contains(w, StringComparison.Ordinal));
        var code = lexicon["code-words"].Any(w => subjectWords.Contains(w, StringComparison.Ordinal) || follows.StartsWith(w, StringComparison.Ordinal));
        var scope = code && !model ? ClaimScope.Code : kind == ClaimKind.OpenWeights || IsOf("weight-words") ? ClaimScope.Weights : !model && IsOf("data-words") ? ClaimScope.Data : ClaimScope.Model;
        if (kind == ClaimKind.OpenSource && scope == ClaimScope.Data) kind = ClaimKind.OpenData;
        if (kind == ClaimKind.OpenSource && scope == ClaimScope.Code) kind = ClaimKind.Other;
        if (kind == ClaimKind.FullyOpen && lexicon["conditions"].Any(c => before.Contains(c, StringComparison.Ordinal))) polarity = Polarity.Hedges;
        var own = lexicon["self-words"].Any(w => Within(before, w, 8));
        var subject = IsOlder(sentence, end) || (!own && !negated && lexicon["others"].Any(w => Within(before, w, 9))) ? ClaimSubject.Other : ClaimSubject.Self;
        return new FoundClaim(kind, polarity, subject, scope);

        bool IsOf(string list) => lexicon[list].Any(w => subjectWords.EndsWith(w, StringComparison.Ordinal) || EndsNear(subjectWords, w) || Follows(follows, w));
    }

    // "the second generation of the open-source model X": the one before is called open.
    private bool IsOlder(string sentence, int end)
    {
        var rest = sentence.AsSpan(end, Math.Min(SubjectReach, sentence.Length - end));
        foreach (var word in lexicon["later-versions"])
        {
            if (rest.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // Within a few characters, as in 开源了模型权重.
    private static bool Follows(string after, string word) => after.IndexOf(word, StringComparison.Ordinal) is >= 0 and <= Near;

    private static bool EndsNear(string before, string word)
    {
        var at = before.LastIndexOf(word, StringComparison.Ordinal);
        return at >= 0 && before.Length - at - word.Length <= (word.Length == 1 ? 0 : Near);
    }

    /// <summary>A word of the future governs the cue, but 将 directly before a subject marks an object: 将我们开源的 is no future.</summary>
    private bool IsFuture(string before, string word)
    {
        var at = before.LastIndexOf(word, StringComparison.Ordinal);
        return at >= 0 && before.Length - at - word.Length <= 8 && !(word == "将" && lexicon["self-words"].Any(w => before.AsSpan(at + word.Length).StartsWith(w)));
    }

    private static bool Within(string before, string word, int reach)
    {
        var at = before.LastIndexOf(word, StringComparison.Ordinal);
        return at >= 0 && before.Length - at - word.Length <= reach;
    }

    private static string Clause(string sentence, int at, int step, int reach)
    {
        var end = at;
        while (Math.Abs(end - at) < reach)
        {
            var next = step < 0 ? end - 1 : end;
            if (next < 0 || next >= sentence.Length || sentence[next] is '，' or '。' or '；' or '：' or '！' or '？' or ',' or ';' or '(' or '（') break;
            end += step;
        }

        return step < 0 ? sentence[end..at] : sentence[at..end];
    }
}
