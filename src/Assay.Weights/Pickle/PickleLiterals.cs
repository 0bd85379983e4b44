using System.Globalization;
using System.Text;
using Assay.Weights.Containers;

namespace Assay.Weights.Pickle;

/// <summary>Opcodes that push a value written in the pickle itself.</summary>
internal static class PickleLiterals
{
    private const int MaxLine = 1 << 20;

    public static bool TryRead(byte opcode, BlobCursor input, WeightLimits limits, out object? value)
    {
        const string what = "a pickle";
        value = null;
        switch (opcode)
        {
            case (byte)'N':
                return true;
            case 0x88 or 0x89:
                value = opcode == 0x88;
                return true;
            case (byte)']' or 0x8F:
                value = new PyList();
                return true;
            case (byte)'}':
                value = new PyDict();
                return true;
            case (byte)')':
                value = PyTuple.Empty;
                return true;
            case (byte)'J':
                value = (long)input.I32(what);
                return true;
            case (byte)'K':
                value = (long)input.U8(what);
                return true;
            case (byte)'M':
                value = (long)input.U16(what);
                return true;
            case 0x8A:
                value = Long(input.Bytes(input.U8(what), 255, what));
                return true;
            case 0x8B:
                value = Long(input.Bytes(input.I32(what), limits.MaxNameBytes, "a long integer of a pickle"));
                return true;
            case (byte)'I' or (byte)'L':
                value = Integer(Line(input));
                return true;
            case (byte)'F':
                value = double.TryParse(Line(input), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
                return true;
            case (byte)'G':
                value = input.BigEndianDouble(what);
                return true;
            default:
                return TryReadText(opcode, input, limits, out value);
        }
    }

    /// <summary>The rest of a line, without its end. Bytes above 0x7F stay as they are, one character each.</summary>
    public static string Line(BlobCursor input)
    {
        var text = new StringBuilder();
        for (var b = input.U8("a line of a pickle"); b != '\n'; b = input.U8("a line of a pickle"))
        {
            if (text.Length >= MaxLine) throw new RefusedException($"a line of a pickle is longer than {MaxLine} bytes");
            text.Append((char)b);
        }

        return text.ToString();
    }

    private static bool TryReadText(byte opcode, BlobCursor input, WeightLimits limits, out object? value)
    {
        const string what = "a pickle";
        value = opcode switch
        {
            (byte)'V' => Line(input),
            (byte)'S' => Unquote(Line(input)),
            (byte)'U' => Latin(input.Bytes(input.U8(what), 255, what)),
            (byte)'T' => Latin(input.Bytes(input.I32(what), limits.MaxStringBytes, what)),
            (byte)'X' => Text(input, input.U32(what), limits),
            0x8C => Text(input, input.U8(what), limits),
            0x8D => Text(input, Size(input.U64(what)), limits),
            (byte)'C' => input.Bytes(input.U8(what), 255, what),
            (byte)'B' => input.Bytes(input.U32(what), limits.MaxStringBytes, what),
            0x8E or 0x96 => input.Bytes(Size(input.U64(what)), limits.MaxStringBytes, what),
            _ => null,
        };
        return value is not null;
    }

    private static long Size(ulong declared) => declared <= long.MaxValue ? (long)declared : throw new RefusedException("a string of a pickle is longer than what remains of the file");

    private static string Text(BlobCursor input, long length, WeightLimits limits) => input.LenientUtf8(length, limits.MaxStringBytes, "a string of a pickle");

    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static string Unquote(string line) => line.Length >= 2 && line[0] is '\'' or '"' && line[^1] == line[0] ? line[1..^1] : line;

    private static object Long(byte[] bytes)
    {
        if (bytes.Length > 8) return new PyBigInteger(bytes);
        var value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1L : 0;
        for (var i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private static object Integer(string line) => line switch
    {
        "00" => false,
        "01" => true,
        _ => long.TryParse(line.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : new PyBigInteger(Encoding.Latin1.GetBytes(line)),
    };
}
