namespace WeightFuzz;

/// <summary>Edits one field of a message, or of a message within it, and puts the lengths around it right.</summary>
internal static class ProtobufEdits
{
    private readonly record struct Field(int Start, int Tag, int Content, int End);

    /// <summary>One edit, or null where the bytes are no message.</summary>
    public static byte[]? Apply(byte[] bytes, Random random) => Edit(bytes, random, 0);

    private static byte[]? Edit(byte[] message, Random random, int depth)
    {
        if (Fields(message) is not { Count: > 0 } fields) return null;
        var field = fields[random.Next(fields.Count)];
        var whole = message[field.Start..field.End];
        if ((field.Tag & 7) == 2 && random.Next(8) != 0)
        {
            var content = message[field.Content..field.End];
            var changed = (depth < 12 ? Edit(content, random, depth + 1) : null) ?? (content.Length == 0 ? [1] : RawEdits.Apply(content, random, whole));
            whole = [.. Varint(field.Tag), .. Varint(changed.Length), .. changed];
        }
        else
        {
            whole = random.Next(5) switch
            {
                0 => [],
                1 => [.. whole, .. whole],
                2 => [.. Varint(field.Tag ^ (1 << random.Next(6))), .. message[field.Content..field.End]],
                3 => Nested(whole, random),
                _ => (field.Tag & 7) == 0 ? [.. Varint(field.Tag), .. Varint(RawEdits.Nasty(random))] : RawEdits.Apply(whole, random, message),
            };
        }

        return [.. message[..field.Start], .. whole, .. message[field.End..]];
    }

    /// <summary>A field within itself, some levels deep.</summary>
    private static byte[] Nested(byte[] whole, Random random)
    {
        var tag = random.Next(1, 24) << 3 | 2;
        for (var levels = random.Next(100); levels > 0; levels--) whole = [.. Varint(tag), .. Varint(whole.Length), .. whole];
        return whole;
    }

    private static List<Field>? Fields(byte[] bytes)
    {
        var fields = new List<Field>();
        var at = 0;
        while (at < bytes.Length)
        {
            var start = at;
            if (Read(bytes, ref at) is not { } tag || tag is 0 or > int.MaxValue) return null;
            var content = at;
            switch (tag & 7)
            {
                case 0:
                    if (Read(bytes, ref at) is null) return null;
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                case 2:
                    if (Read(bytes, ref at) is not { } length || length > (ulong)(bytes.Length - at)) return null;
                    content = at;
                    at += (int)length;
                    break;
                default:
                    return null;
            }

            if (at > bytes.Length) return null;
            fields.Add(new Field(start, (int)tag, content, at));
        }

        return fields;
    }

    private static ulong? Read(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 63 && at < bytes.Length; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        return null;
    }

    private static byte[] Varint(long value)
    {
        var rest = unchecked((ulong)value);
        var bytes = new List<byte>();
        for (; rest >= 0x80; rest >>= 7) bytes.Add((byte)(rest & 0x7F | 0x80));
        bytes.Add((byte)rest);
        return [.. bytes];
    }
}
