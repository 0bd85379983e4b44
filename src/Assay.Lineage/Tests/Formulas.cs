namespace Assay.Lineage;

/// <summary>Recognizes tensors that follow a formula and so say nothing of descent: they are the same in models that share nothing.</summary>
internal static class Formulas
{
    private const int MaxElements = 1 << 22;
    private const double Tolerance = 2e-3;

    /// <summary>The formula, or null where none fits. Bigger tensors are looked at by their first rows.</summary>
    public static string? Explain(LineageTensor tensor)
    {
        var rows = (int)Math.Min(tensor.Rows, Math.Max(1, MaxElements / tensor.Columns));
        if ((long)rows * tensor.Columns > MaxElements) return null;
        var whole = rows == tensor.Rows;
        var probe = new float[Math.Min(rows, 4) * tensor.Columns];
        tensor.Read(0, probe);
        if (!MayFollow(probe)) return whole && FourierWindow(tensor) ? "a Fourier basis" : null;
        if (!whole) return null;
        var values = new float[rows * tensor.Columns];
        tensor.Read(0, values);
        if (Few(values)) return "few distinct values";
        if (Sinusoids(values, rows, tensor.Columns)) return "sinusoidal positions";
        if (tensor.Rows == 1 && Regular(values)) return "a regular series";
        return FourierWindow(tensor) ? "a Fourier basis" : null;
    }

    private static bool MayFollow(ReadOnlySpan<float> probe)
    {
        var distinct = new HashSet<float>();
        foreach (var v in probe[..Math.Min(probe.Length, 256)]) distinct.Add(v);
        return distinct.Count <= 8 || Math.Abs(probe[0]) < 1e-6 || Math.Abs(probe[0] - 1) < 1e-6;
    }

    private static bool Few(ReadOnlySpan<float> values)
    {
        var distinct = new HashSet<float>();
        foreach (var v in values)
        {
            if (distinct.Add(v) && distinct.Count > 2) return false;
        }

        return true;
    }

    private static bool Regular(ReadOnlySpan<float> v)
    {
        if (v.Length < 8) return false;
        var arithmetic = true;
        var geometric = true;
        for (var i = 2; i < v.Length && (arithmetic || geometric); i++)
        {
            arithmetic &= Math.Abs((v[i] - v[i - 1]) - (v[1] - v[0])) <= Tolerance * Math.Abs(v[i] - v[0]) / i;
            geometric &= v[i - 1] != 0 && v[0] != 0 && Math.Abs((v[i] / v[i - 1]) - (v[1] / v[0])) <= Tolerance * Math.Abs(v[1] / v[0]);
        }

        return arithmetic || geometric;
    }

    /// <summary>Rows 0 and 1 of sinusoidal positions give the frequencies; all other rows must follow.</summary>
    private static bool Sinusoids(ReadOnlySpan<float> v, int rows, int columns)
    {
        if (rows < 4 || columns < 4) return false;
        for (var c = 0; c < columns; c++)
        {
            var cosine = Math.Abs(v[c] - 1) < 1e-3;
            if (!cosine && Math.Abs(v[c]) > 1e-3) return false;
            var frequency = cosine ? Math.Acos(Math.Clamp(v[columns + c], -1, 1)) : Math.Asin(Math.Clamp(v[columns + c], -1, 1));
            for (var r = 2; r < Math.Min(rows, 8); r++)
            {
                var angle = frequency * r;
                if (Math.Abs(v[(r * columns) + c] - (cosine ? Math.Cos(angle) : Math.Sin(angle))) > 0.02) return false;
            }
        }

        return true;
    }

    /// <summary>Row 0 of a windowed Fourier basis is the window; row k is the window times a cosine, and the second half times a sine.</summary>
    private static bool FourierWindow(LineageTensor tensor)
    {
        var n = tensor.Columns;
        var half = tensor.Rows / 2;
        if (tensor.Rows % 2 != 0 || half < 4 || n < 8 || half != (n / 2) + 1) return false;
        var v = new float[tensor.Rows * n];
        tensor.Read(0, v);
        double error = 0, energy = 0;
        for (var k = 0; k < half; k += Math.Max(1, half / 16))
        {
            for (var i = 0; i < n; i++)
            {
                var angle = 2 * Math.PI * k * i / n;
                var cosine = v[(k * n) + i] - (v[i] * Math.Cos(angle));
                var sine = Math.Abs(v[((half + k) * n) + i]) - Math.Abs(v[i] * Math.Sin(angle));
                error += (cosine * cosine) + (sine * sine);
                energy += v[i] * v[i];
            }
        }

        return energy > 0 && error <= Tolerance * energy;
    }
}
