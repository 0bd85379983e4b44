using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>Reads numbers and sums of money out of folded sentences, English and Chinese.</summary>
internal static partial class Quantities
{
    /// <summary>A number in a text.</summary>
    /// <param name="Value">Its value with its scale.</param>
    /// <param name="Start">Where it starts.</param>
    /// <param name="End">Where it ends.</param>
    public readonly record struct Quantity(decimal Value, int Start, int End);

    /// <summary>All numbers from a position on, in order.</summary>
    public static IEnumerable<Quantity> Numbers(string text, int from = 0)
    {
        foreach (Match m in Number().Matches(text, from))
        {
            if (decimal.TryParse(m.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n < 1_000_000_000_000m)
            {
                yield return new Quantity(n * Scale(m.Groups["s"].Value), m.Index, m.Index + m.Length);
            }
        }

        foreach (Match m in Worded().Matches(text, from))
        {
            yield return new Quantity(Small(m.Groups["n"].Value) * Scale(m.Groups["s"].Value), m.Index, m.Index + m.Length);
        }
    }

    /// <summary>The first sum of money at or behind a position, or null.</summary>
    public static (decimal Amount, string Currency, int Start)? Money(string text, int from = 0)
    {
        foreach (var q in Numbers(text, from).OrderBy(q => q.Start))
        {
            if (CurrencyAt(text, q) is { } currency && q.Value >= 1_000) return (q.Value, currency, q.Start);
        }

        return null;
    }

    private static string? CurrencyAt(string text, Quantity q)
    {
        var before = text.AsSpan(Math.Max(0, q.Start - 16), Math.Min(16, q.Start)).TrimEnd();
        var after = text.AsSpan(q.End, Math.Min(22, text.Length - q.End)).TrimStart();
        foreach (var (word, code) in Currencies)
        {
            if (before.EndsWith(word) || after.StartsWith(word)) return code;
        }

        return null;
    }

    private static readonly (string Word, string Code)[] Currencies =
    [
        ("us$", "USD"), ("usd", "USD"), ("us dollar", "USD"), ("u.s. dollar", "USD"), ("united states dollar", "USD"), ("美元", "USD"), ("$", "USD"), ("dollar", "USD"),
        ("eur", "EUR"), ("€", "EUR"), ("euro", "EUR"), ("欧元", "EUR"), ("gbp", "GBP"), ("£", "GBP"), ("pound", "GBP"), ("英镑", "GBP"),
        ("rmb", "CNY"), ("cny", "CNY"), ("人民币", "CNY"), ("元", "CNY"), ("yuan", "CNY"), ("renminbi", "CNY"), ("¥", "CNY"),
        ("jpy", "JPY"), ("日元", "JPY"), ("yen", "JPY"), ("krw", "KRW"), ("won", "KRW"), ("韩元", "KRW"), ("aed", "AED"), ("inr", "INR"),
    ];

    private static decimal Scale(string word) => word switch
    {
        "thousand" or "k" => 1_000m,
        "million" or "millions" or "m" or "mn" => 1_000_000m,
        "billion" or "bn" or "b" => 1_000_000_000m,
        "千" => 1_000m,
        "万" => 10_000m,
        "百万" => 1_000_000m,
        "千万" => 10_000_000m,
        "亿" => 100_000_000m,
        "十亿" => 1_000_000_000m,
        _ => 1m,
    };

    private static decimal Small(string word) => word switch
    {
        "one" or "a" or "一" => 1,
        "two" or "两" or "二" => 2,
        "three" or "三" => 3,
        "four" or "四" => 4,
        "five" or "五" => 5,
        "six" or "六" => 6,
        "seven" or "七" => 7,
        "eight" or "八" => 8,
        "nine" or "九" => 9,
        "ten" or "十" => 10,
        "twenty" => 20,
        "fifty" => 50,
        "hundred" or "one hundred" or "a hundred" or "一百" => 100,
        "two hundred" => 200,
        "five hundred" => 500,
        "seven hundred" => 700,
        _ => 1,
    };

    [GeneratedRegex(@"(?<![A-Za-z0-9_.])(?<n>\d{1,3}(,\d{3})+(\.\d+)?|\d{1,15}(\.\d{1,6})?)\s?(?<s>million|millions|billion|thousand|bn|mn|[kmb](?![a-z])|千万|百万|十亿|万|亿|千)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![a-z])(?<n>one hundred|two hundred|five hundred|seven hundred|a hundred|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|a)\s(?<s>million|billion|thousand)\b|(?<n>一百|一|两|二|三|四|五|六|七|八|九|十)(?<s>千万|百万|十亿|万|亿)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Worded();

    /// <summary>The value of a count, or null where it is none that a threshold could be.</summary>
    public static ClauseValue? Count(decimal value) => value is >= 100 and < 100_000_000_000m ? new ClauseValue.Count((long)value) : null;
}
