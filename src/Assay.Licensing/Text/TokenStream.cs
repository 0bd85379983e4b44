namespace Assay.Licensing;

/// <summary>A list mark: number, letter or Roman number that opens a section.</summary>
/// <param name="Token">Index of the first token of the mark; the section's own words follow it.</param>
/// <param name="Start">Index of the first character, brackets included.</param>
/// <param name="End">Index behind its last character.</param>
/// <param name="AtLineStart">Whether it opens a line.</param>
internal readonly record struct ListMark(int Token, int Start, int End, bool AtLineStart);

/// <summary>The tokens of a text: hashes of folded words with their places.</summary>
internal sealed class TokenStream
{
    private uint[] _hashes;
    private int[] _starts;
    private ushort[] _lengths;
    private TokenFlags[] _flags;

    public TokenStream(int capacity)
    {
        capacity = Math.Max(64, capacity);
        (_hashes, _starts, _lengths, _flags) = (new uint[capacity], new int[capacity], new ushort[capacity], new TokenFlags[capacity]);
    }

    public int Count { get; private set; }

    /// <summary>Number of tokens there is room for.</summary>
    public int Capacity => _hashes.Length;

    /// <summary>List marks in the order of the text.</summary>
    public List<ListMark> Marks { get; } = [];

    /// <summary>Index of the character at which reading stopped because there were too many words, or -1.</summary>
    public int CutAt { get; set; } = -1;

    public ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, Count);

    public Span<TokenFlags> Flags => _flags.AsSpan(0, Count);

    public int Start(int token) => _starts[token];

    public int End(int token) => _starts[token] + _lengths[token];

    public bool IsMark(int token) => (_flags[token] & TokenFlags.Mark) != TokenFlags.None;

    public bool Has(int token, TokenFlags flag) => (_flags[token] & flag) != TokenFlags.None;

    public void Add(uint hash, int start, int length, TokenFlags flags)
    {
        if (Count == _hashes.Length) Grow();
        var at = Count++;
        _hashes[at] = hash;
        _starts[at] = start;
        _lengths[at] = (ushort)Math.Min(length, ushort.MaxValue);
        _flags[at] = flags;
    }

    /// <summary>Forgets all tokens and keeps the room.</summary>
    public void Clear()
    {
        (Count, CutAt) = (0, -1);
        Marks.Clear();
    }

    /// <summary>The indexes of the tokens that bear words, in the order of the text.</summary>
    public int[] Words()
    {
        var words = new int[Count];
        var n = 0;
        for (var i = 0; i < Count; i++)
        {
            words[n] = i;
            n += (_flags[i] & TokenFlags.Mark) == TokenFlags.None ? 1 : 0;
        }

        return words.AsSpan(0, n).ToArray();
    }

    /// <summary>The token that starts at or behind a character; <see cref="Count"/> where none does.</summary>
    public int TokenAt(int character)
    {
        var found = Array.BinarySearch(_starts, 0, Count, character);
        return found >= 0 ? found : ~found;
    }

    private void Grow()
    {
        var size = checked(_hashes.Length * 2);
        Array.Resize(ref _hashes, size);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _lengths, size);
        Array.Resize(ref _flags, size);
    }
}
