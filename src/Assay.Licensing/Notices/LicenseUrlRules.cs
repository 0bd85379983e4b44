namespace Assay.Licensing;

/// <summary>From addresses to licenses: known addresses of the catalog, then prefixes.</summary>
internal sealed class LicenseUrlRules(NoticeRules rules, LicenseCatalog catalog)
{
    /// <summary>The id of the license an address means, or null.</summary>
    public string? Resolve(string url)
    {
        if (catalog.Resolve(url) is { } known) return known.Id;
        var key = LicenseUrl.Key(url);
        if (key.Length < 6) return null;
        var address = key.AsSpan(4);
        foreach (var rule in rules.Urls)
        {
            if (!address.StartsWith(rule.Prefix, StringComparison.Ordinal) && !(rule.Prefix[^1] == '.' && address.SequenceEqual(rule.Prefix.AsSpan()[..^1]))) continue;
            if (!rule.Id.EndsWith('*')) return rule.Id;
            if (FromPath(address[rule.Prefix.Length..].ToString(), rule.Id) is { } id) return id;
        }

        return FromFileName(address);
    }

    private string? FromPath(string path, string pattern)
    {
        if (pattern.Length > 1)
        {
            var parts = path.Split('/');
            return parts.Length >= 2 ? catalog.Resolve($"{pattern[..^1]}{parts[0]}-{parts[1]}")?.Id : null;
        }

        var name = path.Split('/', '#', '?')[0];
        if (name.StartsWith("fdl-", StringComparison.Ordinal)) name = "g" + name;
        foreach (var tail in (ReadOnlySpan<string>)["", ".html", "-license", ".php", "-standalone", "-license.php"])
        {
            if (name.EndsWith(tail, StringComparison.Ordinal) && name.Length > tail.Length && catalog.Resolve(name[..^tail.Length]) is { } found) return found.Id;
        }

        return catalog.Resolve(name.Replace("-license", "", StringComparison.Ordinal))?.Id;
    }

    /// <summary>A file name that says it: <c>MIT-LICENSE.txt</c>, <c>LICENSE-2.0</c> does not.</summary>
    private string? FromFileName(ReadOnlySpan<char> address)
    {
        var name = address[(address.LastIndexOf('/') + 1)..];
        var license = name.IndexOf("licen", StringComparison.Ordinal);
        if (license < 0) return null;
        var rest = name.ToString().Replace("license", "", StringComparison.Ordinal).Replace("licence", "", StringComparison.Ordinal).Trim('-', '_', '.');
        return rest.Length >= 3 ? catalog.Resolve(rest)?.Id : null;
    }
}
