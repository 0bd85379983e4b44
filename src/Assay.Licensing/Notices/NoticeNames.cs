namespace Assay.Licensing;

/// <summary>Fills the trie of names: families, phrases, then all names and ids of the catalog.</summary>
internal static class NoticeNames
{
    private static readonly HashSet<uint> SureWords = [.. Words.Hash("license", "licenses", "agreement", "licensed", "public", "terms", "许", "议")];

    public static NameTrie Build(NoticeRules rules, LicenseCatalog catalog)
    {
        var trie = new NameTrie();
        for (var f = 0; f < rules.Families.Length; f++)
        {
            foreach (var name in rules.Families[f].Names)
            {
                AddName(trie, name, new NameMeaning(null, f, true));
                if (name.Contains(' ', StringComparison.Ordinal) || !rules.Families[f].Gnu) continue;
                foreach (var version in rules.Families[f].Versions.Keys.Select(v => v[..1]).Distinct(StringComparer.Ordinal))
                {
                    AddName(trie, name + "v" + version, new NameMeaning(null, f, true));
                    AddName(trie, name + version, new NameMeaning(null, f, true));
                }
            }
        }

        foreach (var (expression, phrases) in rules.Phrases.Concat(rules.Exceptions))
        {
            foreach (var phrase in phrases) AddName(trie, phrase, new NameMeaning(expression, -1, true));
        }

        foreach (var entry in catalog.All.Where(e => !e.IsDeprecated && e.ReplacedBy is null)) AddEntry(trie, entry);
        return trie;
    }

    private static void AddEntry(NameTrie trie, LicenseEntry entry)
    {
        AddOwn(trie, entry, entry.Spdx is null ? entry.Id["LicenseRef-".Length..] : entry.Id);
        AddOwn(trie, entry, entry.Name);
        foreach (var alias in entry.Aliases) AddOwn(trie, entry, alias);
    }

    private static void AddOwn(NameTrie trie, LicenseEntry entry, string name)
    {
        var tokens = Tokenizer.Run(name);
        var words = Array.ConvertAll(tokens.Words(), i => tokens.Hashes[i]);
        if (words.Length == 0) return;
        var sure = words.Length > 1 && words.Any(SureWords.Contains);
        var versioned = words.Length > 1 && Enumerable.Range(0, tokens.Count).Any(i => tokens.Has(i, TokenFlags.Number));
        trie.Add(words, new NameMeaning(entry.Id, -1, sure || versioned));
    }

    private static void AddName(NameTrie trie, string name, NameMeaning meaning)
    {
        var tokens = Tokenizer.Run("x " + name);
        trie.Add(Array.ConvertAll(tokens.Words(), i => tokens.Hashes[i]).AsSpan(1), meaning);
    }
}
