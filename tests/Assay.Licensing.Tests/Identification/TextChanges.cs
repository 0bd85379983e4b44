using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Tests;

/// <summary>Changes of a license text: of its form, and of its meaning.</summary>
internal static partial class TextChanges
{
    /// <summary>Changes that leave every word as it is.</summary>
    public static IReadOnlyList<(string Name, Func<string, string> Change)> OfForm { get; } =
    [
        ("one long line", t => t.Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' ')),
        ("wrapped at 40", t => Wrap(t, 40)),
        ("wrapped at 110", t => Wrap(t, 110)),
        ("CRLF", t => t.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("curly quotes, long dashes", t => QuotePair().Replace(t, "“$1”").Replace("'", "’", StringComparison.Ordinal).Replace(" - ", " — ", StringComparison.Ordinal)),
        ("straight quotes", t => t.Replace('“', '"').Replace('”', '"').Replace('’', '\'').Replace('‘', '\'').Replace('—', '-').Replace('–', '-')),
        ("upper case", t => t.ToUpperInvariant()),
        ("double spaces, tabs", t => t.Replace(" ", "  ", StringComparison.Ordinal).Replace("\n", "\n\t", StringComparison.Ordinal)),
        ("comment //", t => Prefix(t, "// ")),
        ("comment #", t => Prefix(t, "# ")),
        ("comment ;;", t => Prefix(t, ";; ")),
        ("comment --", t => Prefix(t, "-- ")),
        ("comment %", t => Prefix(t, "% ")),
        ("comment block", t => "/*\n" + Prefix(t.Replace("*/", "", StringComparison.Ordinal), " * ") + "\n */\n"),
        ("quoted mail", t => Prefix(t, "> ")),
        ("HTML", t => "<html><body><p>" + Escape(t).Replace("\n\n", "</p>\n<p>", StringComparison.Ordinal) + "</p></body></html>"),
        ("HTML, bold words", t => "<div>" + LongWord().Replace(Escape(t), "<b>$0</b>", 5) + "</div>"),
        ("emphasis", t => LongWord().Replace(t, "**$0**", 5)),
        ("zero-width", t => LongWord().Replace(t, m => m.Value.Insert(3, "\u200B"), 40)),
        ("byte order mark", t => "\uFEFF" + t),
        ("non-breaking spaces", t => t.Replace(' ', '\u00A0')),
        ("form feeds", t => t.Replace("\n\n", "\n\f\n", StringComparison.Ordinal)),
        ("copyright line", t => "Copyright (c) 2031-2033 Juniper Tool Works, Inc.\n\n" + t),
        ("several copyright lines", t => "Copyright 2031 Ada Example <ada@example.org>\nCopyright © 2032 The Fernhill Authors. All rights reserved.\n\n" + t),
        ("README around it", t => "# Fernhill\n\nA small parser for dates. See `docs` for how to build it.\n\n## License\n\n" + t + "\n\n## Thanks\n\nThanks to all who sent patches.\n"),
    ];

    /// <summary>Changes of one word behind a place: where it lies, and the changed text; null where there is nothing to change nearby.</summary>
    public static IReadOnlyList<(string Name, Func<string, int, (int At, string Text)?> Change)> OfMeaning { get; } =
    [
        ("not put in", (t, at) => Insert(t, at, "not")),
        ("only put in", (t, at) => Insert(t, at, "only")),
        ("non-commercial put in", (t, at) => Insert(t, at, "non-commercial")),
        ("territory put in", (t, at) => Insert(t, at, "Norwegian")),
        ("number put in", (t, at) => Insert(t, at, "90")),
        ("negation taken out", (t, at) => Replace(t, at, Negation(), "")),
        ("may, shall, must turned", (t, at) => Replace(t, at, Modal(), m => m.Value == "may" ? "must" : "may")),
        ("number changed", (t, at) => Replace(t, at, Number(), m => m.Value + "7")),
        ("exception taken out", (t, at) => Replace(t, at, Exception(), "and")),
        ("long word taken out", (t, at) => Replace(t, at, LongWord(), "")),
        ("long word exchanged", (t, at) => Replace(t, at, LongWord(), "armadillo")),
    ];

    private static string Wrap(string text, int width)
    {
        var wrapped = new StringBuilder(text.Length);
        foreach (var paragraph in BlankLines().Split(text.Replace("\r", "", StringComparison.Ordinal)))
        {
            var column = 0;
            foreach (var word in paragraph.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (column > 0 && column + word.Length >= width)
                {
                    wrapped.Append('\n');
                    column = 0;
                }
                else if (column > 0)
                {
                    wrapped.Append(' ');
                }

                wrapped.Append(word);
                column += word.Length + 1;
            }

            wrapped.Append("\n\n");
        }

        return wrapped.ToString();
    }

    private static string Prefix(string text, string mark) => mark + text.Replace("\n", "\n" + mark, StringComparison.Ordinal);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    // Between two words of a line.
    private static (int At, string Text)? Insert(string text, int at, string word)
    {
        var place = Gap().Match(text, at);
        return place.Success ? (place.Index, text.Insert(place.Index + 2, word + " ")) : null;
    }

    private static (int At, string Text)? Replace(string text, int at, Regex pattern, string by) => Replace(text, at, pattern, _ => by);

    private static (int At, string Text)? Replace(string text, int at, Regex pattern, Func<Match, string> by)
    {
        var found = pattern.Match(text, at);
        return found.Success ? (found.Index, string.Concat(text.AsSpan(0, found.Index), by(found), text.AsSpan(found.Index + found.Length))) : null;
    }

    /// <summary>Whether a text is written as HTML already.</summary>
    public static bool IsMarkup(string text) => Entity().IsMatch(text) || text.Contains('<', StringComparison.Ordinal);

    [GeneratedRegex("&#?[a-z0-9]{2,8};")]
    private static partial Regex Entity();

    [GeneratedRegex("\"([^\"\n]{1,60})\"")]
    private static partial Regex QuotePair();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"[a-z] [a-z]")]
    private static partial Regex Gap();

    [GeneratedRegex(@"(?<= )[a-z]{6,}(?= )")]
    private static partial Regex LongWord();

    [GeneratedRegex(@"(?<=[a-z] )(not|no|only|never|without)(?= [a-z])")]
    private static partial Regex Negation();

    [GeneratedRegex(@"(?<=[a-z] )(may|shall|must)(?= [a-z])")]
    private static partial Regex Modal();

    [GeneratedRegex(@"(?<=[a-z] )[1-9][0-9]*(?= [a-z])")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=[a-z] )(except|unless|provided)(?= [a-z])")]
    private static partial Regex Exception();
}
