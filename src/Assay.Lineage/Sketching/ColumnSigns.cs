using System.Runtime.InteropServices;

namespace Assay.Lineage;

/// <summary>Signs of columns as masks that flip the sign bit of a float. They depend on the column alone, so one table serves all tensors.</summary>
internal static class ColumnSigns
{
    private const int Held = 1 << 16;

    private static readonly float[] First = Expand(0, Held);

    /// <summary>Masks for so many columns from a first one.</summary>
    /// <param name="column">The first column.</param>
    /// <param name="scratch">Room for the masks where they are not held.</param>
    public static ReadOnlySpan<float> Of(int column, Span<float> scratch)
    {
        if (column <= Held - scratch.Length) return First.AsSpan(column, scratch.Length);
        Fill(column, scratch);
        return scratch;
    }

    private static float[] Expand(int column, int count)
    {
        var masks = new float[count];
        Fill(column, masks);
        return masks;
    }

    private static void Fill(int column, Span<float> masks)
    {
        var bits = MemoryMarshal.Cast<float, uint>(masks);
        for (var i = 0; i < bits.Length;)
        {
            var at = column + i;
            var word = SketchHash.ColumnSigns(at >> 6) >> (at & 63);
            for (var left = Math.Min(64 - (at & 63), bits.Length - i); left > 0; left--, word >>= 1) bits[i++] = (uint)(word & 1) << 31;
        }
    }
}
