using Assay.Weights;

namespace Assay.Lineage;

/// <summary>Opens models for a comparison: a sketch of each, and the values of all where all fit in memory.</summary>
internal static class ModelLoader
{
    public static List<ModelView> Load(IReadOnlyList<LineageInput> inputs, LineageLimits limits)
    {
        var ids = UniqueIds.Of([.. inputs.Select(i => i.Path)]);
        var open = inputs.Select(i => i.Source is { } source ? ModelTensors.Open(source, WeightLimits.Default) : null).ToList();
        var values = open.Sum(m => m?.All.Sum(t => t.Elements) ?? 0) <= limits.MaxValues;
        var views = new ModelView[inputs.Count];
        Parallel.For(0, inputs.Count, i =>
        {
            var sketch = inputs[i].Sketch ?? SketchBuilder.Build(inputs[i].Source!, open[i]!, digest: true);
            views[i] = new ModelView(ids[i], inputs[i].Path, sketch, values && open[i] is { } model ? Values(model, sketch) : null, open[i]);
        });
        return [.. views.OrderBy(v => v.Id, StringComparer.Ordinal)];
    }

    private static Dictionary<TensorRole, Matrix> Values(ModelTensors model, ModelSketch sketch)
    {
        var read = sketch.Tensors.Select(t => t.Role).ToHashSet();
        var values = new Dictionary<TensorRole, Matrix>();
        foreach (var tensor in model.All.Where(t => read.Contains(t.Role)))
        {
            var matrix = new Matrix(tensor.Rows, tensor.Columns);
            tensor.Read(0, matrix.Data);
            values.Add(tensor.Role, matrix);
        }

        return values;
    }
}

/// <summary>A model to compare: its weights, or a sketch made before.</summary>
/// <param name="Path">The path as given.</param>
/// <param name="Source">Its files; null for a sketch.</param>
/// <param name="Sketch">The sketch; null for a source.</param>
public sealed record LineageInput(string Path, ModelSource? Source, ModelSketch? Sketch);
