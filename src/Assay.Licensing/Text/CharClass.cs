using System.Runtime.CompilerServices;

namespace Assay.Licensing;

/// <summary>Classes of characters for the tokenizer.</summary>
internal static class CharClass
{
    /// <summary>Folded word character of each ASCII character, or 0.</summary>
    public static readonly char[] AsciiWord = BuildAscii();

    /// <summary>The folded word character, or 0 where the character separates words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Fold(char c) => c < 128 ? AsciiWord[c] : FoldWide(c);

    /// <summary>Whether a character is one word by itself.</summary>
    public static bool IsIdeograph(char c) => c is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\u3041' and <= '\u30FE') or '〇';

    /// <summary>Whether a character neither separates words nor belongs to one: soft hyphen, zero width, combining mark.</summary>
    public static bool IsJoiner(char c) => c is '\u00AD' or (>= '\u200B' and <= '\u200D') or '\u2060' or '\uFEFF' or (>= '\u0300' and <= '\u036F');

    /// <summary>Whether a character is an apostrophe, straight or curly.</summary>
    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '`' or '\uFF07';

    /// <summary>Whether a character is a Chinese numeral.</summary>
    public static bool IsHanNumeral(char c) => "一二三四五六七八九十〇零百".Contains(c, StringComparison.Ordinal);

    private static char FoldWide(char c)
    {
        if (c is >= '\uFF10' and <= '\uFF5A') return AsciiWord[c - 0xFEE0];
        return char.IsLetter(c) && !IsIdeograph(c) ? char.ToLowerInvariant(c) : char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : '\0';
    }

    private static char[] BuildAscii()
    {
        var table = new char[128];
        for (var c = '\0'; c < 128; c++) table[c] = char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';
        return table;
    }
}
