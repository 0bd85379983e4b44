using System.Diagnostics.CodeAnalysis;

namespace Assay.Weights;

/// <summary>How the elements of a tensor are stored. Names follow safetensors and GGUF.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The formats themselves name them so.")]
public enum DType
{
    /// <summary>Something that is no number, or a type this version does not know.</summary>
    Other,

    /// <summary>IEEE binary64.</summary>
    F64,

    /// <summary>IEEE binary32.</summary>
    F32,

    /// <summary>IEEE binary16.</summary>
    F16,

    /// <summary>The upper half of binary32.</summary>
    BF16,

    /// <summary>8-bit float, 4 exponent and 3 mantissa bits, no infinity.</summary>
    F8_E4M3,

    /// <summary>8-bit float, 5 exponent and 2 mantissa bits.</summary>
    F8_E5M2,

    /// <summary>E4M3 with bias 8, no negative zero, NaN at 0x80.</summary>
    F8_E4M3FNUZ,

    /// <summary>E5M2 with bias 16, no negative zero, NaN at 0x80.</summary>
    F8_E5M2FNUZ,

    /// <summary>8-bit power of two (bias 127), NaN at 0xFF.</summary>
    F8_E8M0,

    /// <summary>6-bit float, 2 exponent and 3 mantissa bits.</summary>
    F6_E2M3,

    /// <summary>6-bit float, 3 exponent and 2 mantissa bits.</summary>
    F6_E3M2,

    /// <summary>4-bit float, 2 exponent bits and 1 mantissa bit, low nibble first.</summary>
    F4,

    /// <summary>Two binary32: real and imaginary part.</summary>
    C64,

    /// <summary>Two binary64: real and imaginary part.</summary>
    C128,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>Signed 16-bit integer.</summary>
    I16,

    /// <summary>Signed 8-bit integer.</summary>
    I8,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>A byte that is 0 or 1.</summary>
    Bool,

    /// <summary>Signed 4-bit integer, low nibble first.</summary>
    I4,

    /// <summary>Unsigned 4-bit integer, low nibble first.</summary>
    U4,

    /// <summary>Signed 2-bit integer, lowest bits first.</summary>
    I2,

    /// <summary>Unsigned 2-bit integer, lowest bits first.</summary>
    U2,

    /// <summary>32 elements in 18 bytes: a scale and 4-bit codes.</summary>
    Q4_0,

    /// <summary>32 elements in 20 bytes: a scale, a minimum and 4-bit codes.</summary>
    Q4_1,

    /// <summary>32 elements in 22 bytes.</summary>
    Q5_0,

    /// <summary>32 elements in 24 bytes.</summary>
    Q5_1,

    /// <summary>32 elements in 34 bytes.</summary>
    Q8_0,

    /// <summary>32 elements in 36 bytes.</summary>
    Q8_1,

    /// <summary>256 elements in 84 bytes.</summary>
    Q2_K,

    /// <summary>256 elements in 110 bytes.</summary>
    Q3_K,

    /// <summary>256 elements in 144 bytes.</summary>
    Q4_K,

    /// <summary>256 elements in 176 bytes.</summary>
    Q5_K,

    /// <summary>256 elements in 210 bytes.</summary>
    Q6_K,

    /// <summary>256 elements in 292 bytes.</summary>
    Q8_K,

    /// <summary>256 elements in 66 bytes.</summary>
    IQ2_XXS,

    /// <summary>256 elements in 74 bytes.</summary>
    IQ2_XS,

    /// <summary>256 elements in 98 bytes.</summary>
    IQ3_XXS,

    /// <summary>256 elements in 50 bytes.</summary>
    IQ1_S,

    /// <summary>32 elements in 18 bytes: a scale and 4-bit indices of a fixed table.</summary>
    IQ4_NL,

    /// <summary>256 elements in 110 bytes.</summary>
    IQ3_S,

    /// <summary>256 elements in 82 bytes.</summary>
    IQ2_S,

    /// <summary>256 elements in 136 bytes.</summary>
    IQ4_XS,

    /// <summary>256 elements in 56 bytes.</summary>
    IQ1_M,

    /// <summary>256 ternary elements in 54 bytes.</summary>
    TQ1_0,

    /// <summary>256 ternary elements in 66 bytes.</summary>
    TQ2_0,

    /// <summary>32 elements in 17 bytes: a power of two and E2M1 codes.</summary>
    MXFP4,

    /// <summary>64 elements in 36 bytes.</summary>
    NVFP4,

    /// <summary>128 elements in 18 bytes.</summary>
    Q1_0,

    /// <summary>64 elements in 18 bytes.</summary>
    Q2_0,
}
