namespace Assay.Core;

/// <summary>Result of <c>assay license compare</c>: two licenses side by side.</summary>
/// <param name="A">One license.</param>
/// <param name="B">The other license.</param>
/// <param name="Differing">Codes of the clauses that differ, in the order of the codes.</param>
public sealed record LicenseComparison(LicenseFile A, LicenseFile B, IReadOnlyList<string> Differing)
{
    /// <summary>Compares two analyzed licenses.</summary>
    public static LicenseComparison Of(LicenseFile a, LicenseFile b) => new(a, b, [.. ClauseCodes.All.Where(c => !Same(a, b, c))]);

    private static bool Same(LicenseFile a, LicenseFile b, string code)
    {
        var (x, y) = (a.Facts.GetValueOrDefault(code), b.Facts.GetValueOrDefault(code));
        return Equals(x?.Value, y?.Value) || (x?.Certainty != Certainty.Unknown && y?.Certainty != Certainty.Unknown && ClauseCodes.IsUnset(x?.Value) && ClauseCodes.IsUnset(y?.Value));
    }
}
