namespace Assay.Licensing;

/// <summary>Finds the ends of markup: HTML tags and entities, Markdown link targets, placeholders, troff macros.</summary>
internal static class Markup
{
    private const int LongestTag = 2000;
    private const int LongestPlaceholder = 80;
    private const int LongestTarget = 600;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = Set("a", "abbr", "b", "big", "center", "cite", "code", "col", "em", "font", "i", "img", "input", "ins", "kbd", "label", "link", "meta", "nobr", "s", "small", "span", "strong", "style", "sub", "sup", "svg", "path", "tt", "u", "var", "wbr", "acronym", "bullet", "alt", "optional", "standardlicenseheader", "copyrighttext");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Block = Set("address", "article", "aside", "base", "blockquote", "body", "br", "button", "caption", "dd", "div", "dl", "doctype", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "list", "item", "main", "nav", "noscript", "ol", "option", "p", "pre", "script", "section", "select", "table", "tbody", "td", "tfoot", "th", "thead", "titletext", "tr", "ul", "xml", "text");

    /// <summary>Index behind a known HTML tag or comment mark, or -1.</summary>
    public static int TagEnd(ReadOnlySpan<char> text, int at, out bool block)
    {
        block = false;
        var i = at + 1;
        if (i < text.Length && text[i] is '/' or '!' or '?') i++;
        if (text[at..].StartsWith("<!--", StringComparison.Ordinal)) return at + 4;
        var start = i;
        while (i < text.Length && i - start < 22 && char.IsAsciiLetterOrDigit(text[i])) i++;
        if (i == start || i >= text.Length || text[i] is not ('>' or ' ' or '/' or '\n' or '\r' or '\t')) return -1;
        Span<char> name = stackalloc char[22];
        var length = text[start..i].ToLowerInvariant(name);
        block = Block.Contains(name[..length]);
        if (!block && !Inline.Contains(name[..length])) return -1;
        var end = text.Slice(i, Math.Min(LongestTag, text.Length - i)).IndexOf('>');
        return end < 0 ? -1 : i + end + 1;
    }

    /// <summary>Index behind an entity such as <c>&amp;quot;</c>, or -1.</summary>
    public static int EntityEnd(ReadOnlySpan<char> text, int at, out bool copyright)
    {
        copyright = false;
        var i = at + 1;
        if (i < text.Length && text[i] == '#') i++;
        var start = i;
        while (i < text.Length && i - start < 8 && char.IsAsciiLetterOrDigit(text[i])) i++;
        if (i == start || i >= text.Length || text[i] != ';') return -1;
        copyright = text[start..i] is "copy" or "169" or "xA9";
        return i + 1;
    }

    /// <summary>Index of the bracket that closes a Markdown link target, or -1.</summary>
    public static int LinkTargetEnd(ReadOnlySpan<char> text, int open)
    {
        var rest = text.Slice(open + 1, Math.Min(LongestTarget, text.Length - open - 1));
        var end = rest.IndexOfAny(')', '\n', ' ');
        return end > 0 && rest[end] == ')' && rest[..end].IndexOfAny('/', '#', '.') >= 0 ? open + 1 + end : -1;
    }

    /// <summary>Index of the bracket that closes a placeholder such as <c>[name of copyright owner]</c>, or -1.</summary>
    public static int PlaceholderEnd(ReadOnlySpan<char> text, int open, char close)
    {
        var rest = text.Slice(open + 1, Math.Min(LongestPlaceholder, text.Length - open - 1));
        var end = rest.IndexOf(close);
        return end > 0 && rest[..end].IndexOfAny('.', ';', '(') < 0 ? open + 1 + end : -1;
    }

    /// <summary>Index behind a troff macro at a line's start (<c>.PP</c>, <c>.\"</c>), or behind the dot.</summary>
    public static int TroffMacro(ReadOnlySpan<char> text, int at)
    {
        var i = at + 1;
        while (i < text.Length && i < at + 3 && char.IsAsciiLetter(text[i])) i++;
        return i > at + 1 && (i >= text.Length || text[i] is '\n' or '\r' or ' ') ? i : at + 1;
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] names) => new HashSet<string>(names, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
