using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Reports.Safety;

/// <summary>
/// Our output is somebody's input: control, bidi and zero-width characters are shown as escapes,
/// what looks like a credential is masked, and no line begins with a workflow command.
/// </summary>
public static partial class Neutral
{
    /// <summary>Makes a quoted text harmless on a terminal, in a log and in a page; white space is folded to single spaces.</summary>
    public static string Line(string text)
    {
        var masked = Mask(text);
        var clean = new StringBuilder(masked.Length);
        foreach (var rune in masked.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) && rune.Value is not (0x85 or 0x2028 or 0x2029))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (IsHidden(rune))
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        var line = clean.ToString().Trim();
        return line.StartsWith("::", StringComparison.Ordinal) ? "\\" + line : line;
    }

    /// <summary>Masks what looks like a credential: the first four characters stay.</summary>
    public static string Mask(string text) => Credential().Replace(text, m => string.Concat(m.Value.AsSpan(0, 4), "…[masked]"));

    /// <summary>Whether a character is invisible or changes the direction of text.</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    [GeneratedRegex(@"\b(?:hf_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16}|xox[abpr]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{30,}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,})")]
    private static partial Regex Credential();
}
