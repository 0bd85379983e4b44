namespace Assay.Weights.Decoding;

/// <summary>Floats of 8, 6 and 4 bits as tables (OCP 8-bit floating point and microscaling specifications; FNUZ as in LLVM).</summary>
internal static class SmallFloats
{
    /// <summary>E4M3 without infinities: bias 7, NaN where all bits but the sign are set.</summary>
    public static float[] E4M3 { get; } = Table(code => (code & 0x7F) == 0x7F ? float.NaN : Value(code, exponentBits: 4, mantissaBits: 3, bias: 7));

    /// <summary>E5M2: bias 15, infinities and NaN as in IEEE 754.</summary>
    public static float[] E5M2 { get; } = Table(code => (code & 0x7F) switch
    {
        0x7C => code < 0x80 ? float.PositiveInfinity : float.NegativeInfinity,
        > 0x7C => float.NaN,
        _ => Value(code, exponentBits: 5, mantissaBits: 2, bias: 15),
    });

    /// <summary>E4M3 with bias 8; 0x80 is NaN.</summary>
    public static float[] E4M3Fnuz { get; } = Table(code => code == 0x80 ? float.NaN : Value(code, exponentBits: 4, mantissaBits: 3, bias: 8));

    /// <summary>E5M2 with bias 16; 0x80 is NaN.</summary>
    public static float[] E5M2Fnuz { get; } = Table(code => code == 0x80 ? float.NaN : Value(code, exponentBits: 5, mantissaBits: 2, bias: 16));

    /// <summary>Powers of two from 2^-127; 0xFF is NaN.</summary>
    public static float[] E8M0 { get; } = Table(code => code == 0xFF ? float.NaN : (float)Math.ScaleB(1.0, code - 127));

    /// <summary>E2M3 by its 6-bit code: bias 1, no infinities, no NaN.</summary>
    public static float[] E2M3 { get; } = Table(code => Six(code, exponentBits: 2, mantissaBits: 3, bias: 1));

    /// <summary>E3M2 by its 6-bit code: bias 3, no infinities, no NaN.</summary>
    public static float[] E3M2 { get; } = Table(code => Six(code, exponentBits: 3, mantissaBits: 2, bias: 3));

    /// <summary>E2M1 by its 4-bit code.</summary>
    public static ReadOnlySpan<float> E2M1 => [0f, 0.5f, 1f, 1.5f, 2f, 3f, 4f, 6f, -0f, -0.5f, -1f, -1.5f, -2f, -3f, -4f, -6f];

    private static float[] Table(Func<int, float> value)
    {
        var table = new float[256];
        for (var code = 0; code < table.Length; code++) table[code] = value(code);
        return table;
    }

    private static float Six(int code, int exponentBits, int mantissaBits, int bias)
    {
        var magnitude = Value(code & 31, exponentBits, mantissaBits, bias);
        return (code & 32) == 0 ? magnitude : -magnitude;
    }

    private static float Value(int code, int exponentBits, int mantissaBits, int bias)
    {
        var mantissa = code & ((1 << mantissaBits) - 1);
        var exponent = (code >> mantissaBits) & ((1 << exponentBits) - 1);
        var magnitude = exponent == 0
            ? Math.ScaleB(mantissa, 1 - bias - mantissaBits)
            : Math.ScaleB(mantissa + (1 << mantissaBits), exponent - bias - mantissaBits);
        return (float)(code >= 0x80 ? -magnitude : magnitude);
    }
}
