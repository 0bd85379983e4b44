using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>A place in a text that bears out a value.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Start">Start of the match in the sentence's text.</param>
/// <param name="End">End of the match in the sentence's text.</param>
internal sealed record ClauseHit(ClauseRule Rule, Sentence Sentence, int Start, int End);

/// <summary>A text cut into sentences, with the cues of the grammar found in each.</summary>
internal sealed class ClauseText
{
    private const int LongestQuote = 260;
    private readonly ClauseGrammar _grammar;
    private readonly List<(Sentence Sentence, CueHits Hits)> _sentences = [];
    private readonly List<int>?[] _sentencesWith;
    private readonly Dictionary<ClauseRule, IReadOnlyList<ClauseHit>> _hits = [];

    public ClauseText(TextDocument document, ClauseGrammar grammar, IEnumerable<Sentence> sentences)
    {
        (Document, _grammar, _sentencesWith) = (document, grammar, new List<int>?[grammar.Lexicon.Count]);
        foreach (var sentence in sentences)
        {
            var hits = grammar.Lexicon.Find(sentence.Text);
            if (hits.All.IsEmpty) continue;
            Index(hits, _sentences.Count);
            _sentences.Add((sentence, hits));
        }
    }

    private void Index(CueHits hits, int sentence)
    {
        var last = -1;
        foreach (var place in hits.All)
        {
            if (place.Literal == last) continue;
            last = place.Literal;
            (_sentencesWith[last] ??= []).Add(sentence);
        }
    }

    /// <summary>The document.</summary>
    public TextDocument Document { get; }

    /// <summary>The sentences with any cue.</summary>
    public IEnumerable<Sentence> Sentences => _sentences.Select(s => s.Sentence);

    /// <summary>First hit of the first rule of a file that has one: rules stand strictest first.</summary>
    public ClauseHit? Strictest(string file)
    {
        foreach (var rule in _grammar.Rules(file))
        {
            if (Hits(rule) is [var hit, ..]) return hit;
        }

        return null;
    }

    /// <summary>First hit of each rule of a file that has one.</summary>
    public IEnumerable<ClauseHit> Each(string file) => _grammar.Rules(file).Select(Hits).Where(h => h.Count > 0).Select(h => h[0]);

    /// <summary>First hit of a rule with this value in a file, or null.</summary>
    public ClauseHit? First(string file, string value) => _grammar.Rules(file).Where(r => r.Value == value).SelectMany(Hits).FirstOrDefault();

    /// <summary>All hits of all rules of a file.</summary>
    public IEnumerable<ClauseHit> Every(string file) => _grammar.Rules(file).SelectMany(Hits);

    /// <summary>All hits of one rule, in the order of the text.</summary>
    public IReadOnlyList<ClauseHit> Hits(ClauseRule rule)
    {
        if (_hits.TryGetValue(rule, out var known)) return known;
        var hits = new List<ClauseHit>();
        if (rule.Needs.Count == 0 || Candidates(rule.Needs).Any(i => ClauseRule.First(rule.Needs, _sentences[i].Hits) is not null))
        {
            foreach (var i in Candidates(rule.Match))
            {
                if (rule.In(_sentences[i].Hits, _sentences[i].Sentence) is { } found) hits.Add(new ClauseHit(rule, _sentences[i].Sentence, found.Start, found.End));
            }
        }

        return _hits[rule] = hits;
    }

    // Sentences that hold a literal of the rarest place of some pattern, ascending: no other can match.
    private List<int> Candidates(IReadOnlyList<CuePattern> patterns)
    {
        var candidates = new List<int>();
        foreach (var pattern in patterns)
        {
            if (Rarest(pattern) is not { } step) continue;
            foreach (var literal in step.Literals)
            {
                if (_sentencesWith[literal] is { } with) candidates.AddRange(with);
            }
        }

        if (candidates.Count < 2) return candidates;
        candidates.Sort();
        var last = 0;
        for (var i = 1; i < candidates.Count; i++)
        {
            if (candidates[i] != candidates[last]) candidates[++last] = candidates[i];
        }

        candidates.RemoveRange(last + 1, candidates.Count - last - 1);
        return candidates;
    }

    // The place of a pattern whose words stand in the fewest sentences; null where one that must be there stands in none.
    private CuePattern.Step? Rarest(CuePattern pattern)
    {
        var (rarest, fewest) = ((CuePattern.Step?)null, int.MaxValue);
        foreach (var step in pattern.Steps)
        {
            if (step.Optional) continue;
            var count = 0;
            foreach (var literal in step.Literals) count += _sentencesWith[literal]?.Count ?? 0;
            if (count == 0) return null;
            if (count < fewest) (rarest, fewest) = (step, count);
        }

        return rarest;
    }

    /// <summary>A fact with the place of a hit.</summary>
    public ClauseFact Fact(ClauseValue? value, ClauseHit hit, Certainty? certainty = null)
    {
        var (start, end) = Bounds(hit);
        var quote = string.Join(' ', Document.Text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new ClauseFact(value, hit.Sentence.Section.Length > 0 ? hit.Sentence.Section : null, Document.LinesOf(start, end - start), quote, certainty ?? hit.Rule.Certainty);
    }

    private (int Start, int End) Bounds(ClauseHit hit)
    {
        var (start, end) = (hit.Sentence.Start, hit.Sentence.End);
        if (end - start <= LongestQuote) return (start, end);
        var at = hit.Sentence.SourceOf(hit.Start);
        var to = Math.Min(end, Math.Max(hit.Sentence.SourceOf(Math.Max(hit.End - 1, hit.Sentence.Shift)) + 1, at + 1));
        if (to - at >= LongestQuote) return (at, WordEnd(Math.Min(at + LongestQuote, end), end));
        var room = (LongestQuote - (to - at)) / 2;
        return (WordStart(Math.Max(start, at - room), start), WordEnd(Math.Min(end, to + room), end));
    }

    private int WordStart(int at, int first)
    {
        while (at > first && !char.IsWhiteSpace(Document.Text[at - 1]) && !FoldedText.IsHan(Document.Text[at])) at--;
        return at;
    }

    private int WordEnd(int at, int last)
    {
        while (at < last && !char.IsWhiteSpace(Document.Text[at]) && !FoldedText.IsHan(Document.Text[at])) at++;
        return at;
    }
}
