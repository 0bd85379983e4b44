using System.Globalization;

namespace Assay.Lineage;

/// <summary>Finds what changed the shape of a model: layers dropped or repeated, hidden units removed, a bigger vocabulary.</summary>
internal static class StructuralFinder
{
    private static readonly double Sure = -20;

    /// <summary>What tells shapes apart.</summary>
    public static (int Layers, int FeedForward, int Width, int Vocabulary) Shape(ModelView model) =>
        (model.Layers, model.FeedForward, model.Embed?.Columns ?? 0, model.Embed?.Rows ?? 0);

    /// <summary>The relation of a model to one of another shape; null where the shapes say nothing.</summary>
    public static string? RelationOf(ModelView child, ModelView parent)
    {
        var (c, p) = (Shape(child), Shape(parent));
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
    public static double Inheritance(ModelView child, ModelView second, ModelView first, int[] map)
    {
        var exact = Distances.Exact(child, second, first);
        double dot = 0, length = 0;
        foreach (var tensor in child.Sketch.Tensors.Where(t => !t.Deterministic))
        {
            var layer = tensor.Role.Layer;
            if (layer >= map.Length || (layer >= 0 && map[layer] < 0)) continue;
            var role = layer < 0 ? tensor.Role : tensor.Role with { Layer = map[layer] };
            if (second.Tensor(role) is not { } other || other.Rows != tensor.Rows || other.Columns != tensor.Columns) continue;
            var x = Distances.Vector(child, tensor.Role, exact);
            var p = Distances.Vector(second, role, exact);
            var b = Distances.Vector(first, role, exact);
            for (var i = 0; i < x.Length; i++)
            {
                dot += ((double)x[i] - b[i]) * ((double)p[i] - b[i]);
                length += ((double)p[i] - b[i]) * ((double)p[i] - b[i]);
            }
        }

        return length == 0 ? 1 : dot / length;
    }

    /// <summary>What changed, in words.</summary>
    public static string Describe(ModelView child, ModelView parent, int[] map)
    {
        var (c, p) = (Shape(child), Shape(parent));
        if (c.Layers != p.Layers) return $"its {c.Layers} layers are layers [{string.Join(", ", map)}] of the {p.Layers} of {parent.Id}";
        if (c.FeedForward != p.FeedForward) return string.Create(CultureInfo.InvariantCulture, $"{c.FeedForward} hidden units a layer in the order that {parent.Id} has among its {p.FeedForward}");
        return string.Create(CultureInfo.InvariantCulture, $"{c.Vocabulary} tokens where {parent.Id} has {p.Vocabulary}; the layers are aligned");
    }
}
