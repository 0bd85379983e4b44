using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>Of which model words speak.</summary>
public enum SpokenOf
{
    /// <summary>Of the released model, by its name or size.</summary>
    This,

    /// <summary>They name no model.</summary>
    Unnamed,

    /// <summary>Of several, or of one that cannot be told.</summary>
    Several,

    /// <summary>Of another one.</summary>
    Other,
}

/// <summary>What tells the released model from others of its family: name and size.</summary>
/// <param name="Name">The name of the release.</param>
/// <param name="Size">Parameters as its name or the title of its card gives them, or null.</param>
public sealed partial record ModelIdentity(string Name, double? Size)
{
    /// <summary>How far a counted number of parameters may lie from a nominal size.</summary>
    private const double Near = 0.15;

    /// <summary>Parameters counted in the weights, or null.</summary>
    public double? Counted { get; init; }

    /// <summary>The title of its card: a name in another language stands there.</summary>
    public string Title { get; init; } = "";

    private FamilyName Family { get; } = FamilyName.Of(Name);

    private string Known { get; } = Letters(Name);

    /// <summary>The identity of a release.</summary>
    internal static ModelIdentity Of(ReleaseIndex index)
    {
        var name = index.Release.Name;
        var title = index.Card?.Markdown?.Sections.FirstOrDefault(s => s.Level == 1)?.Title ?? "";
        double? size = Sizes(name) is [var named, ..] ? named : Sizes(title) is [var only] ? only : null;
        return new ModelIdentity(name, size) { Title = title };
    }

    /// <summary>Of which model the label of a row or column speaks: a word that is neither common nor in the name of the release means another one.</summary>
    public SpokenOf OfLabel(string label)
    {
        if (Known.Length > 3 && Letters(label) == Known) return SpokenOf.This;
        if (Sum().IsMatch(label) || IsSibling(label)) return SpokenOf.Other;
        foreach (Match word in Word().Matches(SizePattern().Replace(label, " ")))
        {
            if (!Common().IsMatch(word.Value) && !Known.Contains(word.Value.ToLowerInvariant(), StringComparison.Ordinal) && !Title.Contains(word.Value, StringComparison.OrdinalIgnoreCase)) return SpokenOf.Other;
        }

        var named = Word().Matches(SizePattern().Replace(label, " ")).Any(w => !Common().IsMatch(w.Value));
        return OfSizes(Sizes(label)) ?? (named ? SpokenOf.This : SpokenOf.Unnamed);
    }

    /// <summary>Of which model a sentence speaks; <paramref name="subject"/> is what stands before its verb.</summary>
    public SpokenOf OfSentence(string sentence, string subject)
    {
        if (IsSibling(sentence)) return SpokenOf.Other;
        if (NamedModel().Matches(subject).Any(m => !Known.StartsWith(Letters(m.Groups["family"].Value), StringComparison.Ordinal) && !NoModel().IsMatch(m.Value))) return SpokenOf.Other;
        return OfSizes(Sizes(sentence)) ?? SpokenOf.Unnamed;
    }

    /// <summary>Whether the title of a section names another version or family.</summary>
    public bool IsOtherSection(string section) => section.Split(" > ").Any(t => IsSibling(t));

    /// <summary>The sizes in parameters that words name.</summary>
    public static IReadOnlyList<double> Sizes(string words) => [.. SizePattern().Matches(words).Select(m => Times(m) * (StatedNumber.Value(m.Groups["n"].Value, m.Groups["u"].Value) ?? 0)).Where(s => s > 0)];

    private SpokenOf? OfSizes(IReadOnlyList<double> sizes)
    {
        if (sizes.Count == 0) return null;
        if (Size is null && Counted is null) return SpokenOf.Several;
        var own = sizes.Count(IsOwn);
        return own == 0 ? SpokenOf.Other : own == sizes.Count ? SpokenOf.This : SpokenOf.Several;
    }

    private bool IsOwn(double size) => Size is { } stated ? Math.Abs(size - stated) <= 0.03 * stated : Counted is { } counted && Math.Abs(size - counted) <= Near * counted;

    private bool IsSibling(string words)
    {
        if (Family.Family.Length == 0) return false;
        for (var at = words.IndexOf(Family.Family, StringComparison.OrdinalIgnoreCase); at >= 0; at = words.IndexOf(Family.Family, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !char.IsLetterOrDigit(words[at - 1])) && Family.IsSibling(words[at..], strict: true)) return true;
        }

        return false;
    }

    private static double Times(Match size) => size.Groups["x"].Success ? double.Parse(size.Groups["x"].Value, CultureInfo.InvariantCulture) : 1;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"(?<![\w.,])(?:(?<x>\d{1,3})x)?(?<n>\d{1,4}(?:\.\d{1,3})?)(?:[\s-]?(?<u>[BM])(?![A-Za-z\d])|[\s-](?<u>billion|million)\b|\s?(?<u>亿))(?!\W{0,3}(?:\w+\W){0,3}?(?:tokens|samples|examples|images|pairs|documents|words|rows|users|hours)\b|\s?(?:个?词元|标识符|条|张|小时))", RegexOptions.IgnoreCase)]
    private static partial Regex SizePattern();

    [GeneratedRegex(@"[\p{L}]{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:models?|series|base|params?|parameters?|sizes?|text|only|the|version|ours?|this|language|pre-?train(?:ed|ing)?|standard|dense|total|billion|million|trillion|large|link|hugging|face|card|yes|no|and|模型|系列|系列模型|参数|规模|版本|基座|基座模型|本模型|亿)$", RegexOptions.IgnoreCase)]
    private static partial Regex Common();

    [GeneratedRegex(@"^\W{0,4}(?:total|sum|all|overall|average|合计|总计|共计)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sum();

    [GeneratedRegex(@"\b(?<family>[A-Z][A-Za-z]{2,24})[\s-]?v?\d{1,3}(?:\.\d{1,2})?(?:[BM]\b|\b)")]
    private static partial Regex NamedModel();

    [GeneratedRegex(@"^(?:stage|phase|step|table|figure|section|version|chapter|since|after|in|on|for|from|the|our|january|february|march|april|may|june|july|august|september|october|november|december|python|cuda|top|common|github|wikipedia|class|level|epoch|round|run|part)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoModel();
}
