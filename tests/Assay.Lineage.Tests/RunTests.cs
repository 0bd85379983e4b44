using System.Text;
using Assay.Core;
using Assay.Weights;
using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

/// <summary>Points of one training run: concluded from logs, or from names and distances; never from weights alone. Merges of three parents and of layers.</summary>
public sealed class RunTests
{
    private static readonly Dictionary<string, (int[] Shape, float[] Values)> First = Base(1);
    private static readonly Dictionary<string, (int[] Shape, float[] Values)> Second = Tuned(First, 2, 0.05);
    private static readonly Dictionary<string, (int[] Shape, float[] Values)> Third = Tuned(Second, 3, 0.05);

    [Fact]
    public void One_log_makes_points_of_one_run_whatever_their_names()
    {
        var edges = Compare([Point("b", First, 100, 5), Point("a", Second, 200, 10)]).Edges;
        Assert.Equal(("b", "a", "checkpoint"), (edges[0].Parent, edges[0].Child, edges[0].Relation));
        Assert.Contains("whose log begins with that of b", edges[0].Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_log_is_another_run() =>
        Assert.DoesNotContain(Compare([Point("run-step100", First, 100, 5), Point("run-step200", Second, 200, 10, shift: 1)]).Edges, e => e.Relation == "checkpoint");

    [Fact]
    public void Steps_in_names_count_where_distances_grow_along_them()
    {
        var edges = Compare([Input("run/checkpoint-100", First), Input("run/checkpoint-200", Second), Input("run/checkpoint-300", Third)]).Edges;
        Assert.Equal(["checkpoint-100", "checkpoint-200"], edges.Where(e => e.Relation == "checkpoint").Select(e => e.Parent));
        Assert.DoesNotContain(Compare([Input("run/checkpoint-100", First), Input("run/checkpoint-300", Second), Input("run/checkpoint-200", Third)]).Edges, e => e.Relation == "checkpoint");
    }

    [Fact]
    public void Weights_alone_do_not_make_a_checkpoint()
    {
        var edge = Assert.Single(Compare([Input("origin", First), Input("later", Tuned(First, 2, 0.3))]).Edges);
        Assert.NotEqual("checkpoint", edge.Relation);
        Assert.Contains(edge.Evidence, e => e.Contains("weights cannot tell the two apart", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_survives_the_sketch()
    {
        var sketch = SketchBuilder.Build(Point("run-step7", First, 7, 4).Source!);
        Assert.Equal(sketch.Run!.Log, SketchFile.Read(SketchFile.Write(sketch)).Sketch!.Run!.Log);
    }

    [Fact]
    public void A_sum_of_three_names_all_and_their_weights()
    {
        var parents = new[] { 4, 5, 6 }.Select(s => Tuned(First, s, 0.05)).ToArray();
        var merge = Sum(parents, [0.5f, 0.3f, 0.2f]);
        var edges = Compare([Input("origin", First), Input("p", parents[0]), Input("q", parents[1]), Input("r", parents[2]), Input("merge", merge)]).Edges.Where(e => e.Child == "merge").ToList();
        Assert.Equal(["p", "q", "r"], edges.Select(e => e.Parent));
        Assert.All(edges, e => Assert.Equal("merge_linear", e.Relation));
        Assert.Contains("p 0.500 ± 0.000, q 0.300 ± 0.000, r 0.200 ± 0.000", string.Join(" ", edges[0].Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_of_two_models_name_both_and_the_map()
    {
        var other = Tuned(First, 7, 0.3);
        var put = First.ToDictionary(p => p.Key, p => p.Key.Contains("layers.2", StringComparison.Ordinal) ? other[p.Key] : p.Value, StringComparer.Ordinal);
        var edges = Compare([Input("p", First), Input("q", other), Input("put", put)]).Edges.Where(e => e.Child == "put").ToList();
        Assert.Equal([("p", "merge_passthrough"), ("q", "merge_passthrough")], edges.Select(e => (e.Parent, e.Relation)));
        Assert.Contains("p 0, p 1, q 2", edges[0].Evidence[0], StringComparison.Ordinal);
    }

    private static Dictionary<string, (int[] Shape, float[] Values)> Sum(Dictionary<string, (int[] Shape, float[] Values)>[] models, float[] weights) =>
        models[0].ToDictionary(p => p.Key, p => (p.Value.Shape, Enumerable.Range(0, p.Value.Values.Length).Select(i => models.Select((m, k) => weights[k] * m[p.Key].Values[i]).Sum()).ToArray()), StringComparer.Ordinal);

    private static LineageInput Point(string id, Dictionary<string, (int[] Shape, float[] Values)> model, int step, int entries, int shift = 0)
    {
        var log = string.Join(",", Enumerable.Range(1, entries).Select(i => $"{{\"step\":{20 * i},\"loss\":{9 - i + shift}.25}}"));
        var state = Encoding.UTF8.GetBytes($"{{\"global_step\":{step},\"log_history\":[{log}]}}");
        return new LineageInput(id, new ModelSource(id, [new WeightSource("model.safetensors", () => new MemoryBlob(Safetensors(model))), new WeightSource("trainer_state.json", () => new MemoryBlob(state))]), null);
    }
}
