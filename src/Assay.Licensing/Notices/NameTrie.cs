namespace Assay.Licensing;

/// <summary>What a name in the trie means.</summary>
/// <param name="Expression">Expression of a fixed name; null for a family.</param>
/// <param name="Family">Index of the family, or -1.</param>
/// <param name="Strong">Whether the name can mean nothing but a license.</param>
internal readonly record struct NameMeaning(string? Expression, int Family, bool Strong);

/// <summary>Names as sequences of word hashes; the longest name at a place wins. One look-up for a word that opens no name.</summary>
internal sealed class NameTrie
{
    private readonly Dictionary<uint, List<(uint[] Words, NameMeaning Meaning)>> _byFirst = [];
    private readonly ulong[] _filter = new ulong[1024];

    public void Add(ReadOnlySpan<uint> words, NameMeaning meaning)
    {
        if (words.Length == 0) return;
        if (!_byFirst.TryGetValue(words[0], out var list)) _byFirst[words[0]] = list = [];
        var own = words.ToArray();
        if (list.Exists(n => n.Words.AsSpan().SequenceEqual(own))) return;
        var at = list.FindIndex(n => n.Words.Length < own.Length);
        list.Insert(at < 0 ? list.Count : at, (own, meaning));
        _filter[(words[0] >> 6) & 1023] |= 1UL << (int)(words[0] & 63);
    }

    /// <summary>The longest name that starts with the first of the words.</summary>
    /// <returns>Its number of words; 0 where there is none.</returns>
    public int Match(ReadOnlySpan<uint> words, out NameMeaning meaning)
    {
        meaning = default;
        if ((_filter[(words[0] >> 6) & 1023] & (1UL << (int)(words[0] & 63))) == 0 || !_byFirst.TryGetValue(words[0], out var names)) return 0;
        foreach (var (name, means) in names)
        {
            if (!words.StartsWith(name)) continue;
            meaning = means;
            return name.Length;
        }

        return 0;
    }
}
