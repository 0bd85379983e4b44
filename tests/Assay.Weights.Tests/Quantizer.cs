namespace Assay.Weights.Tests;

/// <summary>Round-to-nearest quantizers of the simple GGUF types, written apart from the decoder.</summary>
internal static class Quantizer
{
    public static byte[] Q8_0(float[] row) => Blocks(row, (block, bytes) =>
    {
        var scale = block.Max(MathF.Abs) / 127;
        Half(bytes, scale);
        foreach (var v in block) bytes.Add(unchecked((byte)(sbyte)Math.Clamp(MathF.Round(Code(v, scale)), -127, 127)));
    });

    public static byte[] Q4_0(float[] row) => Blocks(row, (block, bytes) =>
    {
        var scale = block.MaxBy(MathF.Abs) / -8;
        Half(bytes, scale);
        for (var i = 0; i < 16; i++) bytes.Add((byte)(Nibble(block[i], scale, 8) | (Nibble(block[i + 16], scale, 8) << 4)));
    });

    public static byte[] Q4_1(float[] row) => Blocks(row, (block, bytes) =>
    {
        var (low, high) = (block.Min(), block.Max());
        var scale = (high - low) / 15;
        Half(bytes, scale);
        Half(bytes, low);
        for (var i = 0; i < 16; i++) bytes.Add((byte)(Nibble(block[i] - low, scale, 0) | (Nibble(block[i + 16] - low, scale, 0) << 4)));
    });

    public static byte[] Q5_0(float[] row) => Blocks(row, (block, bytes) =>
    {
        var scale = block.MaxBy(MathF.Abs) / -16;
        Half(bytes, scale);
        var codes = block.Select(v => (uint)Math.Clamp((int)MathF.Round(Code(v, scale)) + 16, 0, 31)).ToArray();
        var fifth = 0u;
        for (var i = 0; i < 32; i++) fifth |= (codes[i] >> 4) << i;
        bytes.AddRange(BitConverter.GetBytes(fifth));
        for (var i = 0; i < 16; i++) bytes.Add((byte)((codes[i] & 15) | ((codes[i + 16] & 15) << 4)));
    });

    /// <summary>Puts ordinary numbers where a random block has its scales, so that no NaN hides a difference.</summary>
    public static void TameScales(DType type, byte[] block)
    {
        foreach (var at in type switch
        {
            DType.Q2_K => new[] { 80, 82 },
            DType.Q3_K => [108],
            DType.Q4_K or DType.Q5_K => [0, 2],
            DType.Q6_K => [208],
            DType.IQ4_XS => [0],
            DType.TQ1_0 => [52],
            _ => [64],
        })
        {
            BitConverter.GetBytes((Half)(0.01f * (1 + block[at]))).CopyTo(block, at);
        }
    }

    private static float Code(float value, float scale) => scale == 0 ? 0 : value / scale;

    private static int Nibble(float value, float scale, int offset) => Math.Clamp((int)MathF.Round(Code(value, scale)) + offset, 0, 15);

    private static void Half(List<byte> bytes, float value) => bytes.AddRange(BitConverter.GetBytes((Half)value));

    private static byte[] Blocks(float[] row, Action<float[], List<byte>> encode)
    {
        var bytes = new List<byte>();
        foreach (var block in row.Chunk(32)) encode(block, bytes);
        return [.. bytes];
    }
}
