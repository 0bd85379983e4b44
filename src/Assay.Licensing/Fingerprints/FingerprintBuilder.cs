namespace Assay.Licensing;

/// <summary>Makes a fingerprint from a license text: hashes, structure, and what may vary. The text itself is not kept.</summary>
public static class FingerprintBuilder
{
    /// <summary>Makes a fingerprint.</summary>
    /// <param name="ids">Ids of the licenses that have this text, the one to report first.</param>
    /// <param name="text">The text.</param>
    /// <param name="clauses">Clause code, section and verbatim quote of facts whose place shall be found again; quotes that are not in the text are left out.</param>
    public static TextFingerprint Build(IReadOnlyList<string> ids, string text, IReadOnlyList<(string Code, string Section, string Quote)>? clauses = null)
    {
        var tokens = Tokenizer.Run(text);
        var index = tokens.Words();
        var words = Array.ConvertAll(index, i => tokens.Hashes[i]);
        var flags = new TemplateFlags[words.Length];
        MarkTitle(text, tokens, index, flags);
        MarkCopyright(tokens, index, words, flags);
        MarkPlaceholders(tokens, index, words, flags);
        VariableRules.Mark(words, i => tokens.Has(index[i], TokenFlags.SentenceEnd), flags);
        OptionalParts.Mark(words, i => tokens.Has(index[i], TokenFlags.ParagraphStart), flags);
        var anchors = Anchors(words, clauses ?? []);
        return new TextFingerprint(ids, words, flags)
        {
            Marks = Marks(tokens, index),
            Sections = Named(Sections(text, tokens, index), anchors),
            Anchors = anchors,
        };
    }

    private static void MarkTitle(string text, TokenStream tokens, int[] index, TemplateFlags[] flags)
    {
        var head = SectionParser.EndOfTitle(text, tokens);
        for (var i = 0; i < index.Length && index[i] < head; i++) flags[i] |= TemplateFlags.Optional | TemplateFlags.Title;
    }

    private static void MarkCopyright(TokenStream tokens, int[] index, uint[] words, TemplateFlags[] flags)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!tokens.Has(index[i], TokenFlags.LineStart) || !Attribution.Opens(words.AsSpan(i))) continue;
            var end = i + 1;
            while (end < words.Length && end - i < 60 && !tokens.Has(index[end], TokenFlags.ParagraphStart)) end++;
            if (!Attribution.IsOne(words.AsSpan(i, end - i))) continue;
            for (var j = i; j < end; j++) flags[j] |= TemplateFlags.Optional | TemplateFlags.Slot;
            i = end - 1;
        }
    }

    private static void MarkPlaceholders(TokenStream tokens, int[] index, uint[] words, TemplateFlags[] flags)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var end = i;
            var named = false;
            while (end < words.Length && tokens.Has(index[end], TokenFlags.Placeholder)) named |= Attribution.IsPlaceholderWord(words[end++]);
            for (var j = i; named && j < end; j++) flags[j] |= TemplateFlags.Slot;
            i = Math.Max(i, end - 1);
        }
    }

    private static List<TemplateMark> Marks(TokenStream tokens, int[] index)
    {
        var marks = new List<TemplateMark>();
        var word = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (word < index.Length && index[word] == i) word++;
            else if (!tokens.Has(i, TokenFlags.Url)) marks.Add(new TemplateMark(word, tokens.Hashes[i]));
        }

        return marks;
    }

    private static List<TemplateSection> Sections(string text, TokenStream tokens, int[] index)
    {
        var sections = new List<TemplateSection>();
        foreach (var section in SectionParser.Parse(text, tokens))
        {
            var word = Array.BinarySearch(index, section.Token);
            if (word < 0) word = ~word;
            if (sections.Count > 0 && sections[^1].Word == word && sections.Count > 1) sections.RemoveAt(sections.Count - 1);
            sections.Add(new TemplateSection(word, section.Path));
        }

        return sections;
    }

    /// <summary>Paragraphs of a text that has lost its numbers take the section that the facts in them name.</summary>
    private static List<TemplateSection> Named(List<TemplateSection> sections, List<TemplateAnchor> anchors)
    {
        for (var i = 0; i < sections.Count; i++)
        {
            if (!sections[i].Path.StartsWith("para ", StringComparison.Ordinal)) continue;
            var (start, end) = (sections[i].Word, i + 1 < sections.Count ? sections[i + 1].Word : int.MaxValue);
            var inside = anchors.FindIndex(a => a.Word >= start && a.Word < end && !a.Section.Contains(';', StringComparison.Ordinal) && a.Section.Length is > 0 and < 8);
            if (inside >= 0) sections[i] = sections[i] with { Path = anchors[inside].Section };
        }

        return sections;
    }

    private static List<TemplateAnchor> Anchors(uint[] words, IReadOnlyList<(string Code, string Section, string Quote)> clauses)
    {
        var anchors = new List<TemplateAnchor>();
        foreach (var (code, section, quote) in clauses)
        {
            var tokens = Tokenizer.Run(quote);
            var sought = Array.ConvertAll(tokens.Words(), i => tokens.Hashes[i]);
            var at = sought.Length == 0 ? -1 : words.AsSpan().IndexOf(sought);
            if (at < 0 && sought.Length > 6 && words.AsSpan().IndexOf(sought.AsSpan(1, sought.Length - 2)) is var inner && inner > 0) at = inner - 1;
            if (at >= 0) anchors.Add(new TemplateAnchor(code, section, at, sought.Length));
        }

        return anchors;
    }
}
