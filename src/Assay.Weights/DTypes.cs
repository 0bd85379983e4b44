using System.Collections.Frozen;

namespace Assay.Weights;

/// <summary>Size and family of the types: a block holds <c>Elements</c> elements in <c>Bytes</c> bytes.</summary>
public static class DTypes
{
    private static readonly FrozenDictionary<string, DType> BySafetensorsName = new Dictionary<string, DType>(StringComparer.Ordinal)
    {
        ["BOOL"] = DType.Bool,
        ["F4"] = DType.F4,
        ["F6_E2M3"] = DType.F6_E2M3,
        ["F6_E3M2"] = DType.F6_E3M2,
        ["U8"] = DType.U8,
        ["I8"] = DType.I8,
        ["F8_E5M2"] = DType.F8_E5M2,
        ["F8_E4M3"] = DType.F8_E4M3,
        ["F8_E8M0"] = DType.F8_E8M0,
        ["F8_E4M3FNUZ"] = DType.F8_E4M3FNUZ,
        ["F8_E5M2FNUZ"] = DType.F8_E5M2FNUZ,
        ["I16"] = DType.I16,
        ["U16"] = DType.U16,
        ["F16"] = DType.F16,
        ["BF16"] = DType.BF16,
        ["I32"] = DType.I32,
        ["U32"] = DType.U32,
        ["F32"] = DType.F32,
        ["C64"] = DType.C64,
        ["F64"] = DType.F64,
        ["I64"] = DType.I64,
        ["U64"] = DType.U64,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Elements and bytes of one block; (1, 0) for <see cref="DType.Other"/>.</summary>
    public static (int Elements, int Bytes) Block(this DType type) => type switch
    {
        DType.Other => (1, 0),
        DType.F64 or DType.I64 or DType.U64 or DType.C64 => (1, 8),
        DType.C128 => (1, 16),
        DType.F32 or DType.I32 or DType.U32 => (1, 4),
        DType.F16 or DType.BF16 or DType.I16 or DType.U16 => (1, 2),
        DType.F6_E2M3 or DType.F6_E3M2 => (4, 3),
        DType.F4 or DType.I4 or DType.U4 => (2, 1),
        DType.I2 or DType.U2 => (4, 1),
        DType.Q4_0 or DType.IQ4_NL => (32, 18),
        DType.Q4_1 => (32, 20),
        DType.Q5_0 => (32, 22),
        DType.Q5_1 => (32, 24),
        DType.Q8_0 => (32, 34),
        DType.Q8_1 => (32, 36),
        DType.Q2_K => (256, 84),
        DType.Q3_K or DType.IQ3_S => (256, 110),
        DType.Q4_K => (256, 144),
        DType.Q5_K => (256, 176),
        DType.Q6_K => (256, 210),
        DType.Q8_K => (256, 292),
        DType.IQ2_XXS or DType.TQ2_0 => (256, 66),
        DType.IQ2_XS => (256, 74),
        DType.IQ3_XXS => (256, 98),
        DType.IQ1_S => (256, 50),
        DType.IQ2_S => (256, 82),
        DType.IQ4_XS => (256, 136),
        DType.IQ1_M => (256, 56),
        DType.TQ1_0 => (256, 54),
        DType.MXFP4 => (32, 17),
        DType.NVFP4 => (64, 36),
        DType.Q1_0 => (128, 18),
        DType.Q2_0 => (64, 18),
        _ => (1, 1),
    };

    /// <summary>The name used in reports: <c>F32</c>, <c>BOOL</c>, <c>Q4_K</c>; <c>?</c> for <see cref="DType.Other"/>.</summary>
    public static string Name(this DType type) => type switch
    {
        DType.Other => "?",
        DType.Bool => "BOOL",
        _ => type.ToString(),
    };

    /// <summary>Whether elements are quantized in blocks with their own scale (the GGUF types).</summary>
    public static bool IsQuantized(this DType type) => type >= DType.Q4_0;

    /// <summary>Whether elements are floating-point numbers, quantized ones included.</summary>
    public static bool IsFloat(this DType type) => type.IsQuantized() || type is >= DType.F64 and <= DType.F4;

    /// <summary>Type by the name that safetensors uses; null where it knows none of that name.</summary>
    public static DType? FromSafetensors(string name) => BySafetensorsName.TryGetValue(name, out var type) ? type : null;

    /// <summary>Type by the number that GGUF uses; null where the number is unknown or was removed.</summary>
    public static DType? FromGguf(uint number) => number switch
    {
        0 => DType.F32,
        1 => DType.F16,
        2 => DType.Q4_0,
        3 => DType.Q4_1,
        6 => DType.Q5_0,
        7 => DType.Q5_1,
        8 => DType.Q8_0,
        9 => DType.Q8_1,
        10 => DType.Q2_K,
        11 => DType.Q3_K,
        12 => DType.Q4_K,
        13 => DType.Q5_K,
        14 => DType.Q6_K,
        15 => DType.Q8_K,
        16 => DType.IQ2_XXS,
        17 => DType.IQ2_XS,
        18 => DType.IQ3_XXS,
        19 => DType.IQ1_S,
        20 => DType.IQ4_NL,
        21 => DType.IQ3_S,
        22 => DType.IQ2_S,
        23 => DType.IQ4_XS,
        24 => DType.I8,
        25 => DType.I16,
        26 => DType.I32,
        27 => DType.I64,
        28 => DType.F64,
        29 => DType.IQ1_M,
        30 => DType.BF16,
        34 => DType.TQ1_0,
        35 => DType.TQ2_0,
        39 => DType.MXFP4,
        40 => DType.NVFP4,
        41 => DType.Q1_0,
        42 => DType.Q2_0,
        _ => null,
    };

    /// <summary>Bytes that so many elements take in whole blocks; null where they do not fill whole blocks or the number is too big.</summary>
    public static long? ByteLength(this DType type, long elements)
    {
        var (count, bytes) = type.Block();
        if (elements < 0 || elements % count != 0 || elements / count > long.MaxValue / Math.Max(bytes, 1)) return null;
        return elements / count * bytes;
    }
}
