using System.Globalization;
using System.Text;

namespace Assay.Formats;

/// <summary>The words of a Rich Text Format document: control words, fonts, styles and pictures are dropped. Never fails; nesting is counted, not followed.</summary>
public static class RtfText
{
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "datastore", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "fldinst", "header", "footer", "pgptbl" };

    /// <summary>Whether a text is Rich Text Format.</summary>
    public static bool Looks(ReadOnlySpan<char> text) => text.TrimStart().StartsWith(@"{\rtf", StringComparison.Ordinal);

    /// <summary>The words, with a line end for each paragraph.</summary>
    public static string Extract(ReadOnlySpan<char> text)
    {
        var words = new StringBuilder(text.Length / 2);
        var (depth, silentFrom) = (0, int.MaxValue);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '{':
                    depth++;
                    if (depth < silentFrom && Opens(text[(i + 1)..])) silentFrom = depth;
                    break;
                case '}':
                    if (depth <= silentFrom) silentFrom = int.MaxValue;
                    depth--;
                    break;
                case '\\':
                    i = Control(text, i, words, depth >= silentFrom);
                    break;
                case '\r' or '\n':
                    break;
                default:
                    if (depth < silentFrom) words.Append(c);
                    break;
            }
        }

        return words.ToString();
    }

    private static bool Opens(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith(@"\*", StringComparison.Ordinal)) return true;
        if (rest.Length == 0 || rest[0] != '\\') return false;
        var end = 1;
        while (end < rest.Length && end < 24 && char.IsAsciiLetter(rest[end])) end++;
        return Silent.Contains(rest[1..end].ToString());
    }

    /// <summary>Reads a control word or symbol; the index of its last character.</summary>
    private static int Control(ReadOnlySpan<char> text, int at, StringBuilder words, bool silent)
    {
        var i = at + 1;
        if (i >= text.Length) return i;
        if (!char.IsAsciiLetter(text[i])) return Symbol(text, i, words, silent);
        while (i < text.Length && char.IsAsciiLetter(text[i])) i++;
        var name = text[(at + 1)..i];
        var number = i;
        while (i < text.Length && i - number < 8 && (char.IsAsciiDigit(text[i]) || (i == number && text[i] == '-'))) i++;
        if (!silent) Word(name, text[number..i], words);
        if (name is "u" && i < text.Length && text[i] is '?' or ' ') return i;
        return i < text.Length && text[i] == ' ' ? i : i - 1;
    }

    private static void Word(ReadOnlySpan<char> name, ReadOnlySpan<char> number, StringBuilder words)
    {
        if (name is "par" or "line" or "sect" or "page" or "row") words.Append('\n');
        else if (name is "tab" or "cell") words.Append(' ');
        else if (name is "lquote" or "rquote") words.Append('\'');
        else if (name is "ldblquote" or "rdblquote") words.Append('"');
        else if (name is "emdash" or "endash") words.Append('-');
        else if (name is "u" && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code)) words.Append((char)(code & 0xFFFF));
    }

    private static int Symbol(ReadOnlySpan<char> text, int at, StringBuilder words, bool silent)
    {
        if (text[at] == '\'' && at + 2 < text.Length && int.TryParse(text.Slice(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
        {
            if (!silent) words.Append(code is >= 0x91 and <= 0x94 ? code < 0x93 ? '\'' : '"' : (char)code);
            return at + 2;
        }

        if (!silent && text[at] is '{' or '}' or '\\') words.Append(text[at]);
        else if (!silent && text[at] == '~') words.Append(' ');
        return at;
    }
}
