using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace WeightFuzz;

/// <summary>Edits of headers that are text, with the length in front put right again.</summary>
internal static class HeaderEdits
{
    private static readonly string[] Words =
    [
        "\"__metadata__\":{\"a\":\"b\"},", "\"dtype\":\"F64\",", "\"dtype\":\"BF16\",", "\"dtype\":\"F4\",", "\"dtype\":\"F6_E2M3\",", "\"shape\":[0,1],", "\"shape\":[],", "\"shape\":[18446744073709551615,2],", "\"data_offsets\":[0,0],",
        "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "null", "true", "1e309", "-1", "1.5", "\u202e", "{\"a\":", "'fortran_order': True, ", "'descr': '>f8', ", "'descr': [('a','<f4')], ", "'shape': (3,), ", "'|O'", "(", ")", "\n",
    ];

    /// <summary>One edit of the JSON header.</summary>
    public static byte[]? Safetensors(byte[] bytes, Random random)
    {
        if (bytes.Length < 9 || BinaryPrimitives.ReadInt64LittleEndian(bytes) is not (> 0 and var n) || n > bytes.Length - 8) return null;
        var header = Text(bytes[8..(int)(8 + n)], random);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. bytes[(int)(8 + n)..]];
    }

    /// <summary>One edit of the dictionary in front of an array.</summary>
    public static byte[]? Npy(byte[] bytes, Random random)
    {
        if (bytes.Length < 12) return null;
        var n = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        if (n > bytes.Length - 10) return null;
        var header = Text(bytes[10..(10 + n)], random);
        var head = bytes[..10];
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), unchecked((ushort)header.Length));
        return [.. head, .. header, .. bytes[(10 + n)..]];
    }

    /// <summary>One edit of text: a number replaced, a word put in, a part doubled or cut.</summary>
    public static byte[] Text(byte[] header, Random random)
    {
        var text = Encoding.Latin1.GetString(header);
        var at = random.Next(text.Length + 1);
        var end = Math.Min(text.Length, at + 1 + random.Next(40));
        var changed = random.Next(4) switch
        {
            0 or 1 => Number(text, at, random),
            2 => text.Insert(at, Words[random.Next(Words.Length)]),
            _ => random.Next(2) == 0 ? text.Remove(at, end - at) : text.Insert(at, text[at..end]),
        };
        return Encoding.Latin1.GetBytes(changed);
    }

    private static string Number(string text, int at, Random random)
    {
        var first = text.IndexOfAny([.. "0123456789"], Math.Min(at, Math.Max(0, text.Length - 1)));
        if (first < 0) return text;
        var last = first;
        while (last < text.Length && char.IsAsciiDigit(text[last])) last++;
        var value = random.Next(3) == 0 && long.TryParse(text.AsSpan(first, last - first), NumberStyles.None, CultureInfo.InvariantCulture, out var old) && old < long.MaxValue - 8 ? old + random.Next(-8, 9) : RawEdits.Nasty(random);
        return text[..first] + value.ToString(CultureInfo.InvariantCulture) + text[last..];
    }
}
