using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

/// <summary>Networks whose blocks are known by their shapes: state spaces, linear recurrences, blocks with names of their own.</summary>
public sealed class ShapedRoleTests
{
    private const int Heads = 4;
    private const int States = 20;

    [Fact]
    public void A_block_with_names_of_its_own_is_known_by_its_shape()
    {
        var sketch = SketchBuilder.Build(Input("m", Plain(1, "mixing.alpha", "mixing.beta")).Source!);
        Assert.Equal([("down", Width, Hidden), ("up", Hidden, Width)], sketch.Tensors.Where(t => t.Role is { Layer: 0, IsKnown: true }).Select(t => (t.Role.Slot, t.Rows, t.Columns)));
        Assert.Contains(sketch.Units, u => u.Role.IsUp);
    }

    [Fact]
    public void A_block_that_leads_nowhere_is_not_taken_for_one()
    {
        var model = Plain(1, "mixing.alpha", "other.beta");
        Assert.DoesNotContain(SketchBuilder.Build(Input("m", model).Source!).Tensors, t => t.Role.IsUp);
    }

    [Fact]
    public void Channels_of_a_state_space_with_heads_are_told_from_gates_and_states()
    {
        var sketch = SketchBuilder.Build(Input("m", StateSpace(1)).Source!);
        Assert.Equal([("down", Width, Hidden), ("gate", Hidden, Width), ("states", States, Width), ("up", Hidden, Width)], sketch.Tensors.Where(t => t.Role is { Layer: 0, IsKnown: true } && t.Rows > 1).Select(t => (t.Role.Slot, t.Rows, t.Columns)));
        Assert.Equal(Hidden / Heads, Assert.Single(sketch.Units, u => u.Role is { Layer: 0, IsUp: true }).Count);
    }

    [Fact]
    public void State_spaces_are_related_to_their_child_with_more_tokens_only()
    {
        var origin = StateSpace(1);
        var child = Tuned(origin, 2, 0.05);
        child["backbone.embeddings.weight"] = ([Tokens + 8, Width], [.. child["backbone.embeddings.weight"].Values, .. Gauss(new Random(3), 8 * Width)]);
        var result = TestModels.Compare([Input("origin", origin), Input("child", child), Input("stranger", StateSpace(4))]);
        Assert.Equal([("child", "origin", true), ("child", "stranger", false), ("origin", "stranger", false)], result.Pairs.Select(p => (p.A, p.B, p.Related)));
        Assert.Equal("vocab_ext", Assert.Single(result.Edges).Relation);
    }

    [Fact]
    public void A_change_of_low_rank_reaches_the_small_parts_of_a_fused_matrix()
    {
        var origin = StateSpace(1);
        var merged = new Dictionary<string, (int[] Shape, float[] Values)>(origin, StringComparer.Ordinal);
        var random = new Random(5);
        foreach (var name in origin.Keys.Where(k => k.Contains("in_proj", StringComparison.Ordinal)))
        {
            var rows = origin[name].Shape[0];
            var (b, a) = (Gauss(random, rows * 2), Gauss(random, 2 * Width));
            merged[name] = (origin[name].Shape, [.. origin[name].Values.Select((v, i) => v + (0.1f * ((b[i / Width * 2] * a[i % Width]) + (b[(i / Width * 2) + 1] * a[Width + (i % Width)]))))]);
        }

        Assert.Equal("lora_merged", Assert.Single(TestModels.Compare([Input("origin", origin), Input("merged", merged)]).Edges).Relation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dimensions_that_are_set_by_position_are_not_tested_for_order(bool ordered)
    {
        var model = Plain(1, "mixing.alpha", "mixing.beta");
        model["rwkv.blocks.0.mixing.factor"] = ([1, 1, Width], [.. Enumerable.Range(0, Width).Select(i => ordered ? MathF.Pow(i / (float)Width, 0.6f) + (0.01f * (i % 3)) : ((i * 7) + 3) % Width / (float)Width)]);
        Assert.Equal(!ordered, SketchBuilder.Build(Input("m", model).Source!).Units.Any(u => u.Role.Slot == Slots.Embed));
    }

    private static Dictionary<string, (int[] Shape, float[] Values)> Plain(int seed, string outward, string back)
    {
        var random = new Random(seed);
        return new Dictionary<string, (int[] Shape, float[] Values)>(StringComparer.Ordinal)
        {
            ["rwkv.embeddings.weight"] = ([Tokens, Width], Gauss(random, Tokens * Width)),
            [$"rwkv.blocks.0.{outward}.weight"] = ([Hidden, Width], Gauss(random, Hidden * Width)),
            [$"rwkv.blocks.0.{back}.weight"] = ([Width, Hidden], Gauss(random, Hidden * Width)),
            ["rwkv.blocks.0.mixing.square.weight"] = ([Width, Width], Gauss(random, Width * Width)),
        };
    }

    private static Dictionary<string, (int[] Shape, float[] Values)> StateSpace(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<string, (int[] Shape, float[] Values)>(StringComparer.Ordinal) { ["backbone.embeddings.weight"] = ([Tokens, Width], Gauss(random, Tokens * Width)) };
        for (var l = 0; l < 2; l++)
        {
            var p = $"backbone.layers.{l}.mixer.";
            model[p + "in_proj.weight"] = ([(2 * Hidden) + States, Width], Gauss(random, ((2 * Hidden) + States) * Width));
            model[p + "out_proj.weight"] = ([Width, Hidden], Gauss(random, Hidden * Width));
            model[p + "A_log"] = ([Heads], [0, 0.7f, 1.1f, 1.4f]);
        }

        return model;
    }
}
