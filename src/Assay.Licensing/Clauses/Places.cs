using System.Text.RegularExpressions;

namespace Assay.Licensing;

/// <summary>Reads names of places: the law that is chosen, and territories that are excluded.</summary>
internal static partial class Places
{
    private static readonly (string Cue, string Name)[] Regions =
    [
        ("european union", "EU"), ("eu member state", "EU"), (" eu ", "EU"), ("欧盟", "EU"), ("european economic area", "EEA"), ("united kingdom", "UK"), ("英国", "UK"),
        ("south korea", "South Korea"), ("republic of korea", "South Korea"), ("韩国", "South Korea"), ("united states", "United States"), ("美国", "United States"),
        ("people's republic of china", "China (PRC)"), ("mainland china", "China (PRC mainland)"), ("中华人民共和国", "China (PRC)"), ("中国大陆", "China (PRC mainland)"), ("中国", "China (PRC)"),
        ("russia", "Russia"), ("iran", "Iran"), ("north korea", "North Korea"), ("cuba", "Cuba"), ("syria", "Syria"), ("crimea", "Crimea"), ("belarus", "Belarus"),
        ("japan", "Japan"), ("india", "India"), ("canada", "Canada"), ("switzerland", "Switzerland"), ("taiwan", "Taiwan"), ("hong kong", "Hong Kong"), ("香港", "Hong Kong"), ("欧洲经济区", "EEA"), ("日本", "Japan"), ("印度", "India"), ("俄罗斯", "Russia"), ("加拿大", "Canada"), ("台湾", "Taiwan"),
    ];

    private static readonly (string Cue, string Name)[] HanPlaces =
        [("新加坡", "Singapore"), ("中华民国", "Taiwan"), ("台湾地区法", "Taiwan"), ("日本法", "Japan"), ("日本国法", "Japan"), ("加利福尼亚", "California"), ("加州法", "California"), ("特拉华", "Delaware"), ("英格兰", "England"), ("德国法", "Germany")];

    private static readonly HashSet<string> LawPlaces = new(
    [
        "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine",
        "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota", "ohio",
        "oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota", "tennessee", "texas", "utah", "vermont", "virginia", "washington", "west virginia", "wisconsin", "wyoming",
        "ontario", "quebec", "british columbia", "alberta", "new south wales", "victoria", "queensland", "england", "scotland", "ireland", "hong kong", "taiwan", "singapore", "japan", "india", "israel",
        "abu dhabi", "dubai", "united arab emirates", "new zealand", "south africa", "brazil", "mexico", "luxembourg", "estonia", "czech republic",
    ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Vague = new(["applicable", "local", "relevant", "such", "export", "copyright", "other", "all", "mandatory", "federal", "national", "this", "its"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Demonyms = new(StringComparer.Ordinal)
    {
        ["german"] = "Germany",
        ["french"] = "France",
        ["english"] = "England",
        ["dutch"] = "Netherlands",
        ["swiss"] = "Switzerland",
        ["austrian"] = "Austria",
        ["irish"] = "Ireland",
        ["italian"] = "Italy",
        ["spanish"] = "Spain",
        ["swedish"] = "Sweden",
        ["finnish"] = "Finland",
        ["danish"] = "Denmark",
        ["norwegian"] = "Norway",
        ["polish"] = "Poland",
        ["chinese"] = "China (PRC)",
        ["japanese"] = "Japan",
        ["korean"] = "South Korea",
        ["indian"] = "India",
        ["canadian"] = "Canada",
        ["australian"] = "Australia",
        ["israeli"] = "Israel",
        ["singapore"] = "Singapore",
        ["belgian"] = "Belgium",
        ["portuguese"] = "Portugal",
        ["scottish"] = "Scotland",
    };

    /// <summary>Places that a sentence names, in its order, behind a position; empty where it names none.</summary>
    public static IReadOnlyList<string> Named(string sentence)
    {
        var found = Regions.Select(r => (At: sentence.IndexOf(r.Cue, StringComparison.Ordinal), r.Cue.Length, r.Name)).Where(r => r.At >= 0).ToList();
        return [.. found.Where(r => !found.Exists(o => o.Length > r.Length && o.At <= r.At && r.At + r.Length <= o.At + o.Length)).OrderBy(r => r.At).Select(r => r.Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The place whose law a sentence chooses, or null.</summary>
    public static string? Law(string sentence, int from)
    {
        if (HanLaw(sentence) is { } chinese) return chinese;
        if (LawsOf().Match(sentence, Math.Clamp(from, 0, sentence.Length)) is { Success: true } m && Clean(m.Groups["p"].Value) is { } named) return named;
        if (PlacedLaw().Match(sentence) is { Success: true } p && Clean(p.Groups["p"].Value) is { } place) return place;
        return BareLaw().Match(sentence) is { Success: true } b ? Known(b.Groups["p"].Value) : null;
    }

    // "California law governs": only a place that is known is one.
    private static string? Known(string place)
    {
        for (var from = 0; from >= 0; from = place.IndexOf(' ', from) is >= 0 and var space ? space + 1 : -1)
        {
            var name = place[from..];
            if (Demonyms.TryGetValue(name, out var country)) return country;
            if (LawPlaces.Contains(name)) return Clean(name);
        }

        return null;
    }

    private static string? HanLaw(string sentence)
    {
        if (!sentence.Contains('法', StringComparison.Ordinal)) return null;
        foreach (var (cue, name) in HanPlaces)
        {
            if (sentence.Contains(cue, StringComparison.Ordinal)) return name;
        }

        var prc = sentence.Contains("中华人民共和国", StringComparison.Ordinal) || sentence.Contains("中国", StringComparison.Ordinal) || sentence.Contains("大陆", StringComparison.Ordinal);
        if (prc) return sentence.Contains("大陆", StringComparison.Ordinal) || sentence.Contains("港澳台", StringComparison.Ordinal) || sentence.Contains("不包括香港", StringComparison.Ordinal) ? "China (PRC mainland)" : "China (PRC)";
        return sentence.Contains("香港", StringComparison.Ordinal) ? "Hong Kong" : null;
    }

    private static string? Clean(string place)
    {
        if (Demonyms.TryGetValue(place.Trim(), out var country)) return country;
        var words = place.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words.Take(10).Select(w => w is "of" or "and" or "the" or "in" ? w : char.ToUpperInvariant(w[0]) + w[1..]));
        foreach (var prefix in (ReadOnlySpan<string>)["the State of ", "State of ", "the Commonwealth of ", "the Province of ", "the Federal Republic of ", "Federal Republic of ", "Republic of ", "the Kingdom of ", "the "])
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) name = name[prefix.Length..];
        }

        if (name.StartsWith("People's Republic Of China", StringComparison.OrdinalIgnoreCase)) return "China (PRC)";
        if (name.StartsWith("Hong Kong", StringComparison.OrdinalIgnoreCase)) return "Hong Kong";
        return name.Length is 0 or > 80 || name.StartsWith("Your ", StringComparison.Ordinal) || name.StartsWith("That ", StringComparison.Ordinal) || name.StartsWith("Any ", StringComparison.Ordinal) || Vague.Contains(name.Split(' ')[0].ToLowerInvariant()) ? null : name;
    }

    [GeneratedRegex(@"laws? of (the )?(?<p>[a-z][a-z' ,&-]{1,90}?)(?=[,.;:()]|\s(applies|apply|without|excluding|except|regardless|applicable|as applied|shall|will|and (the|any|you|all) (laws? of )?(?!state|united)|in effect|irrespective|including|govern|controls?\b|appl|is |are |which|with|as |to the|$)|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LawsOf();

    [GeneratedRegex(@"(?<p>\b[a-z]+( [a-z]+){0,2}) (state |substantive |provincial )?laws? (shall |will |alone )?(govern|appl|control|is applicable)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BareLaw();

    [GeneratedRegex(@"\b(by|under|with|to) (the )?(?<p>[a-z]+( [a-z]+)?) (state )?laws?\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlacedLaw();
}
