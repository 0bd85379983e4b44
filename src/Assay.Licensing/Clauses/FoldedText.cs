namespace Assay.Licensing;

/// <summary>
/// A stretch of a document in the form that cues are matched on: lower case, plain quotes and dashes, single spaces, no emphasis marks,
/// no spaces between Han characters; every character knows where it came from: runs of characters that stand in the document as they stand here.
/// </summary>
internal sealed class FoldedText
{
    private const int LeastRoom = 8192;
    private const int KeptRoom = 1 << 20;

    [ThreadStatic]
    private static char[]? _room;

    private readonly List<(int Index, int Source)> _runs;

    private FoldedText(string text, List<(int Index, int Source)> runs) => (Text, _runs) = (text, runs);

    /// <summary>The folded text.</summary>
    public string Text { get; }

    /// <summary>Index in the document of a folded character.</summary>
    public int SourceOf(int index)
    {
        index = Math.Clamp(index, 0, Math.Max(0, Text.Length - 1));
        var (low, high) = (0, _runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (_runs[middle].Index <= index) low = middle;
            else high = middle - 1;
        }

        return _runs[low].Source + index - _runs[low].Index;
    }

    /// <summary>Folds a stretch of a document.</summary>
    public static FoldedText Of(string document, int start, int end)
    {
        // Each character gives at most itself and a space before it.
        var writer = new Writer(Room(2 * (end - start)));
        var space = false;
        for (var i = start; i < end; i++)
        {
            var c = Fold(document[i]);
            if (c is '\0') continue;
            if (c is ' ')
            {
                space = writer.Length > 0;
                continue;
            }

            if (space && NeedsSpace(writer.Text, c, document, i)) writer.Add(' ', i - 1);
            space = false;
            writer.Add(c, i);
        }

        if (writer.Length == 0) writer.Runs.Add((0, start));
        return new FoldedText(OneSpelling(writer.Text.ToString()), writer.Runs);
    }

    private static char[] Room(int length)
    {
        if (length > KeptRoom) return new char[length];
        if (_room is null || _room.Length < length) _room = new char[Math.Max(LeastRoom, length)];
        return _room;
    }

    // British and American spelling of the words that cues are made of; both are of one length, so that places stay.
    private static string OneSpelling(string text)
    {
        foreach (var (british, american) in (ReadOnlySpan<(string, string)>)[("licenc", "licens"), ("authoris", "authoriz"), ("commercialis", "commercializ"), ("organis", "organiz"), ("utilis", "utiliz"), ("recognis", "recogniz")]) text = text.Replace(british, american, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Text as it grows, with the places where it departs from the order of the document.</summary>
    private ref struct Writer(char[] room)
    {
        private int _next = -1;

        public int Length { get; private set; }

        public List<(int Index, int Source)> Runs { get; } = [];

        public readonly ReadOnlySpan<char> Text => room.AsSpan(0, Length);

        public void Add(char c, int source)
        {
            if (source != _next) Runs.Add((Length, source));
            _next = source + 1;
            room[Length++] = c;
        }
    }

    /// <summary>Whether a character is written without spaces around it.</summary>
    internal static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or '\u3001' or '\u3002';

    private static bool NeedsSpace(ReadOnlySpan<char> text, char next, string document, int at)
    {
        var last = text[^1];
        if (last == '-' && at > 0 && document[at - 1] is '\n' or ' ' && text.Length > 1 && char.IsLetter(text[^2]) && char.IsLetter(next)) return !BrokenHere(document, at);
        return !(IsHan(last) || IsHan(next)) || (char.IsAsciiDigit(last) && !IsHan(next));
    }

    private static bool BrokenHere(string document, int at)
    {
        for (var i = at - 1; i >= 0 && char.IsWhiteSpace(document[i]); i--)
        {
            if (document[i] == '\n') return true;
        }

        return false;
    }

    private static char Fold(char c) => c switch
    {
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        >= 'a' and <= 'z' => c,
        '*' or '`' or '\\' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD' or '\f' => '\0',
        '“' or '”' or '„' or '‟' or '«' or '»' or '「' or '」' or '『' or '』' or '＂' => '"',
        '’' or '‘' or '‛' => '\'',
        '–' or '—' or '‑' or '−' or '‒' => '-',
        '【' or '（' => '(',
        '】' or '）' => ')',
        >= '！' and <= '～' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        >= '\u4E00' and <= '\u9FFF' => TraditionalHan.Fold(c),
        _ when char.IsWhiteSpace(c) => ' ',
        _ => char.ToLowerInvariant(c),
    };
}
