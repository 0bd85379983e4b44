using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>
/// The longest hidden units of a layer, as what two of their weight vectors do along a frame of tokens: little for any width, the same for the same unit however units and basis are
/// arranged, and made once for all pairs.
/// </summary>
/// <param name="model">The weights.</param>
internal sealed class SampledUnits(ModelTensors model)
{
    private const int MostUnits = 512;
    private const int ReadAhead = 1 << 20;

    private readonly ConcurrentDictionary<(int Layer, int Reach), (Matrix First, Matrix Second)?> _made = new();
    private readonly ConcurrentDictionary<int, Matrix> _frames = new();

    /// <summary>Tokens with embeddings; 0 where there are none.</summary>
    public int Tokens => Embed?.Rows ?? 0;

    private LineageTensor? Embed => model.Find(new TensorRole(-1, Slots.Embed));

    /// <summary>Two views of the units of a layer, one row a unit; null where it has no feed-forward block.</summary>
    public (Matrix First, Matrix Second)? Of(int layer, int reach) => _made.GetOrAdd((layer, reach), _ => Make(layer, reach));

    private (Matrix First, Matrix Second)? Make(int layer, int reach)
    {
        var blocks = model.All.Where(t => t.Role.Layer == layer && t.Role.IsUp).ToList();
        if (blocks.Count == 0) return null;
        var gates = blocks.ConvertAll(b => model.Find(b.Role.Beside(Slots.Gate)));
        var downs = blocks.ConvertAll(b => model.Find(b.Role.Beside(Slots.Down)));
        var gated = gates.TrueForAll(g => g is not null);
        if (!gated && !downs.TrueForAll(d => d is not null)) return null;
        var gain = Gain(layer, blocks[0].Columns);
        var first = blocks.Select((b, i) => gated ? gates[i]! : b).ToList();
        var frame = _frames.GetOrAdd(reach, r => TokenFrame.Of(Embed!, r));
        if (first.Exists(t => t.Columns != frame.Columns)) return null;
        var units = Longest(first, gain);
        var second = gated ? Rows(blocks, units, gain) : Columns(downs!, units, frame.Columns);
        return (Rows(first, units, gain).TimesTransposed(frame).UnitRows(), second.TimesTransposed(frame).UnitRows());
    }

    private float[] Gain(int layer, int width)
    {
        var norm = model.Find(new TensorRole(layer, Slots.FfnNorm)) ?? model.Find(new TensorRole(layer, Slots.Norm));
        if (norm is null || norm.Elements != width) return [];
        var gain = new float[width];
        norm.Read(0, gain);
        return Gains.Of(gain);
    }

    /// <summary>The longest rows of several matrices. Length does not change with the order of units or the basis, and little with training.</summary>
    private static List<(int Block, int Row)> Longest(List<LineageTensor> blocks, float[] gain)
    {
        var lengths = new List<(float Length, int Block, int Row)>();
        for (var b = 0; b < blocks.Count; b++)
        {
            var columns = blocks[b].Columns;
            EachPart(blocks[b], (row, values) =>
            {
                if (gain.Length > 0) TensorPrimitives.Multiply(values, gain, values);
                lengths.Add((TensorPrimitives.SumOfSquares<float>(values), b, row));
            });
        }

        return [.. lengths.OrderByDescending(l => l.Length).Take(MostUnits).Select(l => (l.Block, l.Row)).Order()];
    }

    private static Matrix Rows(List<LineageTensor> blocks, List<(int Block, int Row)> units, float[] gain)
    {
        var rows = new Matrix(units.Count, blocks[0].Columns);
        for (var i = 0; i < units.Count; i++) blocks[units[i].Block].Read(units[i].Row, rows.Writable(i));
        return gain.Length > 0 ? rows.ScaleColumns(gain) : rows;
    }

    /// <summary>Columns of the matrices that lead back into the stream, one row a unit.</summary>
    private static Matrix Columns(List<LineageTensor> blocks, List<(int Block, int Row)> units, int width)
    {
        var columns = new Matrix(units.Count, width);
        for (var b = 0; b < blocks.Count; b++)
        {
            var wanted = units.Select((u, at) => (u.Block, u.Row, At: at)).Where(u => u.Block == b).ToList();
            EachPart(blocks[b], (row, values) =>
            {
                foreach (var (_, unit, at) in wanted) columns.Data[(at * width) + row] = values[unit];
            });
        }

        return columns;
    }

    private static void EachPart(LineageTensor tensor, RowAction act)
    {
        var ahead = Math.Clamp(ReadAhead / tensor.Columns, 1, tensor.Rows);
        var part = new float[ahead * tensor.Columns];
        for (var first = 0; first < tensor.Rows; first += ahead)
        {
            var count = Math.Min(ahead, tensor.Rows - first);
            tensor.Read(first, part.AsSpan(0, count * tensor.Columns));
            for (var r = 0; r < count; r++) act(first + r, part.AsSpan(r * tensor.Columns, tensor.Columns));
        }
    }

    private delegate void RowAction(int row, Span<float> values);
}
