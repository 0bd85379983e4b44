namespace Assay.Audit;

/// <summary>Names that tell what belongs to this model: its family, and the accounts under which it is published.</summary>
internal sealed class OwnNames
{
    /// <summary>Shortest account name in letters that may be a part of another.</summary>
    private const int MinAccount = 4;

    private static readonly string[] Hubs = ["huggingface.co/", "hf.co/", "modelscope.cn/models/"];

    private readonly FamilyName _family;
    private readonly string _name;
    private readonly SortedSet<string> _accounts = new(StringComparer.Ordinal);

    public OwnNames(ReleaseIndex index)
    {
        _family = FamilyName.Of(index.Release.Name);
        _name = Letters(index.Release.Name);
        if (index.Release.Publisher is { } publisher) _accounts.Add(Letters(publisher));
        foreach (var file in index.ModelFiles.Where(f => f.Role == FileRole.Card && f.Markdown is not null))
        {
            foreach (var link in file.Markdown!.Links)
            {
                if (Repository.Of(link.Target, Hubs) is { } hub && IsThisModel(hub.Path)) _accounts.Add(Letters(hub.Owner));
            }

            Called(file.Text!.Text);
        }
    }

    /// <summary>Whether a repository is this model's by its name, or by an owner that is called like the model.</summary>
    public bool Has(Repository repository) => _family.Family.Length > 0 && repository.Name.StartsWith(_family.Family, StringComparison.OrdinalIgnoreCase) ? _family.Family.Length >= MinAccount || IsOfAccount(repository) || repository.Name.Length <= _family.Family.Length + 6
        : _family.Family.Length >= MinAccount && Letters(repository.Owner).StartsWith(_family.Family, StringComparison.Ordinal);

    /// <summary>Whether a repository lies under an account of the publisher.</summary>
    public bool IsOfAccount(Repository repository)
    {
        var owner = Letters(repository.Owner);
        return owner.Length >= MinAccount && _accounts.Any(a => a.Length >= MinAccount && (a.StartsWith(owner, StringComparison.Ordinal) || owner.StartsWith(a, StringComparison.Ordinal)));
    }

    /// <summary>Whether an address is the publisher's or speaks of this family: an account or the family's name stands in its host or path.</summary>
    public bool IsOwnAddress(string address)
    {
        var letters = Letters(address.Split('#')[0]);
        return (_family.Family.Length >= MinAccount && letters.Contains(Letters(_family.Family), StringComparison.Ordinal)) || (_name.Length > 2 && letters.Contains(_name, StringComparison.Ordinal))
            || _accounts.Any(a => a.Length >= MinAccount && letters.Contains(a, StringComparison.Ordinal));
    }

    /// <summary>Whether a name is that of this very model.</summary>
    public bool IsThisModel(string name) => _name.Length > 3 && Letters(name[(name.LastIndexOf('/') + 1)..]) is { Length: > 3 } letters && (letters == _name || _name.StartsWith(letters, StringComparison.Ordinal) || letters.StartsWith(_name, StringComparison.Ordinal));

    /// <summary>Whether a name is exactly this model's.</summary>
    public bool IsCalled(string name) => Letters(name[(name.LastIndexOf('/') + 1)..]) == _name;

    /// <summary>Whether a repository is about another model of the family.</summary>
    public bool IsOtherModel(string name) => _family.IsOtherModel(name);

    // A call such as from_pretrained("owner/name") names the account too.
    private void Called(string text)
    {
        var at = text.IndexOf("from_pretrained(", StringComparison.Ordinal);
        while (at >= 0)
        {
            var rest = text.AsSpan(at + 16, Math.Min(160, text.Length - at - 16)).TrimStart(" \n\r\t\"'");
            var end = rest.IndexOfAny("\"',)\n");
            var name = end < 0 ? "" : rest[..end].ToString();
            if (name.Count(c => c == '/') == 1 && IsThisModel(name)) _accounts.Add(Letters(name[..name.IndexOf('/', StringComparison.Ordinal)]));
            at = text.IndexOf("from_pretrained(", at + 16, StringComparison.Ordinal);
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
