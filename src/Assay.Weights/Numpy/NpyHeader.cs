using System.Globalization;
using Assay.Weights.Containers;

namespace Assay.Weights.Numpy;

/// <summary>The header of an array: a Python dictionary of three entries, read without evaluating it.</summary>
internal sealed record NpyHeader(string Description, DType Type, int ItemBytes, bool BigEndian, bool Fortran, long[] Shape)
{
    public bool IsObject => Description.Contains('O', StringComparison.Ordinal);

    public static NpyHeader Parse(string text, WeightLimits limits)
    {
        var description = After(text, "descr");
        var shape = After(text, "shape");
        var order = After(text, "fortran_order");
        var fortran = order.StartsWith("True", StringComparison.Ordinal);
        if (!fortran && !order.StartsWith("False", StringComparison.Ordinal)) throw new RefusedException("the header of the array does not say in which order it lies");
        var quoted = Quoted(description);
        var (type, bytes, big) = quoted.StartsWith('[') ? (DType.Other, 0, false) : Element(quoted);
        if (type == DType.Other && bytes == 0 && !quoted.Contains('O', StringComparison.Ordinal)) throw new RefusedException($"the element type {Names.Quote(quoted)} is not supported");
        return new NpyHeader(quoted, type, bytes, big, fortran, Dimensions(shape, limits));
    }

    private static string After(string text, string key)
    {
        foreach (var quote in (ReadOnlySpan<char>)['\'', '"'])
        {
            var at = text.IndexOf($"{quote}{key}{quote}", StringComparison.Ordinal);
            if (at < 0) continue;
            var colon = text.IndexOf(':', at);
            if (colon > 0) return text[(colon + 1)..].TrimStart();
        }

        throw new RefusedException($"the header of the array lacks '{key}'");
    }

    private static string Quoted(string text)
    {
        if (text.StartsWith('['))
        {
            var close = text.IndexOf("],", StringComparison.Ordinal);
            return close < 0 ? throw new RefusedException("the element type of the array is cut off") : text[..(close + 1)];
        }

        if (text.Length < 2 || text[0] is not ('\'' or '"')) throw new RefusedException("the element type of the array is no text");
        var end = text.IndexOf(text[0], 1);
        return end < 0 ? throw new RefusedException("the element type of the array is cut off") : text[1..end];
    }

    private static (DType Type, int Bytes, bool BigEndian) Element(string description)
    {
        var big = description.StartsWith('>');
        var plain = description.TrimStart('<', '>', '|', '=');
        if (plain.Length < 2 || !int.TryParse(plain.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > 1 << 20) return (DType.Other, 0, big);
        return plain switch
        {
            "f2" => (DType.F16, 2, big),
            "f4" => (DType.F32, 4, big),
            "f8" => (DType.F64, 8, big),
            "i1" => (DType.I8, 1, big),
            "i2" => (DType.I16, 2, big),
            "i4" => (DType.I32, 4, big),
            "i8" => (DType.I64, 8, big),
            "u1" => (DType.U8, 1, big),
            "u2" => (DType.U16, 2, big),
            "u4" => (DType.U32, 4, big),
            "u8" => (DType.U64, 8, big),
            "b1" => (DType.Bool, 1, big),
            "c8" => (DType.C64, 8, big),
            "c16" => (DType.C128, 16, big),
            ['O', ..] => (DType.Other, 0, big),
            ['U', ..] => (DType.Other, size * 4, big),
            ['S' or 'V' or 'a', ..] => (DType.Other, size, big),
            _ => (DType.Other, 0, big),
        };
    }

    private static long[] Dimensions(string text, WeightLimits limits)
    {
        var close = text.IndexOf(')', StringComparison.Ordinal);
        if (!text.StartsWith('(') || close < 0) throw new RefusedException("the shape of the array is no tuple");
        var shape = new List<long>();
        foreach (var part in text[1..close].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var dimension)) throw new RefusedException("a dimension of the array is no whole number from 0 up");
            if (shape.Count >= limits.MaxDimensions) throw new RefusedException($"the array has more than {limits.MaxDimensions} dimensions");
            shape.Add(dimension);
        }

        return [.. shape];
    }
}
