namespace Assay.Licensing;

/// <summary>The n-grams of a known text and their places: alignments start from those that it has only once.</summary>
internal sealed class SeedTable
{
    /// <summary>Words of an n-gram.</summary>
    public const int Words = 3;

    private readonly int[] _slots;
    private readonly uint _mask;

    /// <summary>The n-grams of a text.</summary>
    public SeedTable(ReadOnlySpan<uint> known)
    {
        var size = 64;
        while (size < known.Length * 2) size *= 2;
        (_slots, _mask) = (new int[size], (uint)size - 1);
        for (var b = 0; b + Words <= known.Length; b++) Add(known, b);
    }

    /// <summary>Place in the known text of the n-gram at <paramref name="t"/>, or -1 where it has none or several.</summary>
    public int Find(ReadOnlySpan<uint> known, ReadOnlySpan<uint> text, int t)
    {
        for (var slot = Gram(text, t) & _mask; ; slot = (slot + 1) & _mask)
        {
            var held = _slots[slot];
            if (held == 0) return -1;
            if (Equal(known, Math.Abs(held) - 1, text, t)) return held > 0 ? held - 1 : -1;
        }
    }

    /// <summary>Whether the n-grams at two places are the same.</summary>
    public static bool Equal(ReadOnlySpan<uint> known, int b, ReadOnlySpan<uint> text, int t) => b >= 0 && b + Words <= known.Length && known[b] == text[t] && known[b + 1] == text[t + 1] && known[b + 2] == text[t + 2];

    // A slot holds the place plus one, negative where the n-gram occurs several times.
    private void Add(ReadOnlySpan<uint> known, int b)
    {
        for (var slot = Gram(known, b) & _mask; ; slot = (slot + 1) & _mask)
        {
            var held = _slots[slot];
            if (held == 0)
            {
                _slots[slot] = b + 1;
                return;
            }

            if (!Equal(known, Math.Abs(held) - 1, known, b)) continue;
            _slots[slot] = -Math.Abs(held);
            return;
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
}
