using System.Globalization;

namespace Assay.Weights.Decoding;

/// <summary>The points that indices of IQ1, IQ2 and IQ3 stand for: constants of the format, measured (knowledge/weights/gguf-grids.txt says how).</summary>
internal static class Grids
{
    private static readonly Lazy<Dictionary<string, float[]>> All = new(Read);

    /// <summary>256 points of 8 values.</summary>
    public static float[] Iq2Xxs => All.Value["iq2_xxs"];

    /// <summary>512 points of 8 values.</summary>
    public static float[] Iq2Xs => All.Value["iq2_xs"];

    /// <summary>1,024 points of 8 values.</summary>
    public static float[] Iq2S => All.Value["iq2_s"];

    /// <summary>256 points of 4 values.</summary>
    public static float[] Iq3Xxs => All.Value["iq3_xxs"];

    /// <summary>512 points of 4 values.</summary>
    public static float[] Iq3S => All.Value["iq3_s"];

    /// <summary>2,048 points of 8 values, for both types of one bit.</summary>
    public static float[] Iq1 => All.Value["iq1_s"];

    private static Dictionary<string, float[]> Read()
    {
        using var stream = typeof(Grids).Assembly.GetManifestResourceStream("gguf-grids.txt")!;
        using var reader = new StreamReader(stream);
        var points = new Dictionary<string, List<float>>(StringComparer.Ordinal);
        var (width, levels, current) = (0, Array.Empty<float>(), new List<float>());
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            if (line.Split(' ') is [var name, var values, .. var numbers])
            {
                width = int.Parse(values, CultureInfo.InvariantCulture);
                levels = Array.ConvertAll(numbers, n => float.Parse(n, CultureInfo.InvariantCulture));
                points[name] = current = [];
            }
            else
            {
                Points(line, width, levels, current);
            }
        }

        return points.ToDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal);
    }

    private static void Points(string line, int width, float[] levels, List<float> points)
    {
        var bits = levels.Length <= 4 ? 2 : 3;
        var digits = bits * width / 4;
        for (var at = 0; at < line.Length; at += digits)
        {
            var codes = int.Parse(line.AsSpan(at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (var i = 0; i < width; i++) points.Add(levels[(codes >> (bits * i)) & ((1 << bits) - 1)]);
        }
    }
}
