using System.Globalization;

namespace Assay.Weights.Containers;

/// <summary>Metadata values of GGUF.</summary>
internal static class GgufValues
{
    private const uint Text = 8;
    private const int Shown = 8;

    /// <summary>A scalar: its .NET value.</summary>
    public static object Scalar(BlobCursor input, uint type, WeightLimits limits, string key) => type switch
    {
        0 => input.U8(key),
        1 => unchecked((sbyte)input.U8(key)),
        2 => input.U16(key),
        3 => unchecked((short)input.U16(key)),
        4 => input.U32(key),
        5 => input.I32(key),
        6 => BitConverter.UInt32BitsToSingle(input.U32(key)),
        7 => input.U8(key) is var b && b <= 1 ? b == 1 : throw new RefusedException($"the truth value {Names.Quote(key)} is {b}"),
        Text => input.Utf8((long)input.U64(key), limits.MaxStringBytes, $"the value of {Names.Quote(key)}"),
        10 => input.U64(key),
        11 => unchecked((long)input.U64(key)),
        12 => BitConverter.UInt64BitsToDouble(input.U64(key)),
        _ => throw new RefusedException($"the value of {Names.Quote(key)} has the unknown type {type}"),
    };

    /// <summary>An array: its length, its type and the first elements as text. The rest is checked and skipped.</summary>
    public static string Array(BlobCursor input, WeightDraft draft, string key)
    {
        var type = input.U32($"the array {Names.Quote(key)}");
        if (type == 9) throw new RefusedException($"the array {Names.Quote(key)} holds arrays, which readers of GGUF do not support");
        var size = Size(type) ?? throw new RefusedException($"the array {Names.Quote(key)} has elements of the unknown type {type}");
        var count = (long)input.U64($"the array {Names.Quote(key)}");
        if (count < 0 || count > input.Remaining / size) throw new RefusedException($"the array {Names.Quote(key)} declares {(ulong)count} elements, more than the file can hold");
        var first = new List<string>();
        for (var i = 0L; i < count; i++)
        {
            if (i < Shown) first.Add(Show(Scalar(input, type, draft.Limits, key)));
            else if (type == Text) Skip(input, draft.Limits, key);
            else if (type == 7) Scalar(input, type, draft.Limits, key);
            else
            {
                input.Skip((count - i) * size, $"the array {Names.Quote(key)}");
                break;
            }
        }

        return $"[{count} x {Name(type)}] {string.Join(", ", first)}{(count > Shown ? ", ..." : "")}";
    }

    /// <summary>A value as text.</summary>
    public static string Show(object value) => value switch
    {
        bool b => b ? "true" : "false",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static void Skip(BlobCursor input, WeightLimits limits, string key)
    {
        var length = (long)input.U64(key);
        if (length > limits.MaxStringBytes) throw new RefusedException($"a string of {Names.Quote(key)} is longer than the limit of {limits.MaxStringBytes} bytes");
        input.Skip(length, $"a string of {Names.Quote(key)}");
    }

    private static int? Size(uint type) => type switch
    {
        0 or 1 or 7 => 1,
        2 or 3 => 2,
        4 or 5 or 6 => 4,
        Text or 10 or 11 or 12 => 8,
        _ => null,
    };

    private static string Name(uint type) => type switch
    {
        0 => "u8",
        1 => "i8",
        2 => "u16",
        3 => "i16",
        4 => "u32",
        5 => "i32",
        6 => "f32",
        7 => "bool",
        Text => "string",
        10 => "u64",
        11 => "i64",
        _ => "f64",
    };
}
