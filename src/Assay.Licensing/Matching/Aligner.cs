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
    private const int MaxRuns = 1500;
    private const int MaxCells = 60_000;
    private const int MaxTotalCells = 600_000;

    private readonly CommonSubsequence _subsequence = new();
    private readonly List<Block> _runs = [];
    private int[] _best = [];
    private int[] _from = [];
    private int _cells;

    /// <summary>Runs of equal words, increasing in both texts.</summary>
    /// <param name="known">The words of the known text.</param>
    /// <param name="seeds">Its n-grams.</param>
    /// <param name="text">The words of the text at hand.</param>
    public List<Block> Align(ReadOnlySpan<uint> known, SeedTable seeds, ReadOnlySpan<uint> text)
    {
        _cells = MaxTotalCells;
        var chain = Chain(Runs(known, seeds, text));
        return chain.Count == 0 ? chain : Fill(known, text, chain);
    }

    private List<Block> Runs(ReadOnlySpan<uint> known, SeedTable seeds, ReadOnlySpan<uint> text)
    {
        var runs = _runs;
        runs.Clear();
        var (diagonal, end) = (int.MinValue, 0);
        for (var t = 0; t + SeedTable.Words <= text.Length;)
        {
            var b = diagonal != int.MinValue && SeedTable.Equal(known, t - diagonal, text, t) ? t - diagonal : seeds.Find(known, text, t);
            if (b < 0)
            {
                t++;
                continue;
            }

            var back = 0;
            while (t - back > end && b - back > 0 && known[b - back - 1] == text[t - back - 1]) back++;
            var length = SeedTable.Words + back;
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

    /// <summary>The heaviest chain of runs that increase in both texts; overlaps in the known text are trimmed.</summary>
    private List<Block> Chain(List<Block> runs)
    {
        if (runs.Count == 0) return [];
        var best = Workspace.Room(ref _best, runs.Count);
        var from = Workspace.Room(ref _from, runs.Count);
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
        _subsequence.Blocks(known.Slice(b0, n), text.Slice(t0, m), b0, t0, filled);
    }

    internal static void Add(List<Block> blocks, Block block)
    {
        if (blocks.Count > 0 && blocks[^1] is var last && last.BaseEnd == block.Base && last.TextEnd == block.Text) blocks[^1] = last with { Length = last.Length + block.Length };
        else blocks.Add(block);
    }
}
