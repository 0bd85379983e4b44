using System.Buffers.Binary;

namespace WeightFuzz;

/// <summary>Edits of bytes that know nothing of a format.</summary>
internal static class RawEdits
{
    private static readonly long[] Values =
    [
        0, 1, -1, 2, 3, 4, 7, 8, 16, 31, 32, 64, 127, 128, 255, 256, 32767, 65535, 65536, 100_000_000, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue, (1L << 62) + 1, 1L << 61,
    ];

    /// <summary>A number that readers stumble over.</summary>
    public static long Nasty(Random random) => Values[random.Next(Values.Length)];

    /// <summary>One edit.</summary>
    public static byte[] Apply(byte[] bytes, Random random, byte[] other)
    {
        if (bytes.Length == 0) return [(byte)random.Next(256)];
        var at = Place(bytes.Length, random);
        var length = Math.Min(1 + random.Next(random.Next(4) == 0 ? 256 : 12), bytes.Length - at);
        switch (random.Next(8))
        {
            case 0:
                return Changed(bytes, at, b => (byte)(b ^ (1 << random.Next(8))));
            case 1:
                return Changed(bytes, at, _ => (byte)random.Next(256));
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 4:
                return bytes[..at];
            case 5:
                var from = random.Next(Math.Max(1, other.Length));
                return [.. bytes[..at], .. other.AsSpan(from, Math.Min(length, other.Length - from)), .. bytes[at..]];
            default:
                return Number(bytes, at, random);
        }
    }

    private static int Place(int length, Random random) => random.Next(3) == 0 ? random.Next(length) : random.Next(Math.Min(length, 512));

    private static byte[] Changed(byte[] bytes, int at, Func<byte, byte> change)
    {
        var copy = (byte[])bytes.Clone();
        copy[at] = change(copy[at]);
        return copy;
    }

    private static byte[] Number(byte[] bytes, int at, Random random)
    {
        var copy = (byte[])bytes.Clone();
        Span<byte> number = stackalloc byte[8];
        var value = Nasty(random);
        if (random.Next(4) == 0) BinaryPrimitives.WriteInt64BigEndian(number, value);
        else BinaryPrimitives.WriteInt64LittleEndian(number, value);
        var width = Math.Min(1 << random.Next(4), copy.Length - at);
        number[..width].CopyTo(copy.AsSpan(at));
        return copy;
    }
}
