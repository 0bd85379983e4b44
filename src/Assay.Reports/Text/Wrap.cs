using System.Text;

namespace Assay.Reports.Text;

/// <summary>Breaks text into lines of a width in columns; East Asian wide characters take two.</summary>
public static class Wrap
{
    /// <summary>Columns that a text takes.</summary>
    public static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes()) columns += Columns(rune);
        return columns;
    }

    /// <summary>Breaks a text at spaces, between wide characters, or inside a word that is longer than a line.</summary>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        width = Math.Max(8, width);
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in Words(text))
        {
            var columns = Columns(word);
            if (used > 0 && used + columns > width && word != " ")
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
                used = 0;
            }

            if (word == " " && (used == 0 || used == width)) continue;
            foreach (var rune in word.EnumerateRunes())
            {
                if (used + Columns(rune) > width)
                {
                    lines.Add(line.ToString().TrimEnd());
                    line.Clear();
                    used = 0;
                }

                line.Append(rune.ToString());
                used += Columns(rune);
            }
        }

        if (line.Length > 0 || lines.Count == 0) lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>Cuts a text to a number of columns, with an ellipsis where something is lost.</summary>
    public static string Cut(string text, int columns)
    {
        if (Columns(text) <= columns) return text;
        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + Columns(rune) > columns - 1) break;
            cut.Append(rune.ToString());
            used += Columns(rune);
        }

        return cut.Append('…').ToString();
    }

    /// <summary>A text filled up with spaces to a number of columns.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Columns(text)));

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ' ' || Columns(rune) == 2)
            {
                if (word.Length > 0) yield return word.ToString();
                word.Clear();
                yield return rune.ToString();
            }
            else
            {
                word.Append(rune.ToString());
            }
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static int Columns(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ when Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark => 0,
        _ => 1,
    };
}
