namespace Assay.Licensing;

/// <summary>Styles of list marks; marks of one style are siblings.</summary>
internal enum MarkStyle
{
    Digits,
    Dotted,
    Letter,
    UpperLetter,
    Roman,
    UpperRoman,
    Han,
    Article,
}

/// <summary>A list mark read: its style with brackets, its value from 1, and its label.</summary>
internal readonly record struct SectionMark(MarkStyle Style, char Bracket, int Value, string Label)
{
    private const string HanDigits = "〇一二三四五六七八九十";

    /// <summary>Reads a mark such as <c>(iv)</c>. A single letter that could be Roman is read as a letter; see <see cref="AsRoman"/>.</summary>
    public static SectionMark? Read(ReadOnlySpan<char> mark)
    {
        var bracket = mark.IndexOfAny(')', '）') >= 0 ? ')' : mark.IndexOf('、') >= 0 ? '、' : '.';
        var label = mark.Trim("()（）[].、．条條章节款 ").ToString();
        if (label.Length == 0) return null;
        if (label[0] == '第') return new SectionMark(MarkStyle.Article, '条', HanValue(label.AsSpan(1)), mark.ToString());
        if (CharClass.IsHanNumeral(label[0])) return new SectionMark(MarkStyle.Han, bracket, HanValue(label), label);
        if (char.IsAsciiDigit(label[0]))
        {
            return label.Contains('.', StringComparison.Ordinal)
                ? new SectionMark(MarkStyle.Dotted, '.', int.Parse(label.AsSpan(label.LastIndexOf('.') + 1), System.Globalization.CultureInfo.InvariantCulture), label)
                : new SectionMark(MarkStyle.Digits, bracket, int.Parse(label, System.Globalization.CultureInfo.InvariantCulture), label);
        }

        var upper = char.IsAsciiLetterUpper(label[0]);
        if (label.Length > 1) return RomanValue(label) is var value && value > 0 ? new SectionMark(upper ? MarkStyle.UpperRoman : MarkStyle.Roman, bracket, value, label) : null;
        return new SectionMark(upper ? MarkStyle.UpperLetter : MarkStyle.Letter, bracket, char.ToLowerInvariant(label[0]) - 'a' + 1, label);
    }

    /// <summary>The mark read as a Roman number, where its letter allows.</summary>
    public SectionMark? AsRoman() => Style is MarkStyle.Letter or MarkStyle.UpperLetter && RomanValue(Label) is var value && value > 0
        ? this with { Style = Style == MarkStyle.Letter ? MarkStyle.Roman : MarkStyle.UpperRoman, Value = value }
        : null;

    private static int RomanValue(string text)
    {
        var total = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = Digit(text[i]);
            if (value == 0) return 0;
            total += i + 1 < text.Length && Digit(text[i + 1]) > value ? -value : value;
        }

        return total;
    }

    private static int Digit(char c) => char.ToLowerInvariant(c) switch { 'i' => 1, 'v' => 5, 'x' => 10, _ => 0 };

    private static int HanValue(ReadOnlySpan<char> text)
    {
        var (total, digit) = (0, 0);
        foreach (var c in text)
        {
            var value = HanDigits.IndexOf(c, StringComparison.Ordinal);
            if (value == 10) (total, digit) = (total + (10 * Math.Max(1, digit)), 0);
            else if (value > 0) digit = value;
        }

        return total + digit;
    }
}
