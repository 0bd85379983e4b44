namespace Assay.Licensing;

/// <summary>Where the texts of old licenses name a holder or an organization: between fixed words on the left and on the right.</summary>
internal static class VariableRules
{
    private const int Longest = 40;

    private static readonly Rule[] Rules =
    [
        new("neither the name of", "nor"),
        new("neither the names of", "nor"),
        new("neither the name", "nor"),
        new("nor the names of", "may be used"),
        new("nor the name of", "may be used"),
        new("the name of", "may not be used"),
        new("the name of", "must not be used"),
        new("the name of", "shall not be used"),
        new("the name of", "not be used in"),
        new("the names of", "not be used in"),
        new("the names of", "may not be used"),
        new("that the name of", "not be used"),
        new("the names", "must not be used"),
        new("the name", "must not be used"),
        new("may not be called", "nor may"),
        new("nor may", "appear in their"),
        new("nor may", "appear in the"),
        new("provided by", "as is"),
        new("is provided as is by", "and any"),
        new("provided by", "and contributors as"),
        new("in no event shall", "be liable"),
        new("in no event will", "be liable"),
        new("no event shall", "be held liable"),
        new("even if", "has been advised"),
        new("even if", "have been advised"),
        new("is provided as is and", "disclaims all"),
        new("", "disclaims all warranties with regard"),
        new("", "makes no representations about"),
        new("", "make no representations about"),
        new("prior written permission of", "."),
        new("prior written permission from", "."),
        new("written permission please contact", "."),
        new("authorization from", "."),
        new("authorization of", "."),
        new("includes software developed by", "."),
        new("software developed by", "and its contributors"),
        new("software developed by", "for use in"),
        new("product includes software written by", "."),
        new("is a trademark of", "."),
        new("policies either expressed or implied of", "."),
    ];

    /// <summary>Marks the words between the fixed words as variable.</summary>
    public static void Mark(ReadOnlySpan<uint> words, Func<int, bool> endsSentence, Span<TemplateFlags> flags)
    {
        foreach (var rule in Rules)
        {
            for (var i = 0; i <= words.Length - rule.Left.Length; i++)
            {
                if (!words[i..].StartsWith(rule.Left)) continue;
                if (rule.Left.Length == 0) Before(words, rule, i, endsSentence, flags);
                else Between(words, rule, i + rule.Left.Length, endsSentence, flags);
            }
        }
    }

    private static void Between(ReadOnlySpan<uint> words, Rule rule, int start, Func<int, bool> endsSentence, Span<TemplateFlags> flags)
    {
        for (var end = start; end <= words.Length && end - start <= Longest; end++)
        {
            var found = rule.Right.Length == 0 ? end > start && (end == words.Length || endsSentence(end - 1)) : words[end..].StartsWith(rule.Right);
            if (found)
            {
                for (var i = start; i < end; i++) flags[i] |= TemplateFlags.Slot;
                return;
            }

            if (end > start && endsSentence(end - 1)) return;
        }
    }

    private static void Before(ReadOnlySpan<uint> words, Rule rule, int end, Func<int, bool> endsSentence, Span<TemplateFlags> flags)
    {
        if (!words[end..].StartsWith(rule.Right)) return;
        var start = end;
        while (start > 0 && end - start < 14 && !endsSentence(start - 1) && words[start - 1] != And) start--;
        if (end - start >= 14) return;
        for (var i = start; i < end; i++) flags[i] |= TemplateFlags.Slot;
    }

    private static readonly uint And = WordHash.Of("and");

    private sealed class Rule(string left, string right)
    {
        public uint[] Left { get; } = Hashes(left);

        /// <summary>Fixed words on the right; empty where the variable goes on to the end of its sentence.</summary>
        public uint[] Right { get; } = right is "." ? [] : Hashes(right);

        private static uint[] Hashes(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => WordHash.Of(w))];
    }
}
