using System.Text.RegularExpressions;

namespace Assay.Licensing;

/// <summary>How a section is numbered: the kind of mark, its ordinal, and how it is written in a path.</summary>
/// <param name="Style">Kind of mark, such as <c>1.</c> or <c>(a)</c>.</param>
/// <param name="Ordinal">1-based place in its series.</param>
/// <param name="Text">As written in a path.</param>
/// <param name="Length">Characters that the mark takes at the start of the line.</param>
/// <param name="Absolute">Whether the text is a whole path, such as <c>3.1.2</c> or <c>Attachment A</c>.</param>
internal readonly record struct SectionLabel(string Style, int Ordinal, string Text, int Length, bool Absolute)
{
    /// <summary>Whether this mark follows another in its series.</summary>
    public bool Follows(SectionLabel other) => Style == other.Style && Ordinal == other.Ordinal + 1;
}

/// <summary>Reads section marks at the start of lines, English and Chinese.</summary>
internal static partial class SectionLabels
{
    private const int Longest = 48;
    private const string HanDigits = "一二三四五六七八九十";
    private const string RomanDigits = "ivxIVX";

    /// <summary>The marks that a line may start with; a letter such as <c>i</c> gives two readings.</summary>
    public static IReadOnlyList<SectionLabel> Read(ReadOnlySpan<char> line)
    {
        if (!MayBeMarked(line)) return [];
        var head = line[..Math.Min(line.Length, Longest)].ToString();
        if (Attachment().Match(head) is { Success: true } a && line.Trim().Length <= 90) return [new("attachment", Ordinal(a.Groups["n"].Value), AttachmentName(a), a.Length, true)];
        if (Mark().Match(head) is not { Success: true } m) return [];
        var length = m.Length;
        if (Value(m, "dec") is { } dec) return [new($"{dec.Count(c => c == '.')}.dec", Ordinal(dec[(dec.LastIndexOf('.') + 1)..]), dec, length, true)];
        if (Value(m, "num") is { } num) return [new("1.", Ordinal(num), num, length, false)];
        if (Value(m, "pnum") is { } pnum) return [new("(1)", Ordinal(pnum), pnum, length, false)];
        if (Value(m, "sec") is { } sec) return [new("section", Ordinal(sec), sec, length, false)];
        if (Value(m, "upper") is { } upper) return [.. Letters(upper, "I.", "A.", length)];
        if (Value(m, "low") is { } low) return [.. Letters(low, "i.", "a.", length)];
        if (Value(m, "plow") is { } plow) return [.. Letters(plow, "(i)", "(a)", length)];
        if (Value(m, "zh") is { } zh) return [new("一、", Ordinal(zh), zh, length, false)];
        if (Value(m, "pzh") is { } pzh) return [new("(一)", Ordinal(pzh), pzh, length, false)];
        return [];
    }

    // A quick look at the first characters: most lines start with a word that is no mark.
    private static bool MayBeMarked(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return false;
        if (!char.IsAsciiLetter(line[0])) return char.IsAsciiDigit(line[0]) || line[0] is '(' || line[0] > 127 || char.IsWhiteSpace(line[0]);
        if (line[0] is 's' or 'S' or 'c' or 'C' or 'a' or 'A' or 'e' or 'E') return true;
        var letters = line.IndexOfAnyExcept(RomanDigits);
        if (letters < 0) return false;
        if (letters == 0) letters = 1;
        return letters <= 5 && letters < line.Length && line[letters] is '.' or ')' or ':';
    }

    private static IEnumerable<SectionLabel> Letters(string text, string roman, string alpha, int length)
    {
        if (text.Length == 1) yield return new(alpha, char.ToLowerInvariant(text[0]) - 'a' + 1, text, length, false);
        if (Roman(text) is { } value) yield return new(roman, value, text, length, false);
    }

    private static string? Value(Match match, string group) => match.Groups[group] is { Success: true } g ? g.Value : null;

    private static string AttachmentName(Match match)
    {
        var name = match.Groups["w"].Value;
        var number = match.Groups["n"].Value.ToUpperInvariant();
        return name[0] > 0x7F ? name + number : (char.ToUpperInvariant(name[0]) + name[1..].ToLowerInvariant() + " " + number).TrimEnd();
    }

    private static int Ordinal(string text)
    {
        if (text.Length == 0) return 1;
        if (int.TryParse(text, out var number)) return number;
        if (HanDigits.Contains(text[0], StringComparison.Ordinal)) return Han(text);
        return Roman(text) ?? (char.ToLowerInvariant(text[0]) - 'a' + 1);
    }

    private static int Han(string text)
    {
        var value = 0;
        foreach (var c in text)
        {
            var digit = HanDigits.IndexOf(c, StringComparison.Ordinal) + 1;
            value = digit == 10 ? Math.Max(value, 1) * 10 : value + digit;
        }

        return value;
    }

    private static int? Roman(string text)
    {
        var value = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var (now, next) = (Digit(text[i]), i + 1 < text.Length ? Digit(text[i + 1]) : 0);
            if (now == 0) return null;
            value += now < next ? -now : now;
        }

        return value is > 0 and < 40 ? value : null;

        static int Digit(char c) => char.ToLowerInvariant(c) switch { 'i' => 1, 'v' => 5, 'x' => 10, _ => 0 };
    }

    [GeneratedRegex("""
        ^(?:
          (?:[Ss]ection|SECTION|[Cc]lause|[Aa]rticle|ARTICLE|§)\s*(?<sec>\d{1,2}(?!\d|\.\d))(?:[.:)]|\s*[–—]|\s*--)?
        | (?:[Ss]ection|SECTION|[Cc]lause|[Aa]rticle|ARTICLE|§)?\s*(?<dec>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.):、]|(?=\s|[^\x00-\x7F"]))
        | (?<num>\d{1,2})(?:[.)、．:]|\s[–—-])(?!\d)
        | [(（]\s?(?<pnum>\d{1,2})\s?[)）]
        | (?<upper>[IVX]{1,5}|[A-H])[.):](?=\s|$)
        | (?<low>[ivx]{1,5}|[a-z])[.)](?=\s)
        | [(（](?<plow>[ivx]{1,5}|[a-z])[)）]
        | 第?(?<zh>[一二三四五六七八九十]{1,3})(?:、|条|條|章|[.．])
        | [(（](?<pzh>[一二三四五六七八九十]{1,3})[)）]
        )\s*
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?<w>[Aa]ttachment|ATTACHMENT|[Ee]xhibit|EXHIBIT|[Aa]ppendix|APPENDIX|[Aa]nnex|ANNEX|[Ss]chedule|SCHEDULE|附件|附录)\s*(?<n>[A-Z]\b|\d{1,2}\b|[一二三四五六七八九十]{0,2})(?=\s|$|[:：.–—-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Attachment();
}
