using Assay.Core;

namespace Assay.Licensing;

/// <summary>Whether a place lies within places that a license names.</summary>
internal static class Territories
{
    private static readonly HashSet<string> EuropeanUnion = new(StringComparer.OrdinalIgnoreCase)
    {
        "EU", "European Union", "Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "Czechia", "Czech Republic", "Denmark", "Estonia", "Finland", "France", "Germany", "Greece", "Hungary",
        "Ireland", "Italy", "Latvia", "Lithuania", "Luxembourg", "Malta", "Netherlands", "Poland", "Portugal", "Romania", "Slovakia", "Slovenia", "Spain", "Sweden",
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    };

    /// <summary>Codes and short names, and the name by which a license would name the place.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GB"] = "UK",
        ["United Kingdom"] = "UK",
        ["Great Britain"] = "UK",
        ["KR"] = "South Korea",
        ["Korea"] = "South Korea",
        ["Republic of Korea"] = "South Korea",
        ["US"] = "United States",
        ["USA"] = "United States",
        ["CN"] = "China",
        ["PRC"] = "China",
        ["JP"] = "Japan",
        ["IN"] = "India",
        ["RU"] = "Russia",
        ["IR"] = "Iran",
        ["KP"] = "North Korea",
        ["SY"] = "Syria",
        ["CU"] = "Cuba",
        ["BY"] = "Belarus",
        ["VE"] = "Venezuela",
        ["HK"] = "Hong Kong",
        ["TW"] = "Taiwan",
        ["SG"] = "Singapore",
        ["CA"] = "Canada",
        ["AU"] = "Australia",
    };

    private static readonly HashSet<string> OftenSanctioned = new(["Iran", "North Korea", "Syria", "Cuba", "Russia", "Belarus", "Venezuela", "Crimea", "Myanmar", "Sudan"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The answer that a clause on territory gives for a user, and the name of the sentence that says it.</summary>
    /// <param name="places">What the clause says.</param>
    /// <param name="user">Facts of the user.</param>
    public static (UseAnswerKind Answer, string Message) Judge(string places, UserFacts user)
    {
        if (places.Contains("multimodal", StringComparison.OrdinalIgnoreCase) && user.Multimodal == false) return (UseAnswerKind.AllowedWithDuties, "territory-not-multimodal");
        var sanctions = places.Contains("sanction", StringComparison.OrdinalIgnoreCase) || places.Contains("trade-control", StringComparison.OrdinalIgnoreCase);
        if (user.Territory is not { } at) return sanctions ? (UseAnswerKind.AllowedWithDuties, "territory-sanctions") : (UseAnswerKind.NeedsPerson, "territory-not-given");
        if (sanctions) return OftenSanctioned.Contains(Name(at)) ? (UseAnswerKind.NeedsPerson, "territory-sanctions-check") : (UseAnswerKind.AllowedWithDuties, "territory-sanctions");
        if (OnlyWithin(places)) return Within(at, places) ? (UseAnswerKind.AllowedWithDuties, "territory-inside") : (UseAnswerKind.NotAllowed, "territory-beyond");
        if (Within(at, places)) return (UseAnswerKind.NotAllowed, places.Contains("multimodal", StringComparison.OrdinalIgnoreCase) ? "territory-excluded-multimodal" : "territory-excluded");
        return Unclear(at) ? (UseAnswerKind.NeedsPerson, "territory-not-named") : (UseAnswerKind.AllowedWithDuties, "territory-outside");
    }

    /// <summary>Whether a territory is among the places.</summary>
    public static bool Within(string territory, string places)
    {
        if (EuropeanUnion.Contains(territory.Trim()) && (Has(places, "EU") || Has(places, "European Union"))) return true;
        return Has(places, territory.Trim()) || Has(places, Name(territory));
    }

    private static bool OnlyWithin(string places) => places.EndsWith(" only", StringComparison.Ordinal);

    // Wider than a country: a place excluded may lie within it.
    private static bool Unclear(string territory) => Name(territory).ToUpperInvariant() is "WORLD" or "WORLDWIDE" or "GLOBAL" or "EUROPE" or "EEA" or "ASIA" or "EMEA" or "APAC";

    private static string Name(string territory) => Names.GetValueOrDefault(territory.Trim(), territory.Trim());

    private static bool Has(string places, string name)
    {
        for (var at = name.Length < 2 ? -1 : places.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = places.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetter(places[at - 1])) && (end == places.Length || !char.IsLetter(places[end]))) return true;
        }

        return false;
    }
}
