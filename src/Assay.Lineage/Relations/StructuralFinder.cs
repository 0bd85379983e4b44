namespace Assay.Lineage;

/// <summary>Finds what changed the shape of a model: layers dropped or repeated, hidden units removed, a bigger vocabulary.</summary>
internal static class StructuralFinder
{
    private static readonly double Sure = -20;

    /// <summary>What tells shapes apart.</summary>
    public static (int Layers, int FeedForward, int Width, int Vocabulary, int Others) Shape(ModelView model) =>
        (model.Layers, model.FeedForward, model.Embed?.Columns ?? 0, model.Embed?.Rows ?? 0, model.IsLanguage ? 0 : OfMatrices(model));

    /// <summary>Of networks of other kinds all matrices count.</summary>
    private static int OfMatrices(ModelView model) => model.Sketch.Tensors.Where(t => t.Rows > 1).Aggregate(17, (h, t) => unchecked((h * 31) + (t.Rows * 7919) + t.Columns));

    /// <summary>Whether a model has the matrices of another by name, all at most as high and as wide, and some smaller.</summary>
    private static bool IsNarrower(ModelView child, ModelView parent)
    {
        var pairs = child.Sketch.Tensors.Where(t => t.Rows > 1).Select(t => (Own: t, Other: parent.Tensor(t.Role))).ToList();
        return pairs.Count > 0 && pairs.TrueForAll(p => p.Other is not null && p.Own.Rows <= p.Other.Rows && p.Own.Columns <= p.Other.Columns) && pairs.Exists(p => p.Own.Elements < p.Other!.Elements);
    }

    /// <summary>The relation of a model to one of another shape; null where the shapes say nothing.</summary>
    public static string? RelationOf(ModelView child, ModelView parent)
    {
        var (c, p) = (Shape(child), Shape(parent));
        if (c.Others != p.Others) return IsNarrower(child, parent) ? Relation.FfnPruned : Relation.Unknown;
        if (c.Layers != p.Layers) return c.Layers < p.Layers ? Relation.LayerDrop : Relation.DepthUp;
        if (c.FeedForward != p.FeedForward) return c.FeedForward < p.FeedForward ? Relation.FfnPruned : Relation.Unknown;
        if (c.Vocabulary != p.Vocabulary) return c.Vocabulary > p.Vocabulary ? Relation.VocabExt : Relation.Unknown;
        return null;
    }

    /// <summary>For each layer of the child the layer of the parent whose hidden units it has, or -1.</summary>
    public static int[] LayerMap(ModelView child, ModelView parent)
    {
        if (child.Layers == parent.Layers) return [.. Enumerable.Range(0, child.Layers)];
        var map = new int[child.Layers];
        for (var j = 0; j < map.Length; j++)
        {
            var best = Enumerable.Range(0, parent.Layers).Select(i => (Layer: i, LogP: HashedOrderTest.Layer(child, j, parent, i) ?? 0)).MinBy(m => m.LogP);
            map[j] = best.LogP < Sure ? best.Layer : -1;
        }

        return map;
    }

    /// <summary>Squared distance over tensors of the same shape in mapped layers, and squared length of the child over the same.</summary>
    public static (double Squared, double Length) Distance(ModelView child, ModelView parent, int[] map)
    {
        var exact = Distances.Exact(child, parent);
        double squared = 0, length = 0;
        foreach (var tensor in child.Sketch.Tensors.Where(t => !t.Deterministic))
        {
            var layer = tensor.Role.Layer;
            if (layer >= map.Length || (layer >= 0 && map[layer] < 0)) continue;
            var role = layer < 0 ? tensor.Role : tensor.Role with { Layer = map[layer] };
            if (parent.Tensor(role) is not { } other || other.Rows != tensor.Rows || other.Columns != tensor.Columns) continue;
            var x = Distances.Vector(child, tensor.Role, exact);
            var y = Distances.Vector(parent, role, exact);
            for (var i = 0; i < x.Length; i++) squared += ((double)x[i] - y[i]) * ((double)x[i] - y[i]);
            length += tensor.Moments.Sum2;
        }

        return (squared, length);
    }

    /// <summary>How much of the change from one model to another the child carries, over tensors of the same shape in mapped layers: about 1 for a descendant of the second.</summary>
    public static (double Share, double Spread) Inheritance(ModelView child, ModelView second, ModelView first, int[] map)
    {
        var exact = Distances.Exact(child, second, first);
        var parts = new List<(double Weight, double Share)>();
        foreach (var tensor in child.Sketch.Tensors.Where(t => !t.Deterministic))
        {
            var layer = tensor.Role.Layer;
            if (layer >= map.Length || (layer >= 0 && map[layer] < 0)) continue;
            var role = layer < 0 ? tensor.Role : tensor.Role with { Layer = map[layer] };
            double dot = 0, length = 0;
            if (second.Tensor(role) is not { } other || other.Rows != tensor.Rows || other.Columns != tensor.Columns) continue;
            var x = Distances.Vector(child, tensor.Role, exact);
            var p = Distances.Vector(second, role, exact);
            var b = Distances.Vector(first, role, exact);
            for (var i = 0; i < x.Length; i++)
            {
                dot += ((double)x[i] - b[i]) * ((double)p[i] - b[i]);
                length += ((double)p[i] - b[i]) * ((double)p[i] - b[i]);
            }

            if (length > 0) parts.Add((length, dot / length));
        }

        return FamilySpace.MeanAndSpread(parts);
    }

    /// <summary>What changed, in words.</summary>
    public static Sentence Describe(ModelView child, ModelView parent, int[] map)
    {
        var (c, p) = (Shape(child), Shape(parent));
        if (c.Others != p.Others) return new Sentence("lineage-edge.narrower", ("parent", parent.Id));
        if (c.Layers != p.Layers) return new Sentence("lineage-edge.layers", ("layers", Sentence.Count(c.Layers)), ("map", string.Join(", ", map.Select(l => l < 0 ? "?" : Sentence.Count(l)))), ("of", Sentence.Count(p.Layers)), ("parent", parent.Id));
        if (c.FeedForward != p.FeedForward) return new Sentence("lineage-edge.units", ("units", Sentence.Count(c.FeedForward)), ("of", Sentence.Count(p.FeedForward)), ("parent", parent.Id));
        return new Sentence("lineage-edge.tokens", ("tokens", Sentence.Count(c.Vocabulary)), ("of", Sentence.Count(p.Vocabulary)), ("parent", parent.Id));
    }
}
