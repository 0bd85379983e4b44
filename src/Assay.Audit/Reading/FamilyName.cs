namespace Assay.Audit;

/// <summary>
/// Family and version in the name of a model, so that a path or link that names another version of the family can be told apart:
/// <c>name-3.1-8b</c> is family <c>name</c>, version 3.1; sizes such as 8b are no versions.
/// </summary>
/// <param name="Family">Letters at the start of the name, in lower case.</param>
/// <param name="Version">The version, or empty.</param>
public sealed record FamilyName(string Family, string Version)
{
    /// <summary>Fewest letters of a family.</summary>
    private const int MinFamily = 2;

    /// <summary>Reads the name of a model.</summary>
    public static FamilyName Of(string name)
    {
        var letters = 0;
        while (letters < name.Length && char.IsLetter(name[letters])) letters++;
        return letters < MinFamily ? new FamilyName("", "") : new FamilyName(name[..letters].ToLowerInvariant(), VersionAt(name, letters));
    }

    /// <summary>Whether a segment of a path names the same family in another version.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="strict">Whether a major version alone (3 for 3.1) counts as another version: so for documents, not for code that versions share.</param>
    public bool IsSibling(string segment, bool strict = false)
    {
        if (Family.Length < MinFamily) return false;
        var at = segment.IndexOf(Family, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && char.IsLetterOrDigit(segment[at - 1]))) return false;
        var end = at + Family.Length;
        if (end < segment.Length && char.IsLetter(segment[end])) return false;
        var version = VersionAt(segment, end);
        if (version.Length == 0) return false;
        if (Version.Length == 0) return version != "1";
        return strict ? version != Version : !IsPrefix(version, Version) && !IsPrefix(Version, version);
    }

    /// <summary>Whether the name of a repository names one other model of the family: same family, a size, another version.</summary>
    public bool IsOtherModel(string repository)
    {
        if (IsSibling(repository)) return true;
        if (Family.Length < MinFamily || Version.Length == 0 || !repository.StartsWith(Family, StringComparison.OrdinalIgnoreCase)) return false;
        return VersionAt(repository, Family.Length).Length == 0 && HasSize(repository.AsSpan(Family.Length));
    }

    private static bool HasSize(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is 'b' or 'B' or 'm' or 'M' && char.IsAsciiDigit(text[i - 1]) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]))) return true;
        }

        return false;
    }

    private static bool IsPrefix(string a, string b) => b == a || b.StartsWith(a + ".", StringComparison.Ordinal);

    private static string VersionAt(string name, int at)
    {
        if (at < name.Length && name[at] is '-' or '_' or ' ') at++;
        if (at < name.Length && name[at] is 'v' or 'V') at++;
        var digits = at;
        while (digits < name.Length && (char.IsAsciiDigit(name[digits]) || (name[digits] is '.' or '_' && digits + 1 < name.Length && char.IsAsciiDigit(name[digits + 1])))) digits++;
        if (digits == at) return "";
        if (digits < name.Length && name[digits] is 'b' or 'B' or 'm' or 'M' && (digits + 1 == name.Length || !char.IsLetter(name[digits + 1]))) return "";
        var version = name[at..digits].Replace('_', '.');
        return version.Length > 4 ? "" : version;
    }
}
