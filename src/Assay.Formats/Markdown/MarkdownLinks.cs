using System.Buffers;
using System.Collections.Immutable;

namespace Assay.Formats;

/// <summary>Finds links in a block: <c>[words](address)</c>, <c>![words](address)</c>, <c>&lt;a href="address"&gt;words&lt;/a&gt;</c> and bare addresses.</summary>
internal static class MarkdownLinks
{
    /// <summary>Longest words or address of a link in characters.</summary>
    private const int MaxPart = 2000;

    /// <summary>Deepest nesting of brackets in a link; it keeps the scan linear on a text of nothing but brackets.</summary>
    private const int MaxNesting = 8;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n<>\"'`|)]}");

    public static void Find(string text, int start, int length, int block, ImmutableArray<MarkdownLink>.Builder links)
    {
        var end = start + length;
        var at = start;
        while (at < end)
        {
            var found = text.AsSpan(at, end - at).IndexOfAny("[<h");
            if (found < 0) return;
            at += found;
            var link = text[at] switch
            {
                '[' => Inline(text, at, end, block),
                '<' => Anchor(text, at, end, block),
                _ => Bare(text, at, end, block),
            };
            if (link is null)
            {
                at++;
                continue;
            }

            links.Add(link);
            at = link.Start + link.Length;
        }
    }

    private static MarkdownLink? Inline(string text, int at, int end, int block)
    {
        var depth = 0;
        var close = at;
        for (; close < end && close - at < MaxPart; close++)
        {
            if (text[close] == '[' && ++depth > MaxNesting) return null;
            if (text[close] == ']' && --depth == 0) break;
        }

        if (depth != 0 || close + 1 >= end || text[close + 1] != '(') return null;
        var to = ClosingParenthesis(text, close + 1, end);
        if (to < 0) return null;
        var target = text.AsSpan(close + 2, to - close - 2).Trim();
        var blank = target.IndexOfAny(' ', '\n');
        if (blank > 0) target = target[..blank];
        var image = at > 0 && text[at - 1] == '!';
        return new MarkdownLink(text[(at + 1)..close], target.Trim("<>").ToString(), at, to + 1 - at, block, image);
    }

    private static int ClosingParenthesis(string text, int at, int end)
    {
        var depth = 0;
        for (var i = at; i < end && i - at < MaxPart; i++)
        {
            if (text[i] == '(' && ++depth > MaxNesting) return -1;
            if (text[i] == ')' && --depth == 0) return i;
        }

        return -1;
    }

    private static MarkdownLink? Anchor(string text, int at, int end, int block)
    {
        var rest = text.AsSpan(at, Math.Min(end - at, MaxPart));
        var image = rest.StartsWith("<img", StringComparison.OrdinalIgnoreCase);
        if (!image && !rest.StartsWith("<a ", StringComparison.OrdinalIgnoreCase))
        {
            return rest.StartsWith("<http", StringComparison.OrdinalIgnoreCase) ? Bare(text, at + 1, end, block) : null;
        }

        var close = rest.IndexOf('>');
        if (close < 0 || Attribute(rest[..close], image ? "src" : "href") is not { Length: > 0 } target) return null;
        if (image) return new MarkdownLink(Attribute(rest[..close], "alt"), target, at, close + 1, block, IsImage: true);
        var words = rest[(close + 1)..];
        var to = words.IndexOf("</a>", StringComparison.OrdinalIgnoreCase);
        if (to < 0) to = 0;
        return new MarkdownLink(WithoutTags(words[..to]), target, at, close + 1 + to, block, IsImage: false);
    }

    private static string Attribute(ReadOnlySpan<char> tag, string name)
    {
        var at = tag.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return "";
        var value = tag[(at + name.Length + 1)..].TrimStart();
        if (value.IsEmpty) return "";
        if (value[0] is not ('"' or '\'')) return value[..IndexOrEnd(value, ' ')].ToString();
        return value[1..][..IndexOrEnd(value[1..], value[0])].ToString();
    }

    private static int IndexOrEnd(ReadOnlySpan<char> text, char c) => text.IndexOf(c) is var i and >= 0 ? i : text.Length;

    private static string WithoutTags(ReadOnlySpan<char> html)
    {
        var words = new System.Text.StringBuilder(html.Length);
        var inside = false;
        foreach (var c in html)
        {
            if (c == '<') inside = true;
            else if (c == '>') inside = false;
            else if (!inside) words.Append(c);
        }

        return words.ToString().Trim();
    }

    private static MarkdownLink? Bare(string text, int at, int end, int block)
    {
        var rest = text.AsSpan(at, Math.Min(end - at, MaxPart));
        if (!rest.StartsWith("http://", StringComparison.Ordinal) && !rest.StartsWith("https://", StringComparison.Ordinal)) return null;
        var stop = rest.IndexOfAny(AddressEnds);
        var target = (stop < 0 ? rest : rest[..stop]).TrimEnd(".,;:!?*。，、）");
        var wide = target.IndexOfAnyInRange('\u2e80', '\uffff');
        if (wide > 0) target = target[..wide];
        return target.Length < 10 ? null : new MarkdownLink("", target.ToString(), at, target.Length, block, IsImage: false);
    }
}
