namespace Assay.Licensing;

/// <summary>A section: its path and the first token of it.</summary>
/// <param name="Path">Such as <c>1.b.iv</c>, <c>二.1</c>, <c>Attachment A</c>, <c>title</c>, <c>preamble</c>; <c>para 3</c> where a text has no numbers.</param>
/// <param name="Token">Index of the first token, marks included.</param>
internal readonly record struct Section(string Path, int Token);

/// <summary>Reads the structure of a text from its list marks and headings.</summary>
internal static class SectionParser
{
    private const int LongestTitle = 40;
    private static readonly string[] Headings = ["attachment", "exhibit", "schedule", "appendix", "annex", "article", "section"];
    private static readonly uint[] GrantWords = Words.Hash("permitted", "permission", "granted", "hereby", "provided", "must", "shall");
    private static readonly uint[] HeadingWords = Words.Hash(Headings);

    /// <summary>The sections in the order of the text; the first starts at token 0.</summary>
    public static List<Section> Parse(ReadOnlySpan<char> text, TokenStream tokens)
    {
        var sections = new List<Section> { new("title", 0) };
        var head = EndOfTitle(text, tokens);
        var state = new Numbering();
        var mark = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (mark < tokens.Marks.Count && tokens.Marks[mark].Token == i)
            {
                var m = tokens.Marks[mark++];
                if (SectionMark.Read(text[m.Start..m.End]) is { } read && (m.AtLineStart || state.Continues(read)) && state.Next(read) is { } path) sections.Add(new Section(path, i));
            }
            else if (tokens.Has(i, TokenFlags.LineStart) && Heading(text, tokens, i) is { } heading)
            {
                sections.Add(new Section(state.Heading(heading), i));
            }
            else if (i == head && sections.Count == 1)
            {
                sections.Add(new Section("preamble", i));
            }
        }

        return sections.Count <= 2 ? Paragraphs(tokens, head) : sections;
    }

    /// <summary>Index of the first token behind the title lines: short lines at the head that end no sentence.</summary>
    public static int EndOfTitle(ReadOnlySpan<char> text, TokenStream tokens)
    {
        var i = 0;
        while (i < tokens.Count && i < LongestTitle)
        {
            var start = i;
            do i++;
            while (i < tokens.Count && !tokens.Has(i, TokenFlags.LineStart));
            if (i - start > 16 || EndsSentence(text, tokens, start, i) || Grants(tokens.Hashes[start..i])) return start;
            if (i < tokens.Count && !tokens.Has(i, TokenFlags.ParagraphStart) && i - start > 11) return start;
        }

        return i >= LongestTitle ? 0 : i;
    }

    // Words that titles do not have: the line speaks already.
    private static bool Grants(ReadOnlySpan<uint> words) => words.IndexOfAny(GrantWords) >= 0;

    private static bool EndsSentence(ReadOnlySpan<char> text, TokenStream tokens, int start, int end) =>
        end - start > 3 && tokens.End(end - 1) < text.Length && text[tokens.End(end - 1)] is '.' or '。';

    private static string? Heading(ReadOnlySpan<char> text, TokenStream tokens, int at)
    {
        var word = HeadingWords.AsSpan().IndexOf(tokens.Hashes[at]);
        if (word < 0 || at + 1 >= tokens.Count || !tokens.Has(at, TokenFlags.Capital) || tokens.Has(at + 1, TokenFlags.LineStart)) return null;
        if (at > 0 && !tokens.Has(at - 1, TokenFlags.SentenceEnd) && !tokens.Has(at, TokenFlags.ParagraphStart)) return null;
        var label = text[tokens.Start(at + 1)..tokens.End(at + 1)];
        if (label.Length > 4 || !(char.IsAsciiDigit(label[0]) || (char.IsUpper(label[0]) && (label.Length == 1 || label.IndexOfAnyExcept("IVX") < 0)))) return null;
        var line = text[tokens.Start(at)..];
        var length = line.IndexOf('\n');
        if ((length < 0 ? line.Length : length) > 90) return null;
        return Headings[word] is "section" or "article" ? label.ToString() : $"{char.ToUpperInvariant(Headings[word][0])}{Headings[word][1..]} {label}";
    }

    private static List<Section> Paragraphs(TokenStream tokens, int head)
    {
        var sections = new List<Section> { new("title", 0) };
        for (var i = head; i < tokens.Count; i++)
        {
            if (i == head || (tokens.Has(i, TokenFlags.ParagraphStart) && !tokens.IsMark(i - 1))) sections.Add(new Section($"para {sections.Count}", i));
        }

        return sections;
    }
}
