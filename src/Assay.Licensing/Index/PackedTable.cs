using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Licensing;

/// <summary>
/// Parts of integers and a pool of texts in one run of bytes, read in place: opening it costs nothing, a text is decoded when it is asked for.
/// Layout (little-endian 32-bit integers): magic, number of parts, number of texts; where each part starts and ends among the integers; where each text ends among the texts;
/// the integers; the texts in UTF-8.
/// </summary>
internal sealed class PackedTable
{
    public const int Magic = 0x31584C41;
    public const int HeaderInts = 3;
    private const int PageBits = 8;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string?[]?[] _pages;
    private readonly int _ends;
    private readonly int _ints;
    private readonly int _texts;

    /// <summary>Opens a table.</summary>
    /// <exception cref="InvalidDataException">The bytes are no table of this version.</exception>
    public PackedTable(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 4 * HeaderInts || Int(0) != Magic) throw new InvalidDataException("the index of licenses is not of this version; build it again");
        var (parts, texts) = (Int(1), Int(2));
        _ends = HeaderInts + (2 * parts);
        _ints = _ends + texts + 1;
        _texts = 4 * (_ints + (parts == 0 ? 0 : Int(_ends - 1)));
        _pages = new string?[]?[(texts >> PageBits) + 1];
    }

    /// <summary>The integers of a part.</summary>
    public ReadOnlySpan<int> Part(LicensePart part)
    {
        var (start, end) = (Int(HeaderInts + (2 * (int)part)), Int(HeaderInts + (2 * (int)part) + 1));
        return MemoryMarshal.Cast<byte, int>(_bytes.Span.Slice(4 * (_ints + start), 4 * (end - start)));
    }

    /// <summary>A text.</summary>
    public string Text(int index)
    {
        var page = _pages[index >> PageBits] ??= new string?[1 << PageBits];
        return page[index & ((1 << PageBits) - 1)] ??= Encoding.UTF8.GetString(_bytes.Span[(_texts + Int(_ends + index))..(_texts + Int(_ends + index + 1))]);
    }

    /// <summary>A text, or null for a negative index.</summary>
    public string? TextOrNull(int index) => index < 0 ? null : Text(index);

    private int Int(int index) => MemoryMarshal.Read<int>(_bytes.Span[(4 * index)..]);
}

/// <summary>Writes a <see cref="PackedTable"/>.</summary>
internal sealed class PackedWriter
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<byte[]> _texts = [];
    private readonly SortedDictionary<LicensePart, IReadOnlyList<int>> _parts = [];

    /// <summary>The index of a text.</summary>
    public int Text(string text)
    {
        if (_index.TryGetValue(text, out var index)) return index;
        _texts.Add(Encoding.UTF8.GetBytes(text));
        return _index[text] = _texts.Count - 1;
    }

    /// <summary>The index of a text, or -1 for none.</summary>
    public int TextOrNone(string? text) => text is null ? -1 : Text(text);

    /// <summary>Sets a part.</summary>
    public void Part(LicensePart part, IReadOnlyList<int> ints) => _parts[part] = ints;

    /// <summary>The bytes of the table; parts that were not set are empty.</summary>
    public byte[] Build()
    {
        var header = new List<int> { PackedTable.Magic, (int)LicensePart.Count, _texts.Count };
        var ints = new List<int>();
        for (var part = 0; part < (int)LicensePart.Count; part++)
        {
            header.Add(ints.Count);
            ints.AddRange(_parts.GetValueOrDefault((LicensePart)part, []));
            header.Add(ints.Count);
        }

        var end = 0;
        header.Add(0);
        foreach (var text in _texts) header.Add(end += text.Length);
        return [.. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(header)), .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ints)), .. _texts.SelectMany(t => t)];
    }
}
