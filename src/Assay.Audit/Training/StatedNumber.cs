using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>A number as documents state it, one value or a range.</summary>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
/// <param name="Scaled">Whether a word or letter such as billion scales it.</param>
internal readonly partial record struct StatedNumber(double Low, double High, bool Scaled)
{
    /// <summary>Fragment of a pattern: digits in <c>n</c>, a scale in <c>u</c>.</summary>
    public const string Pattern = @"(?<![\w.,])(?<n>\d[\d,]{0,24}(?:\.\d{1,6})?)\s?\+?\s?(?<u>trillion|billion|million|thousand|万亿|亿|万|千|[TBMK](?![A-Za-z]))?";

    /// <summary>The number of a cell that holds one number, or two as a range; null where there is none or several.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="unit">The scale that the head of its column gives, or empty.</param>
    public static StatedNumber? Of(string cell, string unit)
    {
        var found = Number().Matches(cell);
        if (found.Count == 0 || found.Count > 2) return null;
        var values = found.Select(m => (Value: Value(m.Groups["n"].Value, m.Groups["u"].Value is { Length: > 0 } own ? own : unit), Own: m.Groups["u"].Length > 0)).ToList();
        if (values.Count == 1) return values[0].Value is { } one ? new StatedNumber(one, one, values[0].Own || unit.Length > 0) : null;
        if (!To().IsMatch(cell[(found[0].Index + found[0].Length)..found[1].Index]) || values[1].Value is not { } high) return null;
        var low = values[0].Own ? values[0].Value : Value(found[0].Groups["n"].Value, found[1].Groups["u"].Value is { Length: > 0 } shared ? shared : unit);
        return low is { } least && least <= high ? new StatedNumber(least, high, values[1].Own || unit.Length > 0) : null;
    }

    /// <summary>The value of digits with a scale; null where the digits are no number.</summary>
    public static double? Value(string digits, string scale)
    {
        // A comma before anything but three digits is a decimal one.
        var plain = Thousands().IsMatch(digits) ? digits.Replace(",", "", StringComparison.Ordinal) : digits.Count(c => c == ',') == 1 && !digits.Contains('.', StringComparison.Ordinal) ? digits.Replace(',', '.') : digits;
        if (!double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        return value * Scale(scale);
    }

    /// <summary>What a word for a scale stands for; 1 where it is none.</summary>
    public static double Scale(string word) => word.ToUpperInvariant() switch
    {
        "T" or "TRILLION" or "TRILLIONS" or "万亿" => 1e12,
        "B" or "BILLION" or "BILLIONS" => 1e9,
        "亿" => 1e8,
        "M" or "MILLION" or "MILLIONS" => 1e6,
        "万" => 1e4,
        "K" or "THOUSAND" or "THOUSANDS" or "千" => 1e3,
        _ => 1,
    };

    [GeneratedRegex(Pattern, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?:-|–|—|~|～|至|到|to)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex To();

    [GeneratedRegex(@"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")]
    private static partial Regex Thousands();
}
