using System.Buffers.Binary;
using System.Text;

namespace Assay.Lineage;

/// <summary>Names of slots as UTF-8, one behind the other, each found by its place. Networks without known names have one for every tensor.</summary>
internal sealed class SlotTable
{
    private const int ChunkBits = 16;
    private const int ChunkBytes = 1 << ChunkBits;
    private const int MostShared = 1 << 12;
    private const int LengthBytes = sizeof(ushort);
    private const byte FirstOutOfOrder = 0xEE;

    private readonly Dictionary<string, int> _shared = new(StringComparer.Ordinal);
    private readonly List<byte[]> _chunks = [];
    private int _used = ChunkBytes;

    /// <summary>Place of a name; the same name may have several.</summary>
    public int Add(string slot)
    {
        if (_shared.TryGetValue(slot, out var known)) return known;
        var bytes = Encoding.UTF8.GetByteCount(slot);
        if (bytes > ushort.MaxValue - LengthBytes) throw new ArgumentException("a name of 64 KiB is longer than any reader accepts", nameof(slot));
        if (_used + LengthBytes + bytes > ChunkBytes)
        {
            _chunks.Add(new byte[ChunkBytes]);
            _used = 0;
        }

        var place = ((_chunks.Count - 1) << ChunkBits) | _used;
        BinaryPrimitives.WriteUInt16LittleEndian(_chunks[^1].AsSpan(_used), (ushort)bytes);
        Encoding.UTF8.GetBytes(slot, _chunks[^1].AsSpan(_used + LengthBytes));
        _used += LengthBytes + bytes;
        if (_shared.Count < MostShared) _shared.Add(slot, place);
        return place;
    }

    /// <summary>The name at a place.</summary>
    public string this[int place] => Encoding.UTF8.GetString(Bytes(place));

    /// <summary>Ordinal order of two names.</summary>
    public int Compare(int a, int b)
    {
        if (a == b) return 0;
        var x = Bytes(a);
        var y = Bytes(b);
        var same = x.CommonPrefixLength(y);
        if (same == x.Length || same == y.Length) return x.Length.CompareTo(y.Length);
        return x[same] >= FirstOutOfOrder && y[same] >= FirstOutOfOrder ? string.CompareOrdinal(this[a], this[b]) : x[same].CompareTo(y[same]);
    }

    private ReadOnlySpan<byte> Bytes(int place)
    {
        var from = _chunks[place >>> ChunkBits].AsSpan(place & (ChunkBytes - 1));
        return from.Slice(LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(from));
    }
}
