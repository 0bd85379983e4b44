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

    public ClauseText(TextDocument document, ClauseGrammar grammar, IEnumerable<Sentence> sentences)
    {
        (Document, _grammar) = (document, grammar);
        foreach (var sentence in sentences)
        {
            var hits = grammar.Lexicon.Find(sentence.Text);
            if (hits.Any) _sentences.Add((sentence, hits));
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
            if (Hits(rule).FirstOrDefault() is { } hit) return hit;
        }

        return null;
    }

    /// <summary>First hit of each rule of a file that has one.</summary>
    public IEnumerable<ClauseHit> Each(string file) => _grammar.Rules(file).Select(r => Hits(r).FirstOrDefault()).OfType<ClauseHit>();

    /// <summary>First hit of a rule with this value in a file, or null.</summary>
    public ClauseHit? First(string file, string value) => _grammar.Rules(file).Where(r => r.Value == value).SelectMany(Hits).FirstOrDefault();

    /// <summary>All hits of all rules of a file.</summary>
    public IEnumerable<ClauseHit> Every(string file) => _grammar.Rules(file).SelectMany(Hits);

    /// <summary>All hits of one rule.</summary>
    public IEnumerable<ClauseHit> Hits(ClauseRule rule)
    {
        if (rule.Needs.Count > 0 && !_sentences.Any(s => ClauseRule.First(rule.Needs, s.Hits) is not null)) yield break;
        foreach (var (sentence, hits) in _sentences)
        {
            if (rule.In(hits, sentence) is { } found) yield return new ClauseHit(rule, sentence, found.Start, found.End);
        }
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
