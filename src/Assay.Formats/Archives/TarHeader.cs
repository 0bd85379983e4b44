using System.Buffers.Binary;

namespace Assay.Formats;

/// <summary>One 512-byte header block of a tar archive (POSIX ustar, with the GNU extensions).</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int Length = 512;

    private const int ChecksumOffset = 148;
    private readonly ReadOnlySpan<byte> _block = block;

    /// <summary>Type: <c>0</c> file, <c>5</c> folder, <c>L</c> long name, <c>x</c> extended header, ...</summary>
    public char Type => _block[156] == 0 ? '0' : (char)_block[156];

    /// <summary>Whether the block is the end mark.</summary>
    public bool IsEnd => _block.IndexOfAnyExcept((byte)0) < 0;

    /// <summary>Size of the data that follow, or -1 where it is none that can be read.</summary>
    public long Size => Number(_block.Slice(124, 12));

    /// <summary>Name, with the prefix of POSIX archives.</summary>
    public string Name
    {
        get
        {
            var name = MemberPath.Decode(Text(_block[..100]));
            var isPosix = _block.Slice(257, 6).SequenceEqual("ustar\0"u8);
            return isPosix && _block[345] != 0 ? $"{MemberPath.Decode(Text(_block.Slice(345, 155)))}/{name}" : name;
        }
    }

    /// <summary>Target of a link.</summary>
    public string LinkName => MemberPath.Decode(Text(_block.Slice(157, 100)));

    /// <summary>Whether the checksum holds; old writers summed signed bytes.</summary>
    public bool IsSound
    {
        get
        {
            var stated = Number(_block.Slice(ChecksumOffset, 8));
            var (unsigned, signed) = (0, 0);
            for (var i = 0; i < Length; i++)
            {
                var b = i is >= ChecksumOffset and < ChecksumOffset + 8 ? (byte)' ' : _block[i];
                unsigned += b;
                signed += b < 128 ? b : b - 256;
            }

            return stated == unsigned || stated == signed;
        }
    }

    /// <summary>A text up to its first NUL.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field) => field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field;

    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0) return field.Length > 8 ? Binary(field) : -1;
        long value = 0;
        foreach (var b in field.TrimStart((byte)' '))
        {
            if (b is 0 or (byte)' ') break;
            if (b is < (byte)'0' or > (byte)'7') return -1;
            value = (value * 8) + (b - '0');
        }

        return value;
    }

    private static long Binary(ReadOnlySpan<byte> field)
    {
        // Base 256, big-endian; only what fits into 63 bits.
        var head = field[..^8];
        if (head[0] != 0x80 || head[1..].IndexOfAnyExcept((byte)0) >= 0) return -1;
        var value = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
        return value < 0 ? -1 : value;
    }
}
