using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Lineage;

/// <summary>
/// Hashes the exchangeable units of a network. The group must be declared for each slot, else the order test is wrong: hidden units of a feed-forward block
/// are rows of its up projection; the 4 (or 3) gates of a recurrent unit share one label; output channels of a convolution are rows; dimensions of the
/// residual stream are columns of the embeddings. Attention rows, rotary pairs and tokens are not exchangeable and are never used.
/// </summary>
internal static class UnitHasher
{
    private const int MaxTokens = 1 << 13;
    private const double SortedBeyond = 0.3;

    public static IEnumerable<UnitHashes> All(ModelTensors model, IReadOnlyDictionary<TensorRole, TensorSketch> sketches)
    {
        var language = model.All.Any(t => t.Role is { Layer: >= 0, Slot: Slots.Up });
        foreach (var tensor in model.All)
        {
            if (!sketches.TryGetValue(tensor.Role, out var sketch) || sketch.Deterministic || sketch.Moments.Sum2 == 0) continue;
            if (tensor.Role is { Slot: Slots.Embed, Layer: -1 }) yield return Residual(tensor);
            else if (tensor.Role.Slot == Slots.Up && tensor.Role.Layer >= 0) yield return FeedForward(tensor, model, sketch);
            else if (!language && !tensor.Role.IsKnown && tensor.Rows >= 8 && tensor.Columns >= 8) yield return Rows(tensor, Gates(tensor), [], Math.Abs(sketch.RowOrder) > SortedBeyond);
        }
    }

    /// <summary>
    /// How many rows share one label. Where a name does not tell, the coarser grouping is taken: relabeling blocks together is a subgroup of
    /// relabeling rows, so that the test stays valid and only loses power.
    /// </summary>
    private static int Gates(LineageTensor tensor)
    {
        var name = tensor.Info.Name.ToLowerInvariant();
        if (name.Contains("conv", StringComparison.Ordinal) || tensor.Info.Shape.SkipWhile(n => n == 1).Count() > 2) return 1;
        if (name.Contains("gru", StringComparison.Ordinal) && tensor.Rows % 3 == 0) return 3;
        return tensor.Rows % 4 == 0 ? 4 : tensor.Rows % 3 == 0 ? 3 : 1;
    }

    private static UnitHashes FeedForward(LineageTensor up, ModelTensors model, TensorSketch sketch)
    {
        var norm = model.Find(new TensorRole(up.Role.Layer, Slots.FfnNorm));
        float[] gain = [];
        if (norm is not null && norm.Elements == up.Columns) norm.Read(0, gain = new float[up.Columns]);
        return Rows(up, 1, gain, Math.Abs(sketch.RowOrder) > SortedBeyond);
    }

    private static UnitHashes Rows(LineageTensor tensor, int gates, float[] gain, bool sorted)
    {
        var units = tensor.Rows / gates;
        var count = Math.Min(UnitHashes.Most, units);
        var bits = new ulong[2 * count];
        var row = new float[tensor.Columns];
        var sums = new float[128];
        for (var u = 0; u < count; u++)
        {
            Array.Clear(sums);
            for (var g = 0; g < gates; g++)
            {
                tensor.Read(u + (g * units), row);
                for (var c = 0; c < row.Length; c++) Project(sums, SketchHash.Projection(((long)g * tensor.Columns) + c), gain.Length > 0 ? row[c] * gain[c] : row[c]);
            }

            Store(bits, u, sums);
        }

        return new UnitHashes(tensor.Role, units, tensor.Columns * gates, sorted, bits);
    }

    private static UnitHashes Residual(LineageTensor embed)
    {
        var count = Math.Min(UnitHashes.Most, embed.Columns);
        var sums = new float[count][];
        for (var u = 0; u < count; u++) sums[u] = new float[128];
        var row = new float[embed.Columns];
        var norms = new double[embed.Columns];
        var tokens = Math.Min(MaxTokens, embed.Rows);
        for (var t = 0; t < tokens; t++)
        {
            embed.Read(t, row);
            var signs = SketchHash.Projection(t);
            for (var u = 0; u < count; u++) Project(sums[u], signs, row[u]);
            for (var c = 0; c < row.Length; c++) norms[c] += (double)row[c] * row[c];
        }

        var bits = new ulong[2 * count];
        for (var u = 0; u < count; u++) Store(bits, u, sums[u]);
        return new UnitHashes(embed.Role, embed.Columns, tokens, Math.Abs(Ranks.AgainstIndex(norms)) > SortedBeyond, bits);
    }

    /// <summary>Adds a value to 128 sums, with the signs that the coordinate's bits say: 8 sums at a time.</summary>
    private static void Project(float[] sums, (ulong Low, ulong High) signs, float value)
    {
        ref var sum = ref MemoryMarshal.GetArrayDataReference(sums);
        var spread = Vector256.Create(value);
        var lanes = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        for (var b = 0; b < 16; b++)
        {
            var bits = (int)(((b < 8 ? signs.Low : signs.High) >> (8 * (b & 7))) & 0xFF);
            var minus = Vector256.Equals(Vector256.Create(bits) & lanes, Vector256<int>.Zero) & Vector256.Create(int.MinValue);
            var at = (nuint)(8 * b);
            (Vector256.LoadUnsafe(ref sum, at) + (spread.AsInt32() ^ minus).AsSingle()).StoreUnsafe(ref sum, at);
        }
    }

    private static void Store(ulong[] bits, int unit, float[] sums)
    {
        for (var b = 0; b < 64; b++)
        {
            if (sums[b] > 0) bits[2 * unit] |= 1UL << b;
            if (sums[64 + b] > 0) bits[(2 * unit) + 1] |= 1UL << b;
        }
    }
}
