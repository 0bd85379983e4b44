namespace Assay.Licensing;

/// <summary>Parts of well-known texts that matching rules allow to be left out: how-to appendices, notices of the steward.</summary>
internal static class OptionalParts
{
    /// <summary>First words of paragraphs; from there to the end everything may be missing.</summary>
    private static readonly uint[][] ToEnd =
    [
        Phrase("appendix how to apply"), Phrase("how to apply these terms"), Phrase("how to use this license for your documents"),
        Phrase("addendum how to use this license"), Phrase("exhibit a source code form license notice"), Phrase("exhibit a mozilla public license"), Phrase("creative commons is not a party"),
        Phrase("creative commons notice"), Phrase("creative commons may be contacted"), Phrase("how to apply the"), Phrase("附录 如何"), Phrase("如果您希望将"), Phrase("how to apply mulan"),
    ];

    /// <summary>First words of single paragraphs that may be missing.</summary>
    private static readonly uint[][] Single =
    [
        Phrase("creative commons corporation is not a law firm"), Phrase("creative commons corporation creative commons is not a law firm"), Phrase("using creative commons public licenses"), Phrase("considerations for licensors"),
        Phrase("considerations for the public"), Phrase("everyone is permitted to copy and distribute verbatim copies"), Phrase("creative commons public licenses provide"),
        Phrase("this license is also available with a faq"), Phrase("all rights reserved"), Phrase("end of terms and conditions"),
    ];

    /// <summary>First words of paragraphs with which the text itself goes on behind such a part: its version in the other language.</summary>
    private static readonly uint[][] Resumed = [Phrase("mulan permissive software license")];

    public static void Mark(ReadOnlySpan<uint> words, Func<int, bool> startsParagraph, Span<TemplateFlags> flags)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!startsParagraph(i)) continue;
            if (Starts(words[i..], ToEnd) && i > words.Length / 3)
            {
                while (i < words.Length && !(startsParagraph(i) && Starts(words[i..], Resumed))) flags[i++] |= TemplateFlags.Optional;
                continue;
            }

            if (!Starts(words[i..], Single)) continue;
            do flags[i++] |= TemplateFlags.Optional;
            while (i < words.Length && !startsParagraph(i));
            i--;
        }
    }

    private static bool Starts(ReadOnlySpan<uint> words, uint[][] phrases)
    {
        foreach (var phrase in phrases)
        {
            if (words.StartsWith(phrase)) return true;
        }

        return false;
    }

    private static uint[] Phrase(string words)
    {
        var tokens = Tokenizer.Run(words);
        return tokens.Hashes.ToArray();
    }
}
