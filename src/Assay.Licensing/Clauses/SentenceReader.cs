using System.Collections.Concurrent;

namespace Assay.Licensing;

/// <summary>What the rules find in one sentence, wherever it stands.</summary>
/// <param name="Found">Rules that match, in their order, and where.</param>
/// <param name="Met">Rules of which the sentence holds what they need somewhere in the text.</param>
internal sealed record SentenceReading((int Rule, int Start, int End)[] Found, int[] Met)
{
    /// <summary>Nothing.</summary>
    public static SentenceReading Nothing { get; } = new([], []);
}

/// <summary>Reads sentences by the rules of the grammar. Licenses repeat each other: what a sentence says is kept for the next text that has it. Safe to use from several threads.</summary>
internal sealed class SentenceReader(ClauseGrammar grammar, PackedTable index)
{
    private const int MaxKeptCharacters = 4_000_000;
    private readonly ConcurrentDictionary<(string Text, int Shift, SentenceKind Kind), SentenceReading> _kept = new();
    private int _keptCharacters;

    /// <summary>Reads a sentence.</summary>
    public SentenceReading Read(Sentence sentence)
    {
        var key = (sentence.Text, sentence.Shift, sentence.Kind);
        if (_kept.TryGetValue(key, out var known)) return known;
        var hits = grammar.Lexicon.Find(sentence.Text);
        var reading = hits.All.IsEmpty ? SentenceReading.Nothing : Read(sentence, hits);
        if (Volatile.Read(ref _keptCharacters) < MaxKeptCharacters && _kept.TryAdd(key, reading)) Interlocked.Add(ref _keptCharacters, sentence.Text.Length);
        return reading;
    }

    private SentenceReading Read(Sentence sentence, CueHits hits)
    {
        var (found, met) = (new List<(int, int, int)>(), new List<int>());
        foreach (var number in Candidates(hits))
        {
            if (number >= 0 && grammar.Rule(number).In(hits, sentence) is { } place) found.Add((number, place.Start, place.End));
            else if (number < 0 && ClauseRule.First(grammar.Rule(~number).Needs, hits) is not null) met.Add(~number);
        }

        return found.Count + met.Count == 0 ? SentenceReading.Nothing : new SentenceReading([.. found], [.. met]);
    }

    // Rules with a pattern of which every place that must be there is there, ascending; complements for what rules need.
    private SortedSet<int> Candidates(CueHits hits)
    {
        var groups = new GroupSet(index, hits);
        var candidates = new SortedSet<int>();
        var starts = index.Part(LicensePart.AnchorStarts);
        var anchors = index.Part(LicensePart.Anchors);
        for (var group = groups.Next(0); group >= 0; group = groups.Next(group + 1))
        {
            for (var a = starts[group]; a < starts[group + 1]; a += 2)
            {
                if (groups.HoldAll(anchors[a])) candidates.Add(anchors[a + 1]);
            }
        }

        return candidates;
    }

    /// <summary>The groups of which a sentence holds a literal.</summary>
    private readonly ref struct GroupSet
    {
        private readonly ulong[] _bits;
        private readonly ReadOnlySpan<int> _patterns;
        private readonly ReadOnlySpan<int> _steps;

        public GroupSet(PackedTable index, CueHits hits)
        {
            _patterns = index.Part(LicensePart.PatternStarts);
            _steps = index.Part(LicensePart.Steps);
            _bits = new ulong[(index.Part(LicensePart.GroupStarts).Length / 64) + 1];
            var starts = index.Part(LicensePart.LiteralGroupStarts);
            var groups = index.Part(LicensePart.LiteralGroups);
            var last = -1;
            foreach (var place in hits.All)
            {
                if (place.Literal == last) continue;
                last = place.Literal;
                foreach (var group in groups[starts[last]..starts[last + 1]]) _bits[group >> 6] |= 1UL << (group & 63);
            }
        }

        /// <summary>The first group at or behind a number, or -1.</summary>
        public int Next(int from)
        {
            if (from >> 6 >= _bits.Length) return -1;
            var word = _bits[from >> 6] & (ulong.MaxValue << (from & 63));
            for (var at = from >> 6; ; word = _bits[at])
            {
                if (word != 0) return (at << 6) + System.Numerics.BitOperations.TrailingZeroCount(word);
                if (++at == _bits.Length) return -1;
            }
        }

        /// <summary>Whether every place of a pattern that must be there has a literal in the sentence.</summary>
        public bool HoldAll(int pattern)
        {
            for (var s = _patterns[pattern]; s < _patterns[pattern + 1]; s++)
            {
                var row = _steps.Slice(ClauseGrammarWriter.StepInts * s, ClauseGrammarWriter.StepInts);
                if ((row[2] & ClauseGrammarWriter.Optional) == 0 && (_bits[row[0] >> 6] & (1UL << (row[0] & 63))) == 0) return false;
            }

            return true;
        }
    }
}
