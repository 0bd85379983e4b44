using System.Globalization;

namespace Assay.Formats;

/// <summary>One file of a tar archive.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record TarMember(string Path, long Size) : ArchiveMember(Path, Size)
{
    /// <summary>Offset of its data in the unpacked archive.</summary>
    public required long Offset { get; init; }

    /// <summary>Its bytes, where they were kept.</summary>
    public byte[]? Bytes { get; init; }
}

/// <summary>Walks the headers of a tar stream once from start to end.</summary>
internal sealed class TarScan(Stream stream, MemberList<TarMember> members, long keepBytes)
{
    private const int MaxExtension = 1 << 20;
    private const int MaxKept = 4 << 20;
    private const int BufferSize = 1 << 16;
    private readonly byte[] _buffer = new byte[BufferSize];
    private long _position;
    private long _kept = keepBytes;
    private string? _longName;
    private string? _longLink;
    private long? _longSize;
    private bool _sparse;

    /// <summary>Bytes of the unpacked stream that were walked.</summary>
    public long Length => _position;

    /// <summary>Walks; returns what is wrong with the archive, or null.</summary>
    public string? Run()
    {
        var block = new byte[TarHeader.Length];
        while (true)
        {
            var read = Fill(block);
            if (read == 0) return "it ends without an end mark (cut off?)";
            if (read < block.Length) return "it is cut off";
            var header = new TarHeader(block);
            if (header.IsEnd) return null;
            if (!header.IsSound) return _position == block.Length ? "it is no tar archive" : "a header is damaged; the rest was not read";
            if (members.IsFull) return "it has more members than the limit; the rest was not read";
            if (Member(header) is { } why) return why;
        }
    }

    private string? Member(TarHeader header)
    {
        var size = header.Size;
        if (size < 0) return "a header states a size that is none; the rest was not read";
        if (header.Type is 'L' or 'K' or 'x' or 'g') return Extension(header.Type, size);
        var name = _longName ?? header.Name;
        if (header.Type is '0' or '7') size = _longSize ?? size;
        var link = _longLink ?? header.LinkName;
        var sparse = _sparse;
        (_longName, _longLink, _longSize, _sparse) = (null, null, null, false);
        return header.Type switch
        {
            '0' or '7' when !sparse && !name.EndsWith('/') => File(name, size),
            '0' or '7' or 'S' when !name.EndsWith('/') => Skipped(name, size, "a sparse file, which is not supported"),
            '1' => Skipped(name, 0, $"a hard link to {MemberPath.Shown(link)}"),
            '2' => Skipped(name, size, "a symbolic link; it was not followed"),
            '3' or '4' or '6' => Skipped(name, size, "a device or pipe"),
            '0' or '7' or '5' => Skip(size) ? null : "it is cut off",
            _ => Skipped(name, size, $"a member of the unknown type '{(char.IsAsciiLetterOrDigit(header.Type) ? header.Type : '?')}'"),
        };
    }

    private string? File(string name, long size)
    {
        var offset = _position;
        byte[]? bytes = null;
        if (size <= Math.Min(MaxKept, _kept))
        {
            bytes = new byte[size];
            if (Fill(bytes) < size) return Cut(name);
            _kept -= size;
            if (!SkipPadding(size)) _kept = 0;
        }
        else if (!Skip(size))
        {
            return Cut(name);
        }

        members.Add(new TarMember(name, size) { Offset = offset, Bytes = bytes });
        return null;
    }

    private string Cut(string name)
    {
        members.Refuse(name, "it is cut off");
        return "it is cut off";
    }

    private string? Skipped(string name, long size, string why)
    {
        members.Refuse(name, why);
        return Skip(size) ? null : "it is cut off";
    }

    private string? Extension(char type, long size)
    {
        if (size > MaxExtension) return "an extended header is larger than 1 MiB; the rest was not read";
        var bytes = new byte[size];
        if (Fill(bytes) < size || !SkipPadding(size)) return "it is cut off";
        if (type == 'L') _longName = MemberPath.Decode(TarHeader.Text(bytes));
        else if (type == 'K') _longLink = MemberPath.Decode(TarHeader.Text(bytes));
        else if (type == 'x') Pax(bytes);
        return null;
    }

    /// <summary>Records <c>LENGTH KEY=VALUE\n</c>.</summary>
    private void Pax(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)' ') is > 0 and var space)
        {
            if (!int.TryParse(bytes[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space + 1 || length > bytes.Length) return;
            var record = bytes[(space + 1)..length].TrimEnd((byte)'\n');
            bytes = bytes[length..];
            if (record.IndexOf((byte)'=') is not (> 0 and var equals)) continue;
            var key = record[..equals];
            var value = record[(equals + 1)..];
            if (key.SequenceEqual("path"u8)) _longName = MemberPath.Decode(value);
            else if (key.SequenceEqual("linkpath"u8)) _longLink = MemberPath.Decode(value);
            else if (key.SequenceEqual("size"u8)) _longSize = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
            else if (key.StartsWith("GNU.sparse."u8)) _sparse = true;
        }
    }

    private bool SkipPadding(long size) => SkipBytes((TarHeader.Length - (size % TarHeader.Length)) % TarHeader.Length);

    private bool Skip(long size) => size <= long.MaxValue - TarHeader.Length && SkipBytes((size + TarHeader.Length - 1) / TarHeader.Length * TarHeader.Length);

    private bool SkipBytes(long count)
    {
        if (stream.CanSeek)
        {
            if (count > stream.Length - stream.Position) return false;
            stream.Position += count;
            _position += count;
            return true;
        }

        while (count > 0)
        {
            var read = Fill(_buffer.AsSpan(0, (int)Math.Min(count, BufferSize)));
            if (read == 0) return false;
            count -= read;
        }

        return true;
    }

    private int Fill(Span<byte> buffer)
    {
        var read = Unpacking.Fill(stream, buffer);
        _position += read;
        return read;
    }
}
