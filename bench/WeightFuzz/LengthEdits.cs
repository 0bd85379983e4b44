using System.Buffers.Binary;

namespace WeightFuzz;

/// <summary>Edits of what looks like a length: a number of 4 or 8 bytes that points into the file, moved a little or much.</summary>
internal static class LengthEdits
{
    /// <summary>One edit, or null where nothing looks like a length.</summary>
    public static byte[]? Apply(byte[] bytes, Random random)
    {
        for (var tries = 0; tries < 32; tries++)
        {
            var wide = random.Next(2) == 0;
            if (bytes.Length < 16) return null;
            var at = random.Next(Math.Min(bytes.Length - 8, 4096));
            var value = wide ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            if (value < 0 || value > bytes.Length || (value == 0 && random.Next(8) != 0)) continue;
            var copy = (byte[])bytes.Clone();
            var changed = random.Next(3) switch
            {
                0 => value + random.Next(-2, 3),
                1 => RawEdits.Nasty(random),
                _ => unchecked(value * random.Next(1, 1000)),
            };
            if (wide) BinaryPrimitives.WriteInt64LittleEndian(copy.AsSpan(at), changed);
            else BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(at), unchecked((int)changed));
            return copy;
        }

        return null;
    }
}
