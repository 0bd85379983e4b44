namespace Minnow.Numerics;

/// <summary>The three loops that take nearly all of the time: scalar, single precision, sums in a fixed order.</summary>
public static class Rows
{
    /// <summary>target += row.</summary>
    public static void Add(Span<float> target, ReadOnlySpan<float> row)
    {
        row = row[..target.Length];
        for (var i = 0; i < target.Length; i++) target[i] = (float)(target[i] + row[i]);
    }

    /// <summary>target += factor * row; each product is rounded before it is added.</summary>
    public static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> row)
    {
        row = row[..target.Length];
        for (var i = 0; i < target.Length; i++)
        {
            var product = (float)(factor * row[i]);
            target[i] = (float)(target[i] + product);
        }
    }

    /// <summary>Inner product, by four partial sums (lengths are multiples of four) that are added pairwise at the end.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (var i = 0; i + 3 < a.Length; i += 4)
        {
            s0 = (float)(s0 + (float)(a[i] * b[i]));
            s1 = (float)(s1 + (float)(a[i + 1] * b[i + 1]));
            s2 = (float)(s2 + (float)(a[i + 2] * b[i + 2]));
            s3 = (float)(s3 + (float)(a[i + 3] * b[i + 3]));
        }

        return (float)((float)(s0 + s1) + (float)(s2 + s3));
    }
}
