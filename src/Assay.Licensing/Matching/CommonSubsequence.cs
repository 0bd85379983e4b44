using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Licensing;

/// <summary>
/// Longest common subsequence of two short sequences of words, 64 cells at a time (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
/// A row of bits stands for each suffix of the first sequence; a zero says that the length grows at this word of the second.
/// </summary>
internal sealed class CommonSubsequence
{
    private ulong[] _rows = [];
    private uint[] _reversed = [];
    private int _width;

    /// <summary>Adds the runs of equal words. Runs of one word count only in small gaps.</summary>
    /// <param name="a">Words of the known text.</param>
    /// <param name="b">Words of the text at hand.</param>
    /// <param name="baseAt">Place of the first in its text.</param>
    /// <param name="textAt">Place of the second in its text.</param>
    /// <param name="blocks">Gets the runs.</param>
    public void Blocks(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, int baseAt, int textAt, List<Block> blocks)
    {
        Fill(a, b);
        var left = Length(0, b.Length);
        for (int i = 0, j = 0; i < a.Length && j < b.Length && left > 0;)
        {
            if (a[i] == b[j])
            {
                var start = i;
                while (i < a.Length && j < b.Length && a[i] == b[j]) (i, j) = (i + 1, j + 1);
                var length = i - start;
                if (length > 1 || a.Length * b.Length <= 400) Aligner.Add(blocks, new Block(baseAt + start, textAt + j - length, length));
                left -= length;
            }
            else if (Length(i + 1, b.Length - j) >= left - (Grows(i, b.Length - j - 1) ? 1 : 0))
            {
                i++;
            }
            else
            {
                left -= Grows(i, b.Length - j - 1) ? 1 : 0;
                j++;
            }
        }
    }

    private void Fill(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        _width = (b.Length + 63) / 64;
        var reversed = Workspace.Room(ref _reversed, 64 * _width).AsSpan(0, 64 * _width);
        b.CopyTo(reversed);
        reversed[..b.Length].Reverse();
        var rows = Workspace.Room(ref _rows, (a.Length + 1) * _width).AsSpan(0, (a.Length + 1) * _width);
        rows[(a.Length * _width)..].Fill(ulong.MaxValue);
        for (var i = a.Length - 1; i >= 0; i--)
        {
            var carry = 0UL;
            for (var w = 0; w < _width; w++)
            {
                var row = rows[((i + 1) * _width) + w];
                var hit = row & Equal(reversed.Slice(64 * w, 64), a[i], Math.Min(64, b.Length - (64 * w)));
                var sum = unchecked(row + hit);
                var next = unchecked(sum + carry);
                carry = sum < row || next < sum ? 1UL : 0UL;
                rows[(i * _width) + w] = next | (row & ~hit);
            }
        }
    }

    private static ulong Equal(ReadOnlySpan<uint> words, uint word, int count)
    {
        var bits = 0UL;
        var sought = Vector256.Create(word);
        var lanes = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        for (var v = 0; v < lanes.Length; v++) bits |= (ulong)Vector256.Equals(lanes[v], sought).ExtractMostSignificantBits() << (8 * v);
        return count == 64 ? bits : bits & ((1UL << count) - 1);
    }

    /// <summary>Whether the length for a suffix of the first sequence grows at a word of the second, counted from its end.</summary>
    private bool Grows(int suffix, int word) => (_rows[(suffix * _width) + (word >> 6)] & (1UL << (word & 63))) == 0;

    /// <summary>Length of the longest common subsequence of the suffix of the first sequence from a word on, and the last words of the second.</summary>
    private int Length(int suffix, int words)
    {
        var row = _rows.AsSpan(suffix * _width, _width);
        var length = 0;
        for (var w = 0; w < words >> 6; w++) length += BitOperations.PopCount(~row[w]);
        return (words & 63) == 0 ? length : length + BitOperations.PopCount(~row[words >> 6] & ((1UL << (words & 63)) - 1));
    }
}
