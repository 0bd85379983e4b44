using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Core;

/// <summary>
/// Several YAML documents in one table that is read in place: parsing YAML at start-up would cost 20 ms for 270 KB.
/// Layout (little-endian): magic, version, number of files, number of strings, offset of the nodes;
/// files (path string, root node); string offsets; string bytes (UTF-8); nodes.
/// </summary>
public sealed class DataTable
{
    internal const uint Magic = 0x4B415341;
    internal const int FormatVersion = 1;
    private const int HeaderBytes = 20;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string?[] _strings;
    private readonly int _stringOffsets;
    private readonly int _stringBytes;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _derived = new(StringComparer.Ordinal);

    /// <summary>Opens a table.</summary>
    /// <param name="bytes">The table, read in place.</param>
    /// <param name="derived">What was derived from it when it was compiled, by name: see <see cref="Derived"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are no table of this version.</exception>
    public DataTable(ReadOnlyMemory<byte> bytes, params ReadOnlySpan<(string Name, ReadOnlyMemory<byte> Bytes)> derived)
    {
        _bytes = bytes;
        foreach (var (name, made) in derived) _derived[name] = made;
        if (bytes.Length < HeaderBytes || (uint)Int(0) != Magic || Int(4) != FormatVersion) throw new InvalidDataException("the knowledge table is not of this version; build it again");
        var files = Int(8);
        _strings = new string?[Int(12)];
        _stringOffsets = HeaderBytes + (8 * files);
        _stringBytes = _stringOffsets + (4 * (_strings.Length + 1));
        var roots = ImmutableArray.CreateBuilder<(string, DataNode)>(files);
        for (var i = 0; i < files; i++)
        {
            var path = Text(Int(HeaderBytes + (8 * i)));
            roots.Add((path, new DataNode(this, Int(HeaderBytes + (8 * i) + 4), path)));
        }

        Files = roots.MoveToImmutable();
    }

    /// <summary>Who hears what strict readings of this table ask, or null.</summary>
    internal IReadingWatch? Watch { get; private init; }

    /// <summary>The same table, read under a watch.</summary>
    public DataTable WatchedBy(IReadingWatch watch) => new(_bytes) { Watch = watch };

    /// <summary>Path and root node of each file, in ordinal order of the paths.</summary>
    public ImmutableArray<(string Path, DataNode Root)> Files { get; }

    /// <summary>First 12 hex digits of the SHA-256 of the table: its version.</summary>
    public string Digest => field ??= Convert.ToHexStringLower(SHA256.HashData(_bytes.Span).AsSpan(0, 6));

    /// <summary>The files below a folder such as <c>licenses/</c>.</summary>
    public IEnumerable<(string Path, DataNode Root)> Below(string folder) => Files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>The root of one file, or null.</summary>
    public DataNode? File(string path)
    {
        foreach (var (p, root) in Files)
        {
            if (string.Equals(p, path, StringComparison.Ordinal)) return root;
        }

        return null;
    }

    /// <summary>What a room derives from the table to read it in place, such as an index: given when the table was opened, else made when it is first asked for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="make">Makes it; the same table gives the same bytes.</param>
    public ReadOnlyMemory<byte> Derived(string name, Func<DataTable, byte[]> make)
    {
        lock (_derived)
        {
            if (!_derived.TryGetValue(name, out var bytes)) _derived[name] = bytes = make(this);
            return bytes;
        }
    }

    internal int Int(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.Span[offset..]);

    internal string Text(int index)
    {
        if (_strings[index] is { } known) return known;
        var start = Int(_stringOffsets + (4 * index));
        var end = Int(_stringOffsets + (4 * (index + 1)));
        return _strings[index] = Encoding.UTF8.GetString(_bytes.Span[(_stringBytes + start)..(_stringBytes + end)]);
    }
}
