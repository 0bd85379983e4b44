namespace Assay.Licensing;

/// <summary>A run of equal words in the known text and in the text at hand.</summary>
internal readonly record struct Block(int Base, int Text, int Length)
{
    public int BaseEnd => Base + Length;

    public int TextEnd => Text + Length;
}

/// <summary>
/// Aligns two sequences of words: runs seeded by n-grams, the heaviest chain of runs, then exact alignment inside small gaps.
/// Work is bounded: gaps that are too large stay unaligned, and are reported as replaced.
/// </summary>
internal sealed class Aligner
{
    private const int SeedWords = 3;
    private const int MaxRuns = 1500;
    private const int MaxCells = 60_000;
    private const int MaxTotalCells = 600_000;

    private int[] _table = [];
    private int _cells;

    /// <summary>Runs of equal words, increasing in both texts.</summary>
    public List<Block> Align(ReadOnlySpan<uint> known, ReadOnlySpan<uint> text)
    {
        _cells = MaxTotalCells;
        var chain = Chain(Runs(known, text));
        return chain.Count == 0 ? chain : Fill(known, text, chain);
    }

    private List<Block> Runs(ReadOnlySpan<uint> known, ReadOnlySpan<uint> text)
    {
        var mask = BuildTable(known);
        var runs = new List<Block>();
        var (diagonal, end) = (int.MinValue, 0);
        for (var t = 0; t + SeedWords <= text.Length;)
        {
            var b = diagonal != int.MinValue && Equal(known, t - diagonal, text, t) ? t - diagonal : Lookup(known, text, t, mask);
            if (b < 0)
            {
                t++;
                continue;
            }

            var back = 0;
            while (t - back > end && b - back > 0 && known[b - back - 1] == text[t - back - 1]) back++;
            var length = SeedWords + back;
            (b, t) = (b - back, t - back);
            length += known[(b + length)..].CommonPrefixLength(text[(t + length)..]);
            runs.Add(new Block(b, t, length));
            diagonal = t - b;
            t += length;
            end = t;
        }

        if (runs.Count <= MaxRuns) return runs;
        runs.Sort(static (x, y) => y.Length.CompareTo(x.Length));
        runs.RemoveRange(MaxRuns, runs.Count - MaxRuns);
        runs.Sort(static (x, y) => x.Text.CompareTo(y.Text));
        return runs;
    }

    private static bool Equal(ReadOnlySpan<uint> known, int b, ReadOnlySpan<uint> text, int t) => b >= 0 && b + SeedWords <= known.Length && known[b] == text[t] && known[b + 1] == text[t + 1] && known[b + 2] == text[t + 2];

    private uint BuildTable(ReadOnlySpan<uint> known)
    {
        var size = 64;
        while (size < known.Length * 2) size *= 2;
        if (_table.Length < size) _table = new int[size];
        _table.AsSpan(0, size).Clear();
        var mask = (uint)size - 1;
        for (var b = 0; b + SeedWords <= known.Length; b++)
        {
            var slot = Gram(known, b) & mask;
            while (true)
            {
                var held = _table[slot];
                if (held == 0)
                {
                    _table[slot] = b + 1;
                    break;
                }

                var place = Math.Abs(held) - 1;
                if (Equal(known, place, known, b))
                {
                    _table[slot] = -Math.Abs(held);
                    break;
                }

                slot = (slot + 1) & mask;
            }
        }

        return mask;
    }

    /// <summary>Place in the known text of the n-gram at <paramref name="t"/>, or -1 where it has none or several.</summary>
    private int Lookup(ReadOnlySpan<uint> known, ReadOnlySpan<uint> text, int t, uint mask)
    {
        for (var slot = Gram(text, t) & mask; ; slot = (slot + 1) & mask)
        {
            var held = _table[slot];
            if (held == 0) return -1;
            if (Equal(known, Math.Abs(held) - 1, text, t)) return held > 0 ? held - 1 : -1;
        }
    }

    private static uint Gram(ReadOnlySpan<uint> words, int at)
    {
        unchecked
        {
            var hash = (words[at] * 0x9E3779B1) ^ (words[at + 1] * 0x85EBCA77) ^ (words[at + 2] * 0xC2B2AE3D);
            return hash ^ (hash >> 15);
        }
    }

    /// <summary>The heaviest chain of runs that increase in both texts; overlaps in the known text are trimmed.</summary>
    private static List<Block> Chain(List<Block> runs)
    {
        if (runs.Count == 0) return runs;
        var best = new int[runs.Count];
        var from = new int[runs.Count];
        var top = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            (best[i], from[i]) = (runs[i].Length, -1);
            for (var j = Math.Max(0, i - 400); j < i; j++)
            {
                var overlap = Math.Max(0, runs[j].BaseEnd - runs[i].Base);
                if (runs[j].Base >= runs[i].Base || overlap >= runs[i].Length) continue;
                var jump = Math.Abs((runs[i].Text - runs[i].Base) - (runs[j].Text - runs[j].Base));
                var weight = best[j] + runs[i].Length - overlap - Math.Min(2, jump);
                if (weight > best[i]) (best[i], from[i]) = (weight, j);
            }

            if (best[i] > best[top]) top = i;
        }

        var chain = new List<Block>();
        for (var i = top; i >= 0; i = from[i]) chain.Add(runs[i]);
        chain.Reverse();
        for (var i = 1; i < chain.Count; i++)
        {
            var overlap = chain[i - 1].BaseEnd - chain[i].Base;
            if (overlap > 0) chain[i] = new Block(chain[i].Base + overlap, chain[i].Text + overlap, chain[i].Length - overlap);
        }

        return chain;
    }

    private List<Block> Fill(ReadOnlySpan<uint> known, ReadOnlySpan<uint> text, List<Block> chain)
    {
        var filled = new List<Block>(chain.Count * 2);
        var head = chain[0];
        var reach = Math.Min(head.Text, head.Base + (head.Base / 2) + 12);
        Gap(known, text, 0, head.Base, head.Text - reach, head.Text, filled);
        for (var i = 0; i < chain.Count; i++)
        {
            Add(filled, chain[i]);
            if (i + 1 < chain.Count) Gap(known, text, chain[i].BaseEnd, chain[i + 1].Base, chain[i].TextEnd, chain[i + 1].Text, filled);
        }

        var tail = chain[^1];
        var rest = known.Length - tail.BaseEnd;
        Gap(known, text, tail.BaseEnd, known.Length, tail.TextEnd, Math.Min(text.Length, tail.TextEnd + rest + (rest / 2) + 12), filled);
        return filled;
    }

    private void Gap(ReadOnlySpan<uint> known, ReadOnlySpan<uint> text, int b0, int b1, int t0, int t1, List<Block> filled)
    {
        var (n, m) = (b1 - b0, t1 - t0);
        if (n <= 0 || m <= 0) return;
        if ((long)n * m > MaxCells || n * m > _cells) return;
        _cells -= n * m;
        CommonSubsequence.Blocks(known.Slice(b0, n), text.Slice(t0, m), b0, t0, filled);
    }

    private static void Add(List<Block> blocks, Block block)
    {
        if (blocks.Count > 0 && blocks[^1] is var last && last.BaseEnd == block.Base && last.TextEnd == block.Text) blocks[^1] = last with { Length = last.Length + block.Length };
        else blocks.Add(block);
    }

    /// <summary>Longest common subsequence of two short sequences.</summary>
    private static class CommonSubsequence
    {
        public static void Blocks(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, int baseAt, int textAt, List<Block> blocks)
        {
            var width = b.Length + 1;
            var lengths = new ushort[(a.Length + 1) * width];
            for (var i = a.Length - 1; i >= 0; i--)
            {
                for (var j = b.Length - 1; j >= 0; j--)
                {
                    lengths[(i * width) + j] = a[i] == b[j] ? (ushort)(lengths[((i + 1) * width) + j + 1] + 1) : Math.Max(lengths[((i + 1) * width) + j], lengths[(i * width) + j + 1]);
                }
            }

            for (int i = 0, j = 0; i < a.Length && j < b.Length;)
            {
                if (a[i] == b[j])
                {
                    var start = i;
                    while (i < a.Length && j < b.Length && a[i] == b[j]) (i, j) = (i + 1, j + 1);
                    var length = i - start;
                    if (length > 1 || a.Length * b.Length <= 400) Add(blocks, new Block(baseAt + start, textAt + j - length, length));
                }
                else if (lengths[((i + 1) * width) + j] >= lengths[(i * width) + j + 1])
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }
        }
    }
}
