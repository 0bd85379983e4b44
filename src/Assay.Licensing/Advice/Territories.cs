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

    /// <summary>Whether a territory is among the places.</summary>
    public static bool Within(string territory, string places)
    {
        if (EuropeanUnion.Contains(territory) && (places.Contains("EU", StringComparison.Ordinal) || places.Contains("European Union", StringComparison.Ordinal))) return true;
        if (territory is "GB" or "United Kingdom" && places.Contains("UK", StringComparison.Ordinal)) return true;
        if (territory is "KR" or "Korea" && places.Contains("South Korea", StringComparison.Ordinal)) return true;
        return territory.Length > 1 && places.Contains(territory, StringComparison.OrdinalIgnoreCase);
    }
}
