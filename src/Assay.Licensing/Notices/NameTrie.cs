using System.Runtime.InteropServices;

namespace Assay.Licensing;

/// <summary>What a name in the trie means.</summary>
/// <param name="Expression">Expression of a fixed name; null for a family.</param>
/// <param name="Family">Index of the family, or -1.</param>
/// <param name="Strong">Whether the name can mean nothing but a license.</param>
internal readonly record struct NameMeaning(string? Expression, int Family, bool Strong);

/// <summary>Names as sequences of word hashes, read in place; the longest name at a place wins. One look-up for a word that opens no name.</summary>
internal sealed class NameTrie
{
    private readonly PackedTable _index;
    private readonly ulong[] _filter;

    public NameTrie(PackedTable index) => (_index, _filter) = (index, MemoryMarshal.Cast<int, ulong>(index.Part(LicensePart.NameFilter)).ToArray());

    /// <summary>The longest name that starts with the first of the words.</summary>
    /// <returns>Its number of words; 0 where there is none.</returns>
    public int Match(ReadOnlySpan<uint> words, out NameMeaning meaning)
    {
        var first = words[0];
        if ((_filter[(first >> 6) & (NameTrieBuilder.FilterWords - 1)] & (1UL << (int)(first & 63))) != 0) return Longest(words, out meaning);
        meaning = default;
        return 0;
    }

    private int Longest(ReadOnlySpan<uint> words, out NameMeaning meaning)
    {
        var (first, count) = OpenedBy(words[0]);
        var names = _index.Part(LicensePart.Names).Slice(NameTrieBuilder.NameInts * first, NameTrieBuilder.NameInts * count);
        var all = MemoryMarshal.Cast<int, uint>(_index.Part(LicensePart.NameWords));
        for (; names.Length > 0; names = names[NameTrieBuilder.NameInts..])
        {
            if (!words.StartsWith(all.Slice(names[0], names[1]))) continue;
            meaning = new NameMeaning(_index.TextOrNull(names[2]), names[3], names[4] != 0);
            return names[1];
        }

        meaning = default;
        return 0;
    }

    private (int First, int Count) OpenedBy(uint word)
    {
        var slots = _index.Part(LicensePart.NameSlots);
        var mask = (slots.Length / NameTrieBuilder.SlotInts) - 1;
        for (var slot = (int)(word & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var row = slots.Slice(NameTrieBuilder.SlotInts * slot, NameTrieBuilder.SlotInts);
            if (row[2] == 0 || unchecked((uint)row[0]) == word) return (row[1], row[2]);
        }
    }
}

/// <summary>Collects names and writes them into the index.</summary>
internal sealed class NameTrieBuilder
{
    public const int FilterWords = 1024;
    public const int SlotInts = 3;
    public const int NameInts = 5;

    private readonly Dictionary<uint, List<(uint[] Words, NameMeaning Meaning)>> _byFirst = [];

    /// <summary>Adds a name; the first to claim it keeps it.</summary>
    public void Add(ReadOnlySpan<uint> words, NameMeaning meaning)
    {
        if (words.Length == 0) return;
        if (!_byFirst.TryGetValue(words[0], out var list)) _byFirst[words[0]] = list = [];
        var own = words.ToArray();
        if (list.Exists(n => n.Words.AsSpan().SequenceEqual(own))) return;
        var at = list.FindIndex(n => n.Words.Length < own.Length);
        list.Insert(at < 0 ? list.Count : at, (own, meaning));
    }

    /// <summary>Writes the names.</summary>
    public void Write(PackedWriter writer)
    {
        var filter = new ulong[FilterWords];
        var (names, words) = (new List<int>(), new List<int>());
        var size = PackedSlots.SizeFor(_byFirst.Count);
        var slots = new int[SlotInts * size];
        foreach (var (first, list) in _byFirst)
        {
            filter[(first >> 6) & (FilterWords - 1)] |= 1UL << (int)(first & 63);
            var slot = (int)(first & (uint)(size - 1));
            while (slots[(SlotInts * slot) + 2] != 0) slot = (slot + 1) & (size - 1);
            (slots[SlotInts * slot], slots[(SlotInts * slot) + 1], slots[(SlotInts * slot) + 2]) = (unchecked((int)first), names.Count / NameInts, list.Count);
            foreach (var (own, meaning) in list)
            {
                names.AddRange([words.Count, own.Length, writer.TextOrNone(meaning.Expression), meaning.Family, meaning.Strong ? 1 : 0]);
                words.AddRange(own.Select(w => unchecked((int)w)));
            }
        }

        writer.Part(LicensePart.NameFilter, MemoryMarshal.Cast<ulong, int>(filter).ToArray());
        writer.Part(LicensePart.NameSlots, slots);
        writer.Part(LicensePart.Names, names);
        writer.Part(LicensePart.NameWords, words);
    }
}
