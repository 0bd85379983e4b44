namespace Assay.Licensing;

/// <summary>A text at hand: its characters, its tokens, and those of them that bear words.</summary>
internal sealed class TextView
{
    public TextView(string text, TokenStream tokens)
    {
        (Text, Tokens, Index) = (text, tokens, tokens.Words());
        Words = new uint[Index.Length];
        var hashes = tokens.Hashes;
        for (var i = 0; i < Words.Length; i++) Words[i] = hashes[Index[i]];
    }

    public string Text { get; }

    public TokenStream Tokens { get; }

    /// <summary>Token of each word.</summary>
    public int[] Index { get; }

    /// <summary>Hash of each word.</summary>
    public uint[] Words { get; }

    public bool Has(int word, TokenFlags flag) => Tokens.Has(Index[word], flag);

    /// <summary>First character of a word.</summary>
    public int CharStart(int word) => Tokens.Start(Index[word]);

    /// <summary>Character behind a word.</summary>
    public int CharEnd(int word) => Tokens.End(Index[word]);

    /// <summary>Characters of a range of words, marks between them included.</summary>
    public ReadOnlySpan<char> Chars(int start, int end) => start >= end ? [] : Text.AsSpan(CharStart(start), CharEnd(end - 1) - CharStart(start));

    /// <summary>Tokens between two words, marks included: from behind the word before <paramref name="start"/> up to the word <paramref name="end"/>.</summary>
    public (int First, int Last) TokensAround(int start, int end) =>
        (start > 0 ? Index[start - 1] + 1 : 0, end < Index.Length ? Index[end] : Tokens.Count);
}
