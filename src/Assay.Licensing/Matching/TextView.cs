namespace Assay.Licensing;

/// <summary>A text at hand: its characters, its tokens, and those of them that bear words.</summary>
internal sealed class TextView
{
    private readonly uint[] _words;
    private readonly int[] _index;
    private readonly int _count;

    /// <summary>The view of a text.</summary>
    /// <param name="text">Its characters.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="workspace">Memory to use; the view is void once it serves another text.</param>
    public TextView(string text, TokenStream tokens, Workspace workspace)
    {
        (Text, Tokens, Workspace) = (text, tokens, workspace);
        (_words, _index) = (Workspace.Room(ref workspace.Words, tokens.Count), Workspace.Room(ref workspace.Index, tokens.Count));
        var hashes = tokens.Hashes;
        var flags = tokens.Flags;
        var n = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            _index[n] = i;
            _words[n] = hashes[i];
            n += (flags[i] & TokenFlags.Mark) == TokenFlags.None ? 1 : 0;
        }

        _count = n;
    }

    public string Text { get; }

    public TokenStream Tokens { get; }

    public Workspace Workspace { get; }

    /// <summary>Token of each word.</summary>
    public ReadOnlySpan<int> Index => _index.AsSpan(0, _count);

    /// <summary>Hash of each word.</summary>
    public ReadOnlySpan<uint> Words => _words.AsSpan(0, _count);

    public bool Has(int word, TokenFlags flag) => Tokens.Has(_index[word], flag);

    /// <summary>First character of a word.</summary>
    public int CharStart(int word) => Tokens.Start(_index[word]);

    /// <summary>Character behind a word.</summary>
    public int CharEnd(int word) => Tokens.End(_index[word]);

    /// <summary>Characters of a range of words, marks between them included.</summary>
    public ReadOnlySpan<char> Chars(int start, int end) => start >= end ? [] : Text.AsSpan(CharStart(start), CharEnd(end - 1) - CharStart(start));

    /// <summary>Tokens between two words, marks included: from behind the word before <paramref name="start"/> up to the word <paramref name="end"/>.</summary>
    public (int First, int Last) TokensAround(int start, int end) =>
        (start > 0 ? _index[start - 1] + 1 : 0, end < _count ? _index[end] : Tokens.Count);
}
