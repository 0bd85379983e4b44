using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Licensing;

/// <summary>A fingerprint file, read in place: nothing is parsed before it is asked for.</summary>
public sealed class FingerprintIndex
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly TextTemplate?[] _templates;
    private readonly string?[] _strings;
    private int[]? _gramsOf;

    /// <summary>Opens a fingerprint file.</summary>
    /// <exception cref="InvalidDataException">The bytes are no fingerprint file of this version.</exception>
    public FingerprintIndex(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 4 * FingerprintFormat.HeaderInts || Header(0) != FingerprintFormat.Magic) throw new InvalidDataException("the fingerprint file is not of this version; make it again");
        Check();
        _templates = new TextTemplate?[Header(FingerprintFormat.Header.Templates)];
        _strings = new string?[Header(FingerprintFormat.Header.StringCount)];
    }

    /// <summary>Number of different texts.</summary>
    public int Count => _templates.Length;

    internal ReadOnlySpan<byte> Filter => _bytes.Span.Slice(Header(FingerprintFormat.Header.Filter), 1 << (FingerprintFormat.FilterBits - 3));

    internal ReadOnlySpan<int> Buckets => Ints(FingerprintFormat.Header.Buckets, (1 << FingerprintFormat.BucketBits) + 1);

    /// <summary>Pairs of n-gram and posting, sorted.</summary>
    internal ReadOnlySpan<uint> Grams => MemoryMarshal.Cast<int, uint>(Ints(FingerprintFormat.Header.Grams, 2 * Header(FingerprintFormat.Header.GramCount)));

    internal int LengthOf(int template) => Record(template)[3];

    /// <summary>How many n-grams of a template are in the index.</summary>
    internal int GramsOf(int template) => (_gramsOf ??= CountGrams())[template];

    /// <summary>The id to report first for a template.</summary>
    internal string IdOf(int template) => Text(Lists[Record(template)[0]]);

    internal TextTemplate Template(int index) => _templates[index] ??= Load(index);

    private int[] CountGrams()
    {
        var counts = new int[_templates.Length];
        var grams = Grams;
        for (var i = 1; i < grams.Length; i += 2) counts[grams[i] >> FingerprintFormat.PlaceBits]++;
        return counts;
    }

    private ReadOnlySpan<int> Lists => MemoryMarshal.Cast<byte, int>(_bytes.Span[Header(FingerprintFormat.Header.Lists)..Header(FingerprintFormat.Header.Filter)]);

    private ReadOnlySpan<int> Record(int template) => Ints(FingerprintFormat.Header.TemplateTable, FingerprintFormat.TemplateInts * _templates.Length).Slice(FingerprintFormat.TemplateInts * template, FingerprintFormat.TemplateInts);

    private TextTemplate Load(int index)
    {
        var record = Record(index);
        var lists = Lists;
        var ids = new string[record[1]];
        for (var i = 0; i < ids.Length; i++) ids[i] = Text(lists[record[0] + i]);
        var vocabulary = MemoryMarshal.Cast<int, uint>(Ints(FingerprintFormat.Header.Vocabulary, Header(FingerprintFormat.Header.VocabularyCount)));
        var places = MemoryMarshal.Cast<byte, ushort>(_bytes.Span[Header(FingerprintFormat.Header.Words)..]).Slice(record[2], record[3]);
        var words = new uint[places.Length];
        for (var i = 0; i < words.Length; i++) words[i] = vocabulary[places[i]];
        return new TextTemplate(index, ids, words, Flags(lists.Slice(record[4], 2 * record[5]), words.Length), Marks(lists.Slice(record[6], 2 * record[7])), Sections(lists.Slice(record[8], 2 * record[9])), Anchors(lists.Slice(record[10], 4 * record[11])));
    }

    private static TemplateFlags[] Flags(ReadOnlySpan<int> runs, int length)
    {
        var flags = new TemplateFlags[length];
        for (var i = 0; i < runs.Length; i += 2)
        {
            var end = i + 2 < runs.Length ? runs[i + 2] : length;
            flags.AsSpan(runs[i], end - runs[i]).Fill((TemplateFlags)runs[i + 1]);
        }

        return flags;
    }

    private static TemplateMark[] Marks(ReadOnlySpan<int> list)
    {
        var marks = new TemplateMark[list.Length / 2];
        for (var i = 0; i < marks.Length; i++) marks[i] = new TemplateMark(list[2 * i], unchecked((uint)list[(2 * i) + 1]));
        return marks;
    }

    private TemplateSection[] Sections(ReadOnlySpan<int> list)
    {
        var sections = new TemplateSection[list.Length / 2];
        for (var i = 0; i < sections.Length; i++) sections[i] = new TemplateSection(list[2 * i], Text(list[(2 * i) + 1]));
        return sections;
    }

    private TemplateAnchor[] Anchors(ReadOnlySpan<int> list)
    {
        var anchors = new TemplateAnchor[list.Length / 4];
        for (var i = 0; i < anchors.Length; i++) anchors[i] = new TemplateAnchor(Text(list[4 * i]), Text(list[(4 * i) + 1]), list[(4 * i) + 2], list[(4 * i) + 3]);
        return anchors;
    }

    private string Text(int index)
    {
        if (_strings[index] is { } known) return known;
        var ends = Ints(FingerprintFormat.Header.Strings, _strings.Length + 1);
        return _strings[index] = Encoding.UTF8.GetString(_bytes.Span[(Header(FingerprintFormat.Header.StringBytes) + ends[index])..(Header(FingerprintFormat.Header.StringBytes) + ends[index + 1])]);
    }

    private int Header(int slot) => MemoryMarshal.Read<int>(_bytes.Span[(4 * slot)..]);

    private ReadOnlySpan<int> Ints(int slot, int count) => MemoryMarshal.Cast<byte, int>(_bytes.Span.Slice(Header(slot), 4 * count));

    private void Check()
    {
        for (var slot = FingerprintFormat.Header.Templates; slot <= FingerprintFormat.Header.StringBytes; slot++)
        {
            if (Header(slot) < 0 || Header(slot) > _bytes.Length) throw new InvalidDataException("the fingerprint file is damaged; make it again");
        }
    }
}
