using System.Globalization;
using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>Numbers for people: two to three significant digits, thousands separated.</summary>
public static class Figures
{
    /// <summary>A number with three significant digits.</summary>
    public static string Number(double value)
    {
        if (value == 0) return "0";
        var digits = 2 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits > 0
            ? Math.Round(value, Math.Min(digits, 15)).ToString("0.##########", CultureInfo.InvariantCulture)
            : (Math.Round(value / Math.Pow(10, -digits)) * Math.Pow(10, -digits)).ToString("N0", CultureInfo.InvariantCulture);
    }

    /// <summary>Middle and range of an interval.</summary>
    public static string Range(Interval interval) => interval.Low == interval.High ? Number(interval.Mid) : string.Create(CultureInfo.InvariantCulture, $"{Number(interval.Mid)} ({Number(interval.Low)} to {Number(interval.High)})");
}
