using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

/// <summary>Models that name and store their tensors in other ways.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Projections_stored_as_input_by_output_are_turned()
    {
        var names = new Dictionary<string, (int[] Shape, float[] Values)>(StringComparer.Ordinal)
        {
            ["transformer.wte.weight"] = ([Tokens, Width], Gauss(new Random(1), Tokens * Width)),
            ["transformer.h.0.mlp.c_fc.weight"] = ([Width, Hidden], Gauss(new Random(2), Width * Hidden)),
            ["transformer.h.0.attn.c_attn.weight"] = ([Width, 3 * Width], Gauss(new Random(3), 3 * Width * Width)),
        };
        var sketch = SketchBuilder.Build(Input("m", names).Source!);
        Assert.Equal([("embed", Tokens, Width), ("k", Width, Width), ("q", Width, Width), ("up", Hidden, Width), ("v", Width, Width)], sketch.Tensors.Select(t => (t.Role.Slot, t.Rows, t.Columns)));
        Assert.Equal(names["transformer.h.0.mlp.c_fc.weight"].Values.Sum(v => (double)v * v), sketch.Tensors.Single(t => t.Role.Slot == "up").Moments.Sum2, 3);
        var turned = names.ToDictionary(p => p.Key, p => p.Key.Contains("wte", StringComparison.Ordinal) ? p.Value : Turn(p.Value), StringComparer.Ordinal);
        Assert.Equal("identical", Assert.Single(TestModels.Compare([Input("a", names), Input("b", turned)]).Pairs).Relation);
    }

    [Theory]
    [InlineData("model.layers.2.block_sparse_moe.experts.11.w3.weight", 2, "#11.up")]
    [InlineData("model.layers.0.mlp.experts.3.gate_proj.weight", 0, "#3.gate")]
    [InlineData("model.layers.1.mlp.shared_experts.down_proj.weight", 1, "#s.down")]
    [InlineData("blk.4.ffn_up_exps.weight", 4, "experts.up")]
    [InlineData("bert.encoder.layer.3.intermediate.dense.weight", 3, "up")]
    [InlineData("gpt_neox.layers.5.mlp.dense_h_to_4h.weight", 5, "up")]
    [InlineData("model.layers.3.feed_forward.up_proj.weight", 3, "up")]
    [InlineData("net.encoder.stages.1.layers.0.pwconv1.weight", -1, "net.encoder.stages.1.layers.0.pwconv1.weight")]
    public void Names_tell_roles(string name, int layer, string slot) => Assert.Equal(new TensorRole(layer, slot), RoleMap.Of(name));

    [Fact]
    public void One_factor_on_all_matrices_tells_the_child_without_embeddings()
    {
        var origin = Enumerable.Range(0, 4).ToDictionary(i => $"conv{i}.weight", i => (new[] { 24, 16, 3 }, Gauss(new Random(i), 24 * 16 * 3)), StringComparer.Ordinal);
        var child = Tuned(origin, 9, 0.02).ToDictionary(p => p.Key, p => (p.Value.Shape, Array.ConvertAll(p.Value.Values, v => 0.98f * v)), StringComparer.Ordinal);
        var edge = Assert.Single(TestModels.Compare([Input("a_child", child), Input("origin", origin)]).Edges);
        Assert.Equal(("origin", "a_child"), (edge.Parent, edge.Child));
    }

    [Fact]
    public void Gains_kept_as_distances_from_one_and_as_factors_are_the_same()
    {
        var origin = Base(1);
        for (var l = 0; l < Layers; l++)
        {
            origin[$"model.layers.{l}.pre_feedforward_layernorm.weight"] = ([Width], [.. Gauss(new Random(l), Width).Select(v => 0.3f * v)]);
            origin[$"model.layers.{l}.post_feedforward_layernorm.weight"] = ([Width], Gauss(new Random(l + 9), Width));
        }

        var sketch = SketchBuilder.Build(Input("m", origin).Source!);
        Assert.Equal(["norm.attn", "norm.attn.after", "norm.ffn", "norm.ffn.after"], sketch.Tensors.Where(t => t.Role.Layer == 0 && t.Rows == 1).Select(t => t.Role.Slot));
        Assert.Equal([1.5f, 0.5f], Gains.Of([0.5f, -0.5f]));
        Assert.Equal([0.5f, 0.25f], Gains.Of([0.5f, 0.25f]));
    }

    [Fact]
    public void Weight_decay_tells_the_child_although_its_weights_shrink()
    {
        var origin = Base(1);
        var child = Tuned(origin, 2, 0.01).ToDictionary(p => p.Key, p => p.Value.Shape.Length < 2 ? p.Value : (p.Value.Shape, p.Value.Values.Select((v, i) => 0.97f * (p.Key.Contains("embed", StringComparison.Ordinal) && i / Width % 2 == 0 ? origin[p.Key].Values[i] : v)).ToArray()), StringComparer.Ordinal);
        var edge = Assert.Single(TestModels.Compare([Input("a_child", child), Input("origin", origin)]).Edges);
        Assert.Equal(("origin", "a_child"), (edge.Parent, edge.Child));
        Assert.Contains("0.9700 times as long", string.Join("\n", edge.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void Independent_models_of_one_architecture_are_never_related()
    {
        var result = TestModels.Compare([.. Enumerable.Range(0, 24).Select(s => Input($"m{s:00}", SharedEmbeddingScheme(s)))]);
        Assert.Equal(276, result.Pairs.Count);
        Assert.All(result.Pairs, p => Assert.False(p.Related, $"{p.A} {p.B} {p.Log10P}"));
        Assert.True(result.Pairs.Count(p => p.Log10P < -2) <= 8, "p-values below 0.01 are more frequent than chance");
    }

    /// <summary>The same norms and the same lengths of token embeddings in all: what a common tokenizer and training recipe share.</summary>
    private static Dictionary<string, (int[] Shape, float[] Values)> SharedEmbeddingScheme(int seed)
    {
        var model = Base(1000 + seed);
        var embed = model["model.embed_tokens.weight"];
        model["model.embed_tokens.weight"] = (embed.Shape, [.. embed.Values.Select((v, i) => v * (1 + (i / Width % 7)))]);
        return model;
    }

    private static (int[] Shape, float[] Values) Turn((int[] Shape, float[] Values) m) =>
        ([m.Shape[1], m.Shape[0]], [.. Enumerable.Range(0, m.Values.Length).Select(i => m.Values[(i % m.Shape[0] * m.Shape[1]) + (i / m.Shape[0])])]);
}
