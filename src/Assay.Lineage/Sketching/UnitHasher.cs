using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>
/// Hashes the exchangeable units of a network. The group must be declared for each slot, else the order test is wrong: hidden units of a feed-forward block
/// are rows of its up projection (of the first 8 experts of a mixture); the 4 (or 3) gates of a recurrent unit share one label; output channels of a convolution are rows; dimensions of the
/// residual stream are columns of the embeddings. Attention rows, rotary pairs and tokens are not exchangeable and are never used.
/// </summary>
internal static class UnitHasher
{
    private const int MaxTokens = 1 << 13;
    private const int ReadAhead = 1 << 14;
    private const int MaxExperts = 8;
    private const double SortedBeyond = 0.3;
    private const int MaxVectors = 64;
    private const double OrderedBeyond = 0.8;

    /// <summary>What is to be hashed, in order; each part can be done on any thread. Tensors of which no order of rows is known are no evidence: they follow a formula, or are zero.</summary>
    public static IEnumerable<Func<UnitHashes>> All(ModelTensors model, RowOrders orders)
    {
        var language = model.All.Any(t => t.Role.IsUp);
        var experts = new Dictionary<int, int>();
        for (var i = 0; i < model.All.Count; i++)
        {
            if (orders[i] is not { } order) continue;
            var tensor = model.All[i];
            var sorted = Math.Abs(order) > SortedBeyond;
            if (tensor.Role is { Slot: Slots.Embed, Layer: -1 })
            {
                if (!IsResidualOrdered(model, tensor.Columns)) yield return () => Residual(tensor);
            }
            else if (tensor.Role is { Slot: Slots.Patch, Layer: -1 }) yield return () => Rows(tensor, 1, [], sorted);
            else if (tensor.Role.IsUp && (experts[tensor.Role.Layer] = experts.GetValueOrDefault(tensor.Role.Layer) + 1) <= MaxExperts) yield return () => FeedForward(tensor, model, sorted);
            else if (!language && IsOther(tensor.Role, tensor.Rows, tensor.Columns)) yield return () => Rows(tensor, Gates(tensor), [], sorted);
        }
    }

    /// <summary>Whether a vector over the residual stream rises or falls along it, as mixing factors that are set by position do: its dimensions are then not exchangeable.</summary>
    private static bool IsResidualOrdered(ModelTensors model, int width) => model.All.Where(t => t.Rows == 1 && t.Columns == width).Take(MaxVectors).Any(vector =>
    {
        var values = new float[width];
        vector.Read(0, values);
        return Math.Abs(Ranks.AgainstIndex([.. values.Select(v => (double)v)])) > OrderedBeyond;
    });

    /// <summary>Whether a tensor may have exchangeable units that are hashed: it follows no formula, is not zero, and has a role or a size that allows it.</summary>
    public static bool HasUnits(TensorSketch sketch) =>
        sketch is { Deterministic: false, Moments.Sum2: not 0 } && (sketch.Role is { Slot: Slots.Embed or Slots.Patch, Layer: -1 } || sketch.Role.IsUp || IsOther(sketch.Role, sketch.Rows, sketch.Columns));

    private static bool IsOther(TensorRole role, int rows, int columns) => !role.IsKnown && rows >= 8 && columns >= 8;

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

    private static UnitHashes FeedForward(LineageTensor up, ModelTensors model, bool sorted)
    {
        var norm = model.Find(new TensorRole(up.Role.Layer, Slots.FfnNorm));
        float[] gain = [];
        if (norm is not null && norm.Elements == up.Columns) norm.Read(0, gain = new float[up.Columns]);
        return Rows(up, 1, Gains.Of(gain), sorted);
    }

    private static UnitHashes Rows(LineageTensor tensor, int gates, float[] gain, bool sorted)
    {
        var units = tensor.Rows / gates;
        var count = Math.Min(UnitHashes.Most, tensor.Exchangeable > 0 ? Math.Min(tensor.Exchangeable, units) : units);
        var projection = new UnitProjection(count);
        var ahead = Math.Min(tensor.Columns, ReadAhead);
        var part = new float[count * ahead];
        var tile = new float[count * UnitProjection.Tile];
        for (var g = 0; g < gates; g++)
        {
            for (var first = 0; first < tensor.Columns; first += ahead)
            {
                var width = Math.Min(ahead, tensor.Columns - first);
                for (var u = 0; u < count; u++) ReadUnit(tensor, u + (g * units), first, gain, part.AsSpan(u * ahead, width));
                for (var at = 0; at < width; at += UnitProjection.Tile)
                {
                    var coordinates = Math.Min(UnitProjection.Tile, width - at);
                    for (var u = 0; u < count; u++) part.AsSpan((u * ahead) + at, coordinates).CopyTo(tile.AsSpan(u * UnitProjection.Tile));
                    projection.Add(((long)g * tensor.Columns) + first + at, coordinates, tile);
                }
            }
        }

        return new UnitHashes(tensor.Role, units, tensor.Columns * gates, sorted, projection.Bits());
    }

    private static void ReadUnit(LineageTensor tensor, int row, int first, float[] gain, Span<float> values)
    {
        tensor.ReadValues(((long)row * tensor.Columns) + first, values);
        if (gain.Length > 0) TensorPrimitives.Multiply(values, gain.AsSpan(first, values.Length), values);
    }

    private static UnitHashes Residual(LineageTensor embed)
    {
        var count = Math.Min(UnitHashes.Most, embed.Columns);
        var projection = new UnitProjection(count);
        var tokens = Math.Min(MaxTokens, embed.Rows);
        var ahead = Math.Clamp((ReadAhead << 5) / embed.Columns, 1, UnitProjection.Tile);
        var rows = new float[Math.Min(ahead, tokens) * embed.Columns];
        var tile = new float[count * UnitProjection.Tile];
        var norms = new float[embed.Columns];
        for (var first = 0; first < tokens; first += ahead)
        {
            var read = Math.Min(ahead, tokens - first);
            embed.Read(first, rows.AsSpan(0, read * embed.Columns));
            for (var t = 0; t < read; t++)
            {
                var row = rows.AsSpan(t * embed.Columns, embed.Columns);
                for (var u = 0; u < count; u++) tile[(u * UnitProjection.Tile) + t] = row[u];
                TensorPrimitives.Multiply(row, row, row);
                TensorPrimitives.Add(norms, row, norms);
            }

            projection.Add(first, read, tile);
        }

        var sorted = Math.Abs(Ranks.AgainstIndex([.. norms.Select(n => (double)n)])) > SortedBeyond;
        return new UnitHashes(embed.Role, embed.Columns, tokens, sorted, projection.Bits());
    }
}

/// <summary>Correlations of row length and row index by the index of the tensor, -1 to 1; null for a tensor without units.</summary>
internal sealed class RowOrders
{
    private const double None = double.PositiveInfinity;

    private readonly double[] _orders;

    public RowOrders(int tensors) => Array.Fill(_orders = new double[tensors], None);

    public double? this[int tensor]
    {
        get => double.IsPositiveInfinity(_orders[tensor]) ? null : _orders[tensor];
        set => _orders[tensor] = value ?? None;
    }
}
