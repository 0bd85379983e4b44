namespace Assay.Audit;

/// <summary>Translations of a README into languages that no rule is written for.</summary>
internal static class Translations
{
    private static readonly string[] Languages = ["es", "fr", "ja", "jp", "ko", "kr", "de", "pt", "ru", "it", "vi", "ar", "hi", "tr", "id", "pl", "nl", "uk", "th", "fa"];

    public static bool Is(AuditFile file)
    {
        var name = file.Name.ToLowerInvariant();
        if (!name.StartsWith("readme", StringComparison.Ordinal) || !name.EndsWith(".md", StringComparison.Ordinal) || name.Length < 10) return false;
        var tag = name.AsSpan(6, name.Length - 9).TrimStart("._-");
        foreach (var language in Languages)
        {
            if (tag.SequenceEqual(language) || (tag.StartsWith(language, StringComparison.Ordinal) && tag.Length > language.Length && tag[language.Length] is '-' or '_')) return true;
        }

        return false;
    }
}
