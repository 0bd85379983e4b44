using System.Collections.Immutable;

namespace Assay.Formats;

/// <summary>Walks the lines of a Markdown text once.</summary>
internal sealed class MarkdownScanner(TextDocument text)
{
    private readonly ImmutableArray<MarkdownSection>.Builder _sections = ImmutableArray.CreateBuilder<MarkdownSection>();
    private readonly ImmutableArray<MarkdownBlock>.Builder _blocks = ImmutableArray.CreateBuilder<MarkdownBlock>();
    private readonly ImmutableArray<MarkdownLink>.Builder _links = ImmutableArray.CreateBuilder<MarkdownLink>();
    private readonly List<MarkdownSection> _open = [];
    private int _start = -1;
    private BlockKind _kind;

    public MarkdownDocument Scan()
    {
        _sections.Add(new MarkdownSection("", 0, 1, ""));
        var front = FrontMatterReader.Read(text);
        var line = front is null ? 1 : front.Lines.Last + 1;
        while (line <= text.LineCount) line = Step(line);
        Flush(text.Text.Length);
        return new MarkdownDocument(text)
        {
            FrontMatter = front,
            Sections = _sections.DrainToImmutable(),
            Blocks = _blocks.DrainToImmutable(),
            Links = _links.DrainToImmutable(),
        };
    }

    private int Step(int line)
    {
        var words = text.Line(line);
        var trimmed = words.TrimStart();
        if (trimmed.IsEmpty) return Close(line) + 1;
        if (Fence(trimmed) is { Length: > 0 } fence) return CodeBlock(line, fence, trimmed);
        if (HeadingLevel(words) is var level and > 0) return Heading(line, level, words.TrimStart('#').Trim().TrimEnd('#').TrimEnd());
        if (UnderlineLevel(line) is var under and > 0) return Heading(line, under, trimmed.TrimEnd()) + 1;
        if (MarkdownTitles.Of(trimmed.TrimEnd()) is { } title) return Heading(line, title.Level, title.Words);
        if (trimmed[0] == '|' || trimmed.StartsWith("<tr", StringComparison.OrdinalIgnoreCase)) Open(Close(line), BlockKind.Row);
        else if (IsItem(trimmed)) Open(Close(line), BlockKind.Item);
        else if (_start < 0) Open(line, BlockKind.Paragraph);
        else if (_kind == BlockKind.Row) Open(Close(line), BlockKind.Paragraph);
        return line + 1;
    }

    private int Heading(int line, int level, ReadOnlySpan<char> title)
    {
        Close(line);
        while (_open.Count > 0 && _open[^1].Level >= level) _open.RemoveAt(_open.Count - 1);
        var words = title.ToString();
        var section = new MarkdownSection(words, level, line, string.Join(" > ", _open.Select(s => s.Title).Append(words)));
        _open.Add(section);
        _sections.Add(section);
        Open(line, BlockKind.Heading);
        Close(line + 1);
        return line + 1;
    }

    private int CodeBlock(int line, string fence, ReadOnlySpan<char> opening)
    {
        Close(line);
        var language = opening[fence.Length..].Trim().ToString().ToLowerInvariant();
        var last = line + 1;
        while (last <= text.LineCount && !IsClosing(text.Line(last).Trim(), fence)) last++;
        var start = line < text.LineCount ? text.StartOf(line + 1) : text.Text.Length;
        var end = last <= text.LineCount ? text.StartOf(last) : text.Text.Length;
        if (end > start) _blocks.Add(new MarkdownBlock(BlockKind.Code, start, end - start, _sections.Count - 1, language));
        return last + 1;
    }

    private static bool IsClosing(ReadOnlySpan<char> words, string fence) =>
        words.Length >= fence.Length && words.StartsWith(fence, StringComparison.Ordinal) && words.TrimStart(fence[0]).IsEmpty;

    private static string Fence(ReadOnlySpan<char> trimmed)
    {
        if (trimmed[0] is not ('`' or '~')) return "";
        var length = trimmed.Length - trimmed.TrimStart(trimmed[0]).Length;
        return length >= 3 && !trimmed[length..].Contains('`') ? new string(trimmed[0], length) : "";
    }

    private static int HeadingLevel(ReadOnlySpan<char> line)
    {
        var level = line.Length - line.TrimStart('#').Length;
        return level is >= 1 and <= 6 && level < line.Length && line[level] is ' ' or '\t' ? level : 0;
    }

    private int UnderlineLevel(int line)
    {
        if (_start >= 0 || line >= text.LineCount) return 0;
        var below = text.Line(line + 1).Trim();
        if (below.Length < 3) return 0;
        return below.TrimStart('=').IsEmpty ? 1 : below.TrimStart('-').IsEmpty ? 2 : 0;
    }

    private static bool IsItem(ReadOnlySpan<char> trimmed)
    {
        if (trimmed.Length > 1 && trimmed[0] is '-' or '*' or '+' or '•') return trimmed[0] == '•' || trimmed[1] is ' ' or '\t';
        var digits = 0;
        while (digits < trimmed.Length && digits < 4 && char.IsAsciiDigit(trimmed[digits])) digits++;
        return digits > 0 && digits + 1 < trimmed.Length && trimmed[digits] is '.' or ')' && trimmed[digits + 1] == ' ';
    }

    private void Open(int line, BlockKind kind) => (_start, _kind) = (text.StartOf(line), kind);

    private int Close(int line)
    {
        Flush(line <= text.LineCount ? text.StartOf(line) : text.Text.Length);
        return line;
    }

    private void Flush(int end)
    {
        if (_start < 0) return;
        var length = text.Text.AsSpan(_start, end - _start).TrimEnd().Length;
        _blocks.Add(new MarkdownBlock(_kind, _start, length, _sections.Count - 1, ""));
        MarkdownLinks.Find(text.Text, _start, length, _blocks.Count - 1, _links);
        _start = -1;
    }
}
