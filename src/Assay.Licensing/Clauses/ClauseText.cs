using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>A place in a text that bears out a value.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Start">Start of the match in the sentence's text.</param>
/// <param name="End">End of the match in the sentence's text.</param>
internal sealed record ClauseHit(ClauseRule Rule, Sentence Sentence, int Start, int End);

/// <summary>A text cut into sentences, with what the rules of the grammar find in each.</summary>
internal sealed class ClauseText
{
    private const int LongestQuote = 260;
    private readonly ClauseGrammar _grammar;
    private readonly List<ClauseHit>?[] _hits;
    private readonly bool[] _met;

    public ClauseText(TextDocument document, ClauseGrammar grammar, IEnumerable<Sentence> sentences)
    {
        (Document, _grammar, _hits, _met) = (document, grammar, new List<ClauseHit>?[grammar.Count], new bool[grammar.Count]);
        foreach (var sentence in sentences)
        {
            var reading = grammar.Reader.Read(sentence);
            foreach (var (rule, start, end) in reading.Found) (_hits[rule] ??= []).Add(new ClauseHit(grammar.Rule(rule), sentence, start, end));
            foreach (var rule in reading.Met) _met[rule] = true;
        }
    }

    /// <summary>The document.</summary>
    public TextDocument Document { get; }

    /// <summary>First hit of the first rule of a file that has one: rules stand strictest first.</summary>
    public ClauseHit? Strictest(string file) => Each(file).FirstOrDefault();

    /// <summary>First hit of each rule of a file that has one.</summary>
    public IEnumerable<ClauseHit> Each(string file) => Found(file).Select(h => h[0]);

    /// <summary>First hit of a rule with this value in a file, or null.</summary>
    public ClauseHit? First(string file, string value) => Each(file).FirstOrDefault(h => h.Rule.Value == value);

    /// <summary>All hits of all rules of a file.</summary>
    public IEnumerable<ClauseHit> Every(string file) => Found(file).SelectMany(h => h);

    /// <summary>All hits of one rule, in the order of the text; none where what the rule needs stands nowhere in it.</summary>
    public IReadOnlyList<ClauseHit> Hits(int rule) => _hits[rule] is { } hits && (hits[0].Rule.Needs.Count == 0 || _met[rule]) ? hits : [];

    private IEnumerable<IReadOnlyList<ClauseHit>> Found(string file)
    {
        var (first, count) = _grammar.Rules(file).GetOffsetAndLength(_grammar.Count);
        for (var rule = first; rule < first + count; rule++)
        {
            if (Hits(rule) is { Count: > 0 } hits) yield return hits;
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
