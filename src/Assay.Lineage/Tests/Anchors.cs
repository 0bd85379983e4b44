namespace Assay.Lineage;

/// <summary>
/// Vectors of the residual stream that mean the same in two models of one kind: embeddings of shared tokens; in image transformers the directions of the pixels of a patch, and positions.
/// </summary>
internal static class Anchors
{
    private static readonly TensorRole Embed = new(-1, Slots.Embed);
    private static readonly TensorRole Patch = new(-1, Slots.Patch);
    private static readonly TensorRole Positions = new(-1, "positions");

    /// <summary>Width of the residual stream; 0 where nothing is known to mean the same.</summary>
    public static int Width(ModelView model) => model.Embed?.Columns ?? model.Tensor(Patch)?.Rows ?? 0;

    /// <summary>The vectors of both, one below the other.</summary>
    public static (Matrix A, Matrix B) Of(ModelView a, ModelView b)
    {
        var (ofA, ofB) = (new List<Matrix>(), new List<Matrix>());
        if (a.Embed is not null && b.Embed is not null) Add(ofA, ofB, a.Values![Embed], b.Values![Embed]);
        else if (a.Values!.TryGetValue(Patch, out var p) && b.Values!.TryGetValue(Patch, out var q)) Add(ofA, ofB, p.Transposed(), q.Transposed());
        if (ofA.Count > 0 && a.Embed is null && a.Values!.TryGetValue(Positions, out var x) && b.Values!.TryGetValue(Positions, out var y) && x.Columns == ofA[0].Columns && y.Columns == x.Columns) Add(ofA, ofB, x, y);
        return ofA.Count == 0 ? (new Matrix(0, 0), new Matrix(0, 0)) : (Matrix.Stack(ofA), Matrix.Stack(ofB));
    }

    private static void Add(List<Matrix> ofA, List<Matrix> ofB, Matrix a, Matrix b)
    {
        var rows = Math.Min(a.Rows, b.Rows);
        ofA.Add(a.Top(rows));
        ofB.Add(b.Top(rows));
    }
}
