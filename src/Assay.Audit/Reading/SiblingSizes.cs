using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>Tells words on another size of the family from words on this model: <c>name-7b</c> is not <c>name-13b</c>.</summary>
internal sealed partial class SiblingSizes
{
    private readonly string _family;
    private readonly string? _own;

    private SiblingSizes(string family, string? own) => (_family, _own) = (family, own);

    /// <summary>Reads the name of a model.</summary>
    public static SiblingSizes Of(string name)
    {
        var family = FamilyName.Of(name).Family;
        return new SiblingSizes(family, family.Length == 0 ? null : Named(name[family.Length..]));
    }

    /// <summary>Whether words name the family in another size and nowhere the size of this model.</summary>
    public bool OnlyOthers(string words)
    {
        if (_own is null || Size().Matches(words).Any(m => Plain(m.Value) == _own)) return false;
        for (var at = words.IndexOf(_family, StringComparison.OrdinalIgnoreCase); at >= 0; at = words.IndexOf(_family, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (Named(words[(at + _family.Length)..]) is not null) return true;
        }

        return false;
    }

    // The size in the rest of a name, or right behind it.
    private static string? Named(string rest) => Rest().Match(rest) is { Success: true } match ? Plain(match.Groups[1].Value) : null;

    private static string Plain(string size) => string.Concat(size.Where(c => !char.IsWhiteSpace(c))).Replace('_', '.').ToLowerInvariant();

    [GeneratedRegex(@"(?<![A-Za-z0-9.])\d{1,4}(?:[._]\d{1,2})?\s?[bBmM](?![A-Za-z])(?!\s?(?:tokens|steps|samples|images|pairs))")]
    private static partial Regex Size();

    [GeneratedRegex(@"^(?:[A-Za-z0-9.]{0,12}[-_ ]){0,4}?(?:v?\d[\d.]{0,3}[-_])?(?<![0-9.])(\d{1,4}(?:[._]\d{1,2})?[bBmM])(?![A-Za-z])(?!\s?(?:tokens|steps|samples|images|pairs))")]
    private static partial Regex Rest();
}
