namespace Assay.Licensing;

/// <summary>
/// One pass from characters to tokens: words, numbers and single Han characters, folded as the SPDX matching guidelines say.
/// Form (list marks, comment marks, markup, link targets) is dropped or flagged as a mark; numbers and negations never are.
/// </summary>
internal ref partial struct Tokenizer
{
    private readonly ReadOnlySpan<char> _text;
    private readonly TokenStream _out;
    private int _at;
    private int _newlines;
    private TokenFlags _carried;
    private bool _sentenceEnded;
    private int _urlEnd;
    private int _linkEnd;
    private int _placeholderEnd;

    private Tokenizer(ReadOnlySpan<char> text, TokenStream output)
    {
        _text = text;
        _out = output;
        (_newlines, _sentenceEnded) = (2, true);
    }

    /// <summary>Tokenizes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxTokens">Most tokens; <see cref="TokenStream.CutAt"/> tells where it stopped.</param>
    public static TokenStream Run(ReadOnlySpan<char> text, int maxTokens = int.MaxValue)
    {
        var output = new TokenStream((text.Length / 5) + 16);
        Run(text, output, maxTokens);
        return output;
    }

    /// <summary>Tokenizes a text into a stream that is emptied first.</summary>
    public static void Run(ReadOnlySpan<char> text, TokenStream output, int maxTokens = int.MaxValue)
    {
        output.Clear();
        var tokenizer = new Tokenizer(text, output);
        tokenizer.Run(maxTokens);
    }

    private void Run(int maxTokens)
    {
        var text = _text;
        while (_at < text.Length)
        {
            var c = text[_at];
            if (CharClass.Fold(c) != 0)
            {
                if (_out.Count >= maxTokens)
                {
                    _out.CutAt = _at;
                    return;
                }

                Word();
            }
            else if (c == ' ')
            {
                _at++;
            }
            else if (c == '\n')
            {
                _newlines++;
                _at++;
            }
            else if (c >= 128)
            {
                Wide(c);
            }
            else
            {
                Punctuation(c);
            }
        }
    }

    private void Word()
    {
        if (_newlines > 0 && TryLineMark()) return;
        var text = _text;
        var start = _at;
        var i = start;
        var hash = WordHash.Seed;
        var digits = true;
        while (i < text.Length)
        {
            var c = text[i];
            var folded = CharClass.Fold(c);
            if (folded != 0)
            {
                if (folded is >= 'ﬀ' and <= 'ﬆ') hash = Ligature(hash, folded);
                else hash = WordHash.Step(hash, folded);
                digits &= folded <= '9';
                i++;
            }
            else if (CharClass.IsApostrophe(c) && i + 1 < text.Length && IsWordLetter(text[i + 1]))
            {
                i++;
            }
            else if (c == ',' && digits && IsThousands(i))
            {
                i++;
            }
            else if (CharClass.IsJoiner(c))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        _at = i;
        hash = WordHash.Finish(hash);
        var flags = Position() | (digits ? TokenFlags.Number : TokenFlags.None) | (char.IsUpper(text[start]) ? TokenFlags.Capital : TokenFlags.None);
        if (start < _urlEnd) flags |= TokenFlags.Url;
        if (start < _linkEnd || (start < _urlEnd && hash == Words.Www)) flags |= TokenFlags.Mark;
        if (start < _placeholderEnd) flags |= TokenFlags.Placeholder;
        if ((flags & TokenFlags.LineStart) != TokenFlags.None && Words.IsCommentWord(hash) && i < text.Length && text[i] is ' ' or '\t' or '\n') flags |= TokenFlags.Mark;
        if (i + 2 < text.Length && text[i] == ':' && text[i + 1] == '/' && text[i + 2] == '/') _urlEnd = EndOfUrl(i);
        _out.Add(Spelling.Fold(hash), start, i - start, flags);
        if ((flags & TokenFlags.Mark) != TokenFlags.None) _carried = Carried(_out.Count - 1);
    }

    /// <summary>A word behind a mark that opens a line opens it too.</summary>
    private readonly TokenFlags Carried(int token) => _out.Flags[token] & (TokenFlags.LineStart | TokenFlags.ParagraphStart);

    private static bool IsWordLetter(char c) => CharClass.Fold(c) is >= 'a' and not '\0';

    private readonly bool IsThousands(int comma)
    {
        var rest = _text[(comma + 1)..];
        return rest.Length >= 3 && char.IsAsciiDigit(rest[0]) && char.IsAsciiDigit(rest[1]) && char.IsAsciiDigit(rest[2]) && (rest.Length == 3 || !char.IsAsciiDigit(rest[3]));
    }

    private static uint Ligature(uint hash, char c)
    {
        ReadOnlySpan<char> letters = c switch { 'ﬀ' => "ff", 'ﬁ' => "fi", 'ﬂ' => "fl", 'ﬃ' => "ffi", 'ﬄ' => "ffl", _ => "st" };
        foreach (var letter in letters) hash = WordHash.Step(hash, letter);
        return hash;
    }

    private TokenFlags Position()
    {
        var flags = _newlines switch { 0 => TokenFlags.None, 1 => TokenFlags.LineStart, _ => TokenFlags.LineStart | TokenFlags.ParagraphStart };
        if ((_sentenceEnded || _newlines > 1) && _out.Count > 0) _out.Flags[_out.Count - 1] |= TokenFlags.SentenceEnd;
        (_newlines, _sentenceEnded) = (0, false);
        flags |= _carried;
        _carried = TokenFlags.None;
        return flags;
    }

    private bool TryLineMark()
    {
        var end = ListMarks.AtLineStart(_text, _at, _newlines > 1 || _sentenceEnded || _out.Count == 0);
        if (end < 0) return false;
        EmitMark(_at, end, atLineStart: true);
        return true;
    }

    private void EmitMark(int start, int end, bool atLineStart)
    {
        _out.Marks.Add(new ListMark(_out.Count, start, end, atLineStart));
        while (start < end)
        {
            var stop = start;
            var hash = WordHash.Seed;
            if (CharClass.IsIdeograph(_text[start])) hash = WordHash.Step(hash, _text[stop++]);
            else while (stop < end && CharClass.Fold(_text[stop]) is var folded && folded != 0) (hash, stop) = (WordHash.Step(hash, folded), stop + 1);
            if (stop > start) _out.Add(WordHash.Finish(hash), start, stop - start, Position() | TokenFlags.Mark);
            start = Math.Max(stop, start + 1);
        }

        if (atLineStart) _carried = Carried(_out.Marks[^1].Token);
        _at = end;
    }
}
