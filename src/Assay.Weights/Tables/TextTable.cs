using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Weights.Tables;

/// <summary>Texts by number, kept as UTF-8 one behind the other, with an index to find one again. A million names take what their bytes take and 20 bytes each.</summary>
internal sealed class TextTable
{
    private const int ChunkBytes = 1 << 16;
    private const int StackBytes = 1 << 11;

    private readonly List<byte[]> _chunks = [];
    private readonly PagedList<Place> _places = new();
    private int _used;
    private int[] _slots = [];
    private int _indexed;

    public int Count => _places.Count;

    /// <summary>Bytes of all texts together.</summary>
    public long Bytes { get; private set; }

    /// <summary>The UTF-8 of a text.</summary>
    public ReadOnlySpan<byte> this[int number] => _places[number] is var p ? _chunks[p.Chunk].AsSpan(p.At, p.Length) : default;

    /// <summary>A text as a string.</summary>
    public string Text(int number) => Encoding.UTF8.GetString(this[number]);

    /// <summary>Adds a text, whether it is there already or not.</summary>
    public void Add(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        Add(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <summary>Adds a text, whether it is there already or not.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (_chunks.Count == 0 || text.Length > _chunks[^1].Length - _used)
        {
            _chunks.Add(new byte[Math.Max(_chunks.Count == 0 ? Math.Min(ChunkBytes, 1024) : ChunkBytes, text.Length)]);
            _used = 0;
        }

        text.CopyTo(_chunks[^1].AsSpan(_used));
        _places.Add(new Place(_chunks.Count - 1, _used, text.Length));
        _used += text.Length;
        Bytes += text.Length;
    }

    /// <summary>Number of the first text that is the same; -1 where there is none.</summary>
    public int Find(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        return Find(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <summary>Number of the first text that is the same; -1 where there is none.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        while (_indexed < Count) Index(_indexed++);
        return _slots.Length == 0 ? -1 : _slots[Slot(text)] - 1;
    }

    /// <summary>Number of the first text that stood in the table before; -1 where all differ.</summary>
    public int FirstRepeated()
    {
        for (var i = 0; i < Count; i++)
        {
            if (Find(this[i]) != i) return i;
        }

        return -1;
    }

    private void Index(int number)
    {
        if (2 * (number + 1) > _slots.Length) Rehash(number);
        var slot = Slot(this[number]);
        if (_slots[slot] == 0) _slots[slot] = number + 1;
    }

    private void Rehash(int count)
    {
        _slots = new int[Math.Max(16, 4 * count)];
        for (var i = 0; i < count; i++)
        {
            var slot = Slot(this[i]);
            if (_slots[slot] == 0) _slots[slot] = i + 1;
        }
    }

    /// <summary>Where the text is, or where it would go.</summary>
    private int Slot(ReadOnlySpan<byte> text)
    {
        var slot = (int)(unchecked((uint)Hash(text)) % (uint)_slots.Length);
        while (_slots[slot] != 0 && !this[_slots[slot] - 1].SequenceEqual(text)) slot = slot + 1 == _slots.Length ? 0 : slot + 1;
        return slot;
    }

    /// <summary>Seeded anew in each process, so that nobody can choose names that collide.</summary>
    private static int Hash(ReadOnlySpan<byte> text) =>
        unchecked(string.GetHashCode(MemoryMarshal.Cast<byte, char>(text), StringComparison.Ordinal) ^ (((text.Length & 1) == 0 ? 256 : text[^1]) * 0x01000193));

    private readonly record struct Place(int Chunk, int At, int Length);
}
