using System.Text;

namespace WeightFuzz;

/// <summary>Puts opcodes and their arguments into a pickle, or takes bytes out.</summary>
internal static class PickleEdits
{
    private static readonly byte[][] Parts =
    [
        .. new[] { "(", ")", "]", "}", "t", "l", "d", "e", "a", "s", "u", ".", "0", "1", "2", "R", "b", "N", "\x85", "\x86", "\x87", "\x88", "\x89", "\x8f", "\x90", "\x91", "\x92", "\x93", "\x94", "\x95\xff\xff\xff\xff\xff\xff\xff\x7f", "Q", "o", "\x81", "\x97", "\x98" }.Select(Latin),
        .. new[] { "K\x05", "M\xff\xff", "J\xff\xff\xff\x7f", "J\x00\x00\x00\x80", "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f", "\x8a\xff", "\x8b\xff\xff\xff\x7f", "G\x7f\xf0\x00\x00\x00\x00\x00\x00", "X\x01\x00\x00\x00a", "X\xff\xff\xff\xff", "\x8c\x01a", "\x8d\x01\x00\x00\x00\x00\x00\x00\x00a", "B\x01\x00\x00\x00a", "C\x01a", "U\x01a", "T\x01\x00\x00\x00a" }.Select(Latin),
        .. new[] { "h\x00", "h\x01", "j\x01\x00\x00\x00", "q\x00", "q\x01", "r\xff\xff\xff\x7f", "p1\n", "g1\n", "I1\n", "L99999999999999999999L\n", "F1e400\n", "S'a'\n", "V\\u0000\n", "Pid\n", "cos\nsystem\n", "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch\nFloatStorage\n", "ccollections\nOrderedDict\n", "ios\nsystem\n", "\x80\x04", "\x80\xff", "\x82\x01" }.Select(Latin),
    ];

    /// <summary>One edit.</summary>
    public static byte[] Apply(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        if (random.Next(5) == 0) return RawEdits.Apply(bytes, random, Parts[random.Next(Parts.Length)]);
        var part = Parts[random.Next(Parts.Length)];
        var many = random.Next(20) == 0 ? random.Next(5000) : 1 + random.Next(3);
        var inserted = Enumerable.Range(0, many).SelectMany(_ => part);
        return [.. bytes.AsSpan(0, at), .. inserted, .. bytes.AsSpan(Math.Min(bytes.Length, at + random.Next(3)))];
    }

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);
}
