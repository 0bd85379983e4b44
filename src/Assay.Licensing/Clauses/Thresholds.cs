using Assay.Core;

namespace Assay.Licensing;

/// <summary>A threshold and what happens above it.</summary>
/// <param name="Value">Users or money.</param>
/// <param name="Hit">Where it stands.</param>
/// <param name="DisplayOnly">Whether passing it only obliges to show something.</param>
internal sealed record Threshold(ClauseValue Value, ClauseHit Hit, bool DisplayOnly);

/// <summary>Reads thresholds of users and revenue.</summary>
internal static class Thresholds
{
    /// <summary>The user threshold of a text, or null.</summary>
    public static Threshold? Users(ClauseText text)
    {
        foreach (var hit in Operative(text, "user-threshold"))
        {
            var from = Math.Max(0, hit.Start - 30);
            foreach (var q in Quantities.Numbers(hit.Sentence.Text, from).OrderBy(q => q.Start))
            {
                if (q.Start > hit.End + 90) break;
                if (Quantities.Money(hit.Sentence.Text[q.Start..Math.Min(hit.Sentence.Text.Length, q.End + 22)]) is { Start: 0 }) continue;
                if (Quantities.Count(q.Value) is { } value) return new Threshold(value, hit, DisplayOnly(text, hit));
            }
        }

        return null;
    }

    /// <summary>The revenue threshold of a text, or null.</summary>
    public static Threshold? Revenue(ClauseText text)
    {
        foreach (var hit in Operative(text, "revenue-threshold"))
        {
            var sentence = hit.Sentence.Text;
            if (Quantities.Money(sentence, Math.Max(0, hit.Start - 60)) is not { } money || money.Start > hit.End + 140) continue;
            var around = sentence[Math.Max(0, Math.Min(hit.Start, money.Start) - 80)..Math.Min(sentence.Length, Math.Max(hit.End, money.Start) + 120)];
            return new Threshold(new ClauseValue.Money(money.Amount, money.Currency, Period(around), null), hit, DisplayOnly(text, hit));
        }

        return null;
    }

    // A sentence that says what happens above the threshold comes before one that only tells of it.
    private static IEnumerable<ClauseHit> Operative(ClauseText text, string file)
    {
        var consequences = text.Every("threshold-consequence").Select(h => h.Sentence).ToHashSet();
        return text.Every(file).OrderBy(h => !consequences.Contains(h.Sentence));
    }

    private static string? Period(string around)
    {
        ReadOnlySpan<string> monthly = ["monthly revenue", "per month", "a month", "each month", "月收入", "每月", "monthly income", "月营"];
        foreach (var word in monthly)
        {
            if (around.Contains(word, StringComparison.Ordinal)) return "month";
        }

        ReadOnlySpan<string> yearly = ["annual", "year", "12 month", "twelve month", "fiscal", "年"];
        foreach (var word in yearly)
        {
            if (around.Contains(word, StringComparison.Ordinal)) return "year";
        }

        return null;
    }

    private static bool DisplayOnly(ClauseText text, ClauseHit hit)
    {
        var license = text.Every("threshold-consequence").Any(h => h.Rule.Value == "license" && ReferenceEquals(h.Sentence, hit.Sentence));
        return !license && text.Every("threshold-consequence").Any(h => h.Rule.Value == "display" && ReferenceEquals(h.Sentence, hit.Sentence));
    }
}
