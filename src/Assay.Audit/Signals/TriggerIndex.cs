using System.Collections.Immutable;

namespace Assay.Audit;

/// <summary>
/// Finds in one pass over a text which rules may match: an automaton over all trigger words (Aho and Corasick, 1975),
/// so that a line is not tried against every pattern.
/// </summary>
internal sealed class TriggerIndex
{
    private readonly ushort[] _classOf = new ushort[char.MaxValue + 1];
    private readonly int _classes;
    private readonly int[] _next;
    private readonly int[][] _rulesAt;

    public TriggerIndex(ImmutableArray<SignalRule> rules)
    {
        Rules = rules;
        var classes = 1;
        foreach (var c in rules.SelectMany(r => r.Triggers).SelectMany(t => t).Distinct()) _classOf[c] = (ushort)classes++;
        for (var c = 'A'; c <= 'Z'; c++) _classOf[c] = _classOf[char.ToLowerInvariant(c)];
        foreach (var blank in "\n\r\t") _classOf[blank] = _classOf[' '];
        _classes = classes;
        var states = 1 + rules.SelectMany(r => r.Triggers).Sum(t => t.Length);
        _next = new int[states * classes];
        var found = new List<int>?[states];
        var count = 1;
        for (var rule = 0; rule < rules.Length; rule++)
        {
            foreach (var trigger in rules[rule].Triggers) (found[Insert(trigger, ref count)] ??= []).Add(rule);
        }

        Complete(found);
        _rulesAt = [.. found.Select(f => f is null ? [] : f.ToArray())];
    }

    public ImmutableArray<SignalRule> Rules { get; }

    /// <summary>Calls back for each rule one of whose triggers occurs, once, in the order of the rules.</summary>
    public void Candidates(ReadOnlySpan<char> text, ref BitSet rules)
    {
        var state = 0;
        foreach (var c in text)
        {
            state = _next[(state * _classes) + _classOf[c]];
            foreach (var rule in _rulesAt[state]) rules.Set(rule);
        }
    }

    private int Insert(string trigger, ref int count)
    {
        var state = 0;
        foreach (var c in trigger)
        {
            ref var next = ref _next[(state * _classes) + _classOf[c]];
            if (next == 0) next = count++;
            state = next;
        }

        return state;
    }

    private void Complete(List<int>?[] found)
    {
        var fail = new int[found.Length];
        var queue = new Queue<int>();
        for (var c = 0; c < _classes; c++)
        {
            if (_next[c] != 0) queue.Enqueue(_next[c]);
        }

        while (queue.TryDequeue(out var state))
        {
            if (found[fail[state]] is { } inherited) (found[state] ??= []).AddRange(inherited);
            for (var c = 0; c < _classes; c++)
            {
                ref var next = ref _next[(state * _classes) + c];
                var after = _next[(fail[state] * _classes) + c];
                if (next == 0)
                {
                    next = after;
                    continue;
                }

                fail[next] = after;
                queue.Enqueue(next);
            }
        }
    }
}

/// <summary>A set of small numbers.</summary>
internal struct BitSet(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    public readonly void Set(int i) => _words[i >> 6] |= 1UL << (i & 63);

    public readonly bool Has(int i) => (_words[i >> 6] & (1UL << (i & 63))) != 0;

    public readonly void Clear() => Array.Clear(_words);

    public readonly bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);
}
