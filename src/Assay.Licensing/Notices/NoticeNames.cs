namespace Assay.Licensing;

/// <summary>Fills the trie of names: families, phrases, then all names and ids of the catalog.</summary>
internal sealed class NoticeNames
{
    private static readonly HashSet<uint> SureWords = [.. Words.Hash("license", "licenses", "agreement", "licensed", "public", "terms", "许", "议")];

    private readonly NameTrieBuilder _trie = new();
    private readonly TokenStream _tokens = new(64);
    private uint[] _words = new uint[64];

    private NoticeNames()
    {
    }

    /// <summary>The names of the rules, then those of the catalog: the first to claim a name keeps it.</summary>
    public static NameTrieBuilder Of(NoticeRules rules, IEnumerable<LicenseEntry> licenses)
    {
        var names = new NoticeNames();
        names.Add(rules);
        foreach (var entry in licenses)
        {
            if (!entry.IsDeprecated && entry.ReplacedBy is null) names.Add(entry);
        }

        return names._trie;
    }

    private void Add(NoticeRules rules)
    {
        for (var f = 0; f < rules.Families.Length; f++)
        {
            foreach (var name in rules.Families[f].Names)
            {
                AddName(name, new NameMeaning(null, f, true));
                if (name.Contains(' ', StringComparison.Ordinal) || !rules.Families[f].Gnu) continue;
                foreach (var version in rules.Families[f].Versions.Keys.Select(v => v[..1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                {
                    AddName(name + "v" + version, new NameMeaning(null, f, true));
                    AddName(name + version, new NameMeaning(null, f, true));
                }
            }
        }

        foreach (var (expression, phrases) in rules.Phrases.Concat(rules.Exceptions))
        {
            foreach (var phrase in phrases) AddName(phrase, new NameMeaning(expression, -1, true));
        }
    }

    private void Add(LicenseEntry entry)
    {
        AddOwn(entry, entry.Spdx is null ? entry.Id["LicenseRef-".Length..] : entry.Id);
        AddOwn(entry, entry.Name);
        foreach (var variant in VersionedName.Variants(entry.Name)) AddOwn(entry, variant);
        foreach (var alias in entry.Aliases) AddOwn(entry, alias);
    }

    private void AddOwn(LicenseEntry entry, string name)
    {
        var words = Read(name);
        if (words.Length > 0) _trie.Add(words, new NameMeaning(entry.Id, -1, words.Length > 1 && (IsSure(words) || HasNumber())));
    }

    private void AddName(string name, NameMeaning meaning) => _trie.Add(Read("x " + name)[1..], meaning);

    private ReadOnlySpan<uint> Read(string name)
    {
        Tokenizer.Run(name, _tokens);
        Workspace.Room(ref _words, _tokens.Count);
        var count = 0;
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!_tokens.IsMark(i)) _words[count++] = _tokens.Hashes[i];
        }

        return _words.AsSpan(0, count);
    }

    private bool HasNumber()
    {
        foreach (var flag in _tokens.Flags)
        {
            if ((flag & TokenFlags.Number) != TokenFlags.None) return true;
        }

        return false;
    }

    private static bool IsSure(ReadOnlySpan<uint> words)
    {
        foreach (var word in words)
        {
            if (SureWords.Contains(word)) return true;
        }

        return false;
    }
}
