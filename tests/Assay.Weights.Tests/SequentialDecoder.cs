namespace Assay.Weights.Tests;

/// <summary>The block layouts a second time, walked in the order of storage with moving pointers instead of computed places.</summary>
internal static class SequentialDecoder
{
    private static readonly int[] Levels = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

    public static float[] Decode(DType type, byte[] b) => type switch
    {
        DType.Q2_K => Q2(b),
        DType.Q3_K => Q3(b),
        DType.Q4_K => Q4(b),
        DType.Q5_K => Q5(b),
        DType.Q6_K => Q6(b),
        DType.IQ4_XS => Iq4(b),
        DType.TQ1_0 => Tq1(b),
        _ => Tq2(b),
    };

    private static float H(byte[] b, int at) => (float)BitConverter.ToHalf(b, at);

    private static float[] Q2(byte[] b)
    {
        var y = new List<float>();
        var scales = 0;
        foreach (var q in new[] { 16, 48 })
        {
            for (var shift = 0; shift < 8; shift += 2)
            {
                foreach (var part in new[] { 0, 16 })
                {
                    var sc = b[scales++];
                    for (var l = 0; l < 16; l++) y.Add((H(b, 80) * (sc & 15) * ((b[q + part + l] >> shift) & 3)) - (H(b, 82) * (sc >> 4)));
                }
            }
        }

        return [.. y];
    }

    private static float[] Q3(byte[] b)
    {
        var a = new uint[4];
        for (var i = 0; i < 3; i++) a[i] = BitConverter.ToUInt32(b, 96 + (4 * i));
        var tmp = a[2];
        a[2] = ((a[0] >> 4) & 0x0f0f0f0f) | (((tmp >> 4) & 0x03030303) << 4);
        a[3] = ((a[1] >> 4) & 0x0f0f0f0f) | (((tmp >> 6) & 0x03030303) << 4);
        a[0] = (a[0] & 0x0f0f0f0f) | ((tmp & 0x03030303) << 4);
        a[1] = (a[1] & 0x0f0f0f0f) | (((tmp >> 2) & 0x03030303) << 4);
        var scales = a.SelectMany(BitConverter.GetBytes).ToArray();
        var y = new List<float>();
        var (m, group) = (1, 0);
        foreach (var q in new[] { 32, 64 })
        {
            for (var shift = 0; shift < 8; shift += 2, m <<= 1)
            {
                foreach (var part in new[] { 0, 16 })
                {
                    var dl = H(b, 108) * (scales[group++] - 32);
                    for (var l = part; l < part + 16; l++) y.Add(dl * (((b[q + l] >> shift) & 3) - ((b[l] & m) != 0 ? 0 : 4)));
                }
            }
        }

        return [.. y];
    }

    private static (int, int) Pair(byte[] b, int j) => j < 4
        ? (b[4 + j] & 63, b[8 + j] & 63)
        : ((b[8 + j] & 15) | ((b[j] >> 6) << 4), (b[8 + j] >> 4) | ((b[4 + j] >> 6) << 4));

    private static float[] Q4(byte[] b)
    {
        var y = new List<float>();
        for (int j = 0, q = 16; j < 8; j += 2, q += 32)
        {
            var (s1, m1) = Pair(b, j);
            var (s2, m2) = Pair(b, j + 1);
            for (var l = 0; l < 32; l++) y.Add((H(b, 0) * s1 * (b[q + l] & 15)) - (H(b, 2) * m1));
            for (var l = 0; l < 32; l++) y.Add((H(b, 0) * s2 * (b[q + l] >> 4)) - (H(b, 2) * m2));
        }

        return [.. y];
    }

    private static float[] Q5(byte[] b)
    {
        var y = new List<float>();
        for (int j = 0, q = 48, u = 1; j < 8; j += 2, q += 32, u <<= 2)
        {
            var (s1, m1) = Pair(b, j);
            var (s2, m2) = Pair(b, j + 1);
            for (var l = 0; l < 32; l++) y.Add((H(b, 0) * s1 * ((b[q + l] & 15) + ((b[16 + l] & u) != 0 ? 16 : 0))) - (H(b, 2) * m1));
            for (var l = 0; l < 32; l++) y.Add((H(b, 0) * s2 * ((b[q + l] >> 4) + ((b[16 + l] & (u << 1)) != 0 ? 16 : 0))) - (H(b, 2) * m2));
        }

        return [.. y];
    }

    private static float[] Q6(byte[] b)
    {
        var y = new float[256];
        for (int n = 0, ql = 0, qh = 128, sc = 192; n < 256; n += 128, ql += 64, qh += 32, sc += 8)
        {
            for (var l = 0; l < 32; l++)
            {
                var s = sc + (l / 16);
                var d = H(b, 208);
                y[n + l] = d * unchecked((sbyte)b[s]) * (((b[ql + l] & 15) | ((b[qh + l] & 3) << 4)) - 32);
                y[n + l + 32] = d * unchecked((sbyte)b[s + 2]) * (((b[ql + l + 32] & 15) | (((b[qh + l] >> 2) & 3) << 4)) - 32);
                y[n + l + 64] = d * unchecked((sbyte)b[s + 4]) * (((b[ql + l] >> 4) | (((b[qh + l] >> 4) & 3) << 4)) - 32);
                y[n + l + 96] = d * unchecked((sbyte)b[s + 6]) * (((b[ql + l + 32] >> 4) | ((b[qh + l] >> 6) << 4)) - 32);
            }
        }

        return y;
    }

    private static float[] Iq4(byte[] b)
    {
        var y = new List<float>();
        var high = BitConverter.ToUInt16(b, 2);
        for (int ib = 0, q = 8; ib < 8; ib++, q += 16, high >>= 2)
        {
            var ls = (ib % 2 == 0 ? b[4 + (ib / 2)] & 15 : b[4 + (ib / 2)] >> 4) | ((high & 3) << 4);
            for (var j = 0; j < 16; j++) y.Add(H(b, 0) * (ls - 32) * Levels[b[q + j] & 15]);
            for (var j = 0; j < 16; j++) y.Add(H(b, 0) * (ls - 32) * Levels[b[q + j] >> 4]);
        }

        return [.. y];
    }

    private static float[] Tq1(byte[] b)
    {
        var y = new List<float>();
        foreach (var (start, count, digits) in new[] { (0, 32, 5), (32, 16, 5), (48, 4, 4) })
        {
            var power = 1;
            for (var n = 0; n < digits; n++, power *= 3)
            {
                for (var m = 0; m < count; m++)
                {
                    var q = unchecked((byte)(b[start + m] * power));
                    y.Add(H(b, 52) * (((ushort)(q * 3) >> 8) - 1));
                }
            }
        }

        return [.. y];
    }

    private static float[] Tq2(byte[] b)
    {
        var y = new List<float>();
        foreach (var q in new[] { 0, 32 })
        {
            for (var l = 0; l < 8; l += 2)
            {
                for (var m = 0; m < 32; m++) y.Add(H(b, 64) * (((b[q + m] >> l) & 3) - 1));
            }
        }

        return [.. y];
    }
}
