namespace Assay.Licensing;

/// <summary>Tells lines that credit holders and authors from lines that speak normatively.</summary>
internal static class Attribution
{
    private static readonly HashSet<uint> Openers = [.. Words.Hash("copyright", "copyrighted", "portions", "written", "author", "authors", "contributed", "maintainer", "created", "developed")];
    private static readonly HashSet<uint> Signs = [.. Words.Hash("copyright", "copyrighted", "reserved", "author", "authors", "written", "contributed", "version", "date", "modified", "revision", "license")];
    private static readonly HashSet<uint> Placeholders = [.. Words.Hash("year", "years", "yyyy", "name", "owner", "owners", "author", "authors", "organization", "company", "fullname", "insert", "your", "licensor", "copyright", "xxxx", "contributor", "email", "project", "program", "software", "date", "url", "institution", "jurisdiction", "yr", "names")];
    private static readonly HashSet<uint> Normative =
    [
        .. Words.Hash("must", "shall", "may", "not", "permission", "permitted", "granted", "grant", "unless", "except", "subject", "provided", "redistribution", "redistributions", "conditions", "without", "only",
            "prohibited", "forbidden", "required", "no", "agree", "warranty", "liable", "comply", "restrict", "restricted", "noncommercial", "commercial", "derivative", "modify", "distribute", "use", "used"),
        .. Words.Hash("不", "非", "未", "得", "须", "应", "禁", "除"),
    ];

    /// <summary>Whether words open a line that credits somebody.</summary>
    public static bool Opens(ReadOnlySpan<uint> words) => words.Length > 0 && (Openers.Contains(words[0]) || (words.Length > 1 && words[1] == CopyrightWord));

    /// <summary>Whether words credit somebody and say nothing else: a sign of credit in every fifty words, and no normative word.</summary>
    public static bool IsOne(ReadOnlySpan<uint> words)
    {
        var signs = 0;
        foreach (var word in words)
        {
            if (Normative.Contains(word)) return false;
            if (Signs.Contains(word)) signs++;
        }

        return signs > 0 && words.Length <= 50 * signs;
    }

    /// <summary>Whether a word speaks normatively.</summary>
    public static bool IsNormative(uint word) => Normative.Contains(word);

    /// <summary>Whether any word speaks normatively.</summary>
    public static bool AnyNormative(ReadOnlySpan<uint> words)
    {
        foreach (var word in words)
        {
            if (Normative.Contains(word)) return true;
        }

        return false;
    }

    public static bool IsPlaceholderWord(uint word) => Placeholders.Contains(word);

    private static readonly uint CopyrightWord = WordHash.Of("copyright");
}
