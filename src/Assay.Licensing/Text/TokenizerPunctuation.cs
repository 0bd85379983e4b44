namespace Assay.Licensing;

/// <summary>What the tokenizer does at characters that are no part of a word.</summary>
internal ref partial struct Tokenizer
{
    private void Wide(char c)
    {
        if (CharClass.IsIdeograph(c))
        {
            if (_newlines > 0 && TryLineMark()) return;
            _out.Add(WordHash.Finish(WordHash.Step(WordHash.Seed, c)), _at, 1, Position());
        }
        else if (c == '©')
        {
            _out.Add(Words.C, _at, 1, Position() | TokenFlags.Mark);
        }
        else if (c is '。' or '；' or '！' or '？' or '：')
        {
            _sentenceEnded = true;
        }
        else if (c is '（' && TryInlineMark())
        {
            return;
        }

        _at++;
    }

    private void Punctuation(char c)
    {
        switch (c)
        {
            case '.' or ';' or '!' or '?' or ':':
                _sentenceEnded |= _at + 1 >= _text.Length || char.IsWhiteSpace(_text[_at + 1]) || _text[_at + 1] is '"' or '*';
                _at = c == '.' && _newlines > 0 ? Markup.TroffMacro(_text, _at) : _at + 1;
                break;
            case '(' or '[':
                if (c == '(' && _newlines == 0 && TryInlineMark()) return;
                Link();
                break;
            case '<' or '{':
                Tag(c);
                break;
            case '&':
                Entity();
                break;
            case '\\':
                Escape();
                break;
            default:
                _at++;
                break;
        }
    }

    private bool TryInlineMark()
    {
        var end = ListMarks.Bracketed(_text, _at);
        if (end < 0) return false;
        if (_out.Count > 0 && Words.IsReference(_out.Hashes[^1])) return false;
        EmitMark(_at, end, atLineStart: false);
        return true;
    }

    private void Link()
    {
        if (_text[_at] == '(' && _at > 0 && _text[_at - 1] == ']' && Markup.LinkTargetEnd(_text, _at) is var end && end > 0) _linkEnd = Math.Max(_linkEnd, end);
        else if (_text[_at] == '[') _placeholderEnd = Math.Max(_placeholderEnd, Markup.PlaceholderEnd(_text, _at, ']'));
        _at++;
    }

    private void Tag(char open)
    {
        if (open == '<' && Markup.TagEnd(_text, _at, out var block) is var end && end > 0)
        {
            _at = end;
            if (block) _newlines = Math.Max(_newlines, 2);
            return;
        }

        _placeholderEnd = Math.Max(_placeholderEnd, Markup.PlaceholderEnd(_text, _at, open == '<' ? '>' : '}'));
        _at++;
    }

    private void Entity()
    {
        var end = Markup.EntityEnd(_text, _at, out var copyright);
        if (copyright) _out.Add(Words.C, _at, end - _at, Position() | TokenFlags.Mark);
        _at = Math.Max(end, _at + 1);
    }

    private void Escape()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        if (next == 'n') _newlines++;
        _at += next is 'n' or 'r' or 't' or '"' or '\'' ? 2 : 1;
    }

    private readonly int EndOfUrl(int at)
    {
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && _text[at] is not ('>' or '<' or '"' or ')' or ']' or '）' or '，' or '。')) at++;
        return at;
    }
}
