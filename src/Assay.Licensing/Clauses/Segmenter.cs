using System.Buffers;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Cuts a license text into sentences with the path of their section in the text's own numbering.</summary>
internal static class Segmenter
{
    /// <summary>Most sentences of one text (40,000); what follows is not analyzed.</summary>
    public const int MaxSentences = 40_000;

    private const int LongestHeading = 72;
    private const int LongestHeadingLine = 40;
    private const int LongestHanHeading = 14;

    /// <summary>Cuts a text.</summary>
    public static IReadOnlyList<Sentence> Segment(TextDocument document)
    {
        var reader = new Reader(document);
        for (var line = 1; line <= document.LineCount && reader.Sentences.Count < MaxSentences; line++) reader.Line(line);
        reader.Flush();
        return reader.Sentences;
    }

    private sealed class Reader(TextDocument document)
    {
        private static readonly SearchValues<char> RuleMarks = SearchValues.Create("-=_*+~ ");
        private static readonly HashSet<string> LeadingWords = new(["to", "for", "not", "that", "if", "by", "in", "with", "when", "you", "shall", "must", "may", "can", "cannot", "who", "following", "and", "of", "on"], StringComparer.Ordinal);
        private readonly Outline _outline = new();
        private int _start = -1;
        private int _end;
        private bool _blank = true;
        private bool _item;
        private bool _bullet;
        private bool _below;
        private bool _headingLine;
        private bool _listOpen;
        private int _leadIndent;
        private int _indent;

        public List<Sentence> Sentences { get; } = [];

        public void Line(int line)
        {
            var raw = document.Line(line);
            var from = document.StartOf(line);
            var skipped = raw.Length - raw.TrimStart(" \t　#>*_\f").Length;
            var text = raw[skipped..].TrimEnd();
            if (IsPageNumber(text)) return;
            if (IsRule(text))
            {
                _blank = true;
                return;
            }

            if (text.IsEmpty)
            {
                _blank = true;
                return;
            }

            var markdownHeading = raw.TrimStart().StartsWith("#");
            var bullet = raw.TrimStart() is ['-' or '*' or '•' or '·' or '●' or '○' or '◦', ' ' or '\t', ..];
            var ended = _start < 0 || Terminated();
            var indent = Indent(raw);
            if (bullet && (ended || _blank))
            {
                Flush(beforeList: true);
                Begin(from + skipped, item: false, bullet: true, indent);
            }
            else if (SectionLabels.Read(text) is { Count: > 0 } labels && (ended || _blank || markdownHeading || LeadsOn() || _outline.Expects(labels, indent)) && Enter(labels, indent, markdownHeading))
            {
                Begin(from + skipped + labels[0].Length, item: true, bullet: false, indent);
            }
            else if (_headingLine && !Continues(text, han: false))
            {
                Flush();
                Begin(from + skipped, item: false, bullet: false, indent);
            }
            else if (_start < 0 || markdownHeading || (_blank && (ended || !Continues(text))))
            {
                Flush();
                if (IsPartHeading(text) && !(_outline.Lead is not null && indent > _leadIndent)) _outline.Close();
                Begin(from + skipped, item: false, bullet: false, indent);
            }

            _end = from + skipped + text.Length;
            _headingLine = _item && _start >= from && IsHeadingLine(document.Text.AsSpan(_start, _end - _start));
            if (markdownHeading) Flush();
            _blank = false;
        }

        /// <summary>Ends the block that is being read.</summary>
        /// <param name="beforeList">Whether an item of a list follows: words without an end mark before it lead the list as words with a colon do.</param>
        public void Flush(bool beforeList = false)
        {
            if (_start >= 0 && _end > _start) Block(FoldedText.Of(document.Text, _start, _end), beforeList);
            _start = -1;
        }

        private bool Enter(IReadOnlyList<SectionLabel> labels, int indent, bool heading)
        {
            Flush(beforeList: LeadsOn());
            return _outline.Enter(labels, indent, _blank || heading);
        }

        // Words that cannot end a sentence lead the numbered items below them.
        private bool LeadsOn()
        {
            if (_start < 0) return false;
            var last = document.Text.AsSpan(_start, Math.Max(0, _end - _start)).TrimEnd();
            return LeadingWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last[(last.LastIndexOf(' ') + 1)..]);
        }

        private void Begin(int start, bool item, bool bullet, int indent)
        {
            (_start, _end, _item, _bullet, _below, _indent) = (start, start, item, bullet, indent > _leadIndent, indent);
        }

        // A paragraph without a mark is an item of the list above it where it is indented below the lead, or closed or preceded as items are.
        private bool IsPlainItem(string block) => !_item && !_bullet && _outline.Lead is not null && (_below || _listOpen || EndsItem(block));

        private static bool EndsItem(string block) => block[^1] == ';' || block.EndsWith("; or", StringComparison.Ordinal) || block.EndsWith("; and", StringComparison.Ordinal) || block.EndsWith(", or", StringComparison.Ordinal) || block.EndsWith(", and", StringComparison.Ordinal);

        private bool Terminated()
        {
            var last = document.Text.AsSpan(_start, Math.Max(0, _end - _start)).TrimEnd();
            if (last.IsEmpty) return true;
            return last[^1] is '.' or ';' or ':' or '。' or '；' or '：' or '!' or '?' || last.EndsWith(" and") || last.EndsWith(" or") || last.Length < LongestHeading;
        }

        private static bool Continues(ReadOnlySpan<char> text, bool han = true) => char.IsLower(text[0]) || (han && FoldedText.IsHan(text[0]));

        // A short numbered line without an end mark that says nothing is the heading of the lines below it.
        private static bool IsHeadingLine(ReadOnlySpan<char> text)
        {
            text = text.Trim();
            if (text.IsEmpty || char.IsLower(text[0]) || text[^1] is '.' or ';' or ':' or ',' or '。' or '：' or '；' or '，' or '、') return false;
            return text.Length <= (FoldedText.IsHan(text[0]) ? LongestHanHeading : LongestHeadingLine) && !SentenceKinds.Speaks(text.ToString().ToLowerInvariant());
        }

        private static bool IsRule(ReadOnlySpan<char> text) => text.Length > 2 && text.IndexOfAnyExcept(RuleMarks) < 0;

        private static bool IsPageNumber(ReadOnlySpan<char> text) => text.Length is > 0 and <= 3 && text.IndexOfAnyExceptInRange('0', '9') < 0;

        private static bool IsPartHeading(ReadOnlySpan<char> text) =>
            text.Length <= LongestHeading && text[^1] is not ('.' or ':' or ';' or ',' or '。' or '：' or '；') && !char.IsLower(text[0]) && text.Count(' ') <= 8;

        private static int Indent(ReadOnlySpan<char> raw)
        {
            var columns = 0;
            foreach (var c in raw)
            {
                if (c == '\t') columns += 4;
                else if (c is ' ' or '>') columns++;
                else if (c == '　') columns += 2;
                else break;
            }

            return columns;
        }

        private void Block(FoldedText block, bool beforeList)
        {
            if (block.Text.Length == 0) return;
            var spans = SentenceSplitter.Split(block, document.Text).ToList();
            var plain = IsPlainItem(block.Text);
            _listOpen = plain && EndsItem(block.Text);
            var lead = _item ? _outline.LeadAbove : _bullet || plain ? _outline.Lead ?? _outline.LeadAbove : null;
            var heading = lead is not null && spans.Count == 1 ? 0 : HeadingLength(block, spans);
            if (heading > 0 && !plain && (_item || !_bullet)) _outline.Heading = block.Text[..heading];
            if (!_item && !_bullet && !plain) _outline.Lead = null;
            var context = SentenceKinds.OfHeadings(_outline.Headings);
            Sentence? last = null;
            foreach (var (start, end) in spans)
            {
                if (Sentences.Count >= MaxSentences) return;
                var kind = context | (lead?.Kind & SentenceKind.Request ?? SentenceKind.Operative) | SentenceKinds.OfText(block.Text.AsSpan(start, end - start), document.Text.AsSpan(block.SourceOf(start), block.SourceOf(end - 1) + 1 - block.SourceOf(start)));
                if (lead is not null) kind |= SentenceKind.ListItem;
                if (end <= heading) kind |= SentenceKind.Heading;
                last = new Sentence(block, start, end, _outline.Path.Length > 0 ? _outline.Path : Sentences.Count == 0 ? "title" : "", kind, lead);
                Sentences.Add(last);
                if (end > heading) lead = null;
                AddItems(block, last, start, end);
            }

            if (last is null || _bullet || plain || !(block.Text[^1] == ':' || (beforeList && char.IsLetter(block.Text[^1])))) return;
            (_outline.Lead, _leadIndent) = (last, _indent);
        }

        // The items of a list within a sentence also stand alone, each with the words that lead the list.
        private void AddItems(FoldedText block, Sentence whole, int start, int end)
        {
            var (lead, items) = InlineItems.Find(block.Text, start, end);
            if (items.Count == 0) return;
            var words = new Sentence(block, start, lead, whole.Section, whole.Kind, null);
            foreach (var item in items)
            {
                if (Sentences.Count >= MaxSentences) return;
                Sentences.Add(new Sentence(block, item.Start, item.End, whole.Section, whole.Kind | SentenceKind.ListItem, words));
            }
        }

        // A heading may end with a dot, but is short; a Chinese one ends with none.
        private static bool IsSentence(ReadOnlySpan<char> text) => text[^1] == '。' || (text[^1] == '.' && text.Count(' ') > 7);

        private static int HeadingLength(FoldedText block, List<(int Start, int End)> spans)
        {
            var first = spans[0].End;
            if (first > LongestHeading || SentenceKinds.Speaks(block.Text.AsSpan(0, first)) || IsSentence(block.Text.AsSpan(0, first)) || (spans.Count == 1 && block.Text[^1] is '.' or ';' or ',' or '。' && block.Text.Count(c => c == ' ') > 6)) return 0;
            return spans.Count > 1 || block.Text[^1] != ':' ? first : 0;
        }
    }
}
