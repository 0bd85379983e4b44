using CsCheck;
using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

public sealed class SketchTests
{
    private static ModelSketch Sketch(Dictionary<string, (int[] Shape, float[] Values)> model) => SketchBuilder.Build(Input("m", model).Source!);

    [Fact]
    public void A_sketch_survives_its_file()
    {
        var sketch = Sketch(Base(1));
        var bytes = SketchFile.Write(sketch);
        var (read, why) = SketchFile.Read(bytes);
        Assert.Null(why);
        Assert.Equal(bytes, SketchFile.Write(read!));
        Assert.Equal(sketch.Digest, read!.Digest);
    }

    [Fact]
    public void A_sketch_of_an_older_version_is_refused_by_name()
    {
        var bytes = SketchFile.Write(Sketch(Base(1)));
        bytes[8] = 1;
        Assert.Contains("version 1", SketchFile.Read(bytes).Why);
    }

    [Fact]
    public void Broken_sketches_are_refused_and_never_crash()
    {
        var bytes = SketchFile.Write(Sketch(Base(1)));
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, bytes.Length]).Sample((at, value, length) =>
        {
            var broken = bytes[..length];
            if (at < length) broken[at] = value;
            var (sketch, why) = SketchFile.Read(broken);
            Assert.True(sketch is null != why is null);
        }, iter: 300);
    }

    [Fact]
    public void Distances_from_sketches_are_near_the_true_ones()
    {
        var origin = Base(1);
        var tuned = Tuned(origin, 2, 0.1);
        var (a, b) = (new ModelView("a", "a", Sketch(origin)), new ModelView("b", "b", Sketch(tuned)));
        Assert.Equal(0.1, Distances.Relative(a, b)!.Value, 0.01);
    }

    [Fact]
    public void Sketches_alone_tell_a_child_from_a_stranger_and_say_what_they_cannot_see()
    {
        var origin = Base(1);
        LineageInput Only(string id, Dictionary<string, (int[] Shape, float[] Values)> model) => new(id, null, Sketch(model));
        var result = TestModels.Compare([Only("origin", origin), Only("child", Tuned(origin, 2, 0.05)), Only("stranger", Base(3))]);
        Assert.Equal([true, false, false], result.Pairs.Select(p => p.Related));
        Assert.Contains(result.Pairs[1].TestsNotRun, t => t is { Test: "aligned" });
        Assert.Contains(result.Notes, n => n.Contains("sketches only", StringComparison.Ordinal));
    }

    [Fact]
    public void Shuffled_units_of_a_sketch_are_left_open_not_guessed()
    {
        var origin = Base(1);
        var result = TestModels.Compare([new("origin", null, Sketch(origin)), new("shuffled", null, Sketch(Shuffled(origin, 4)))]);
        var pair = Assert.Single(result.Pairs);
        Assert.Equal((true, "unknown"), (pair.Related, pair.Relation));
        Assert.Contains(pair.TestsNotRun, t => t is { Test: "aligned" });
        Assert.Empty(result.Edges);
    }

    [Fact]
    public void Numbers_that_are_none_are_counted_and_do_not_spread()
    {
        var model = Base(1);
        model["model.embed_tokens.weight"].Values[5] = float.NaN;
        model["model.embed_tokens.weight"].Values[6] = float.PositiveInfinity;
        var embed = Sketch(model).Tensors.Single(t => t.Role.Slot == Slots.Embed);
        Assert.Equal(2, embed.Moments.NotFinite);
        Assert.True(double.IsFinite(embed.Moments.Sum2));
        Assert.All(embed.Sketch, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void Moments_are_those_of_the_values()
    {
        var model = Base(1);
        var values = model["lm_head.weight"].Values;
        values[0] = 0;
        var moments = Sketch(model).Tensors.Single(t => t.Role.Slot == Slots.Head).Moments;
        Assert.Equal(1, moments.Zeros);
        Assert.Equal(values.Sum(v => (double)v), moments.Sum, 1e-2);
        Assert.Equal(values.Sum(v => (double)v * v), moments.Sum2, 1e-1);
        Assert.Equal((values.Min(), values.Max()), (moments.Min, moments.Max));
    }

    [Fact]
    public void A_fused_tensor_gives_the_parts_the_same_hashes_as_separate_ones()
    {
        var model = Base(1);
        var fused = new Dictionary<string, (int[] Shape, float[] Values)>(model, StringComparer.Ordinal);
        for (var l = 0; l < Layers; l++)
        {
            var p = $"model.layers.{l}.";
            string[] parts = [p + "self_attn.q_proj.weight", p + "self_attn.k_proj.weight", p + "self_attn.v_proj.weight"];
            fused[p + "self_attn.qkv_proj.weight"] = ([3 * Width, Width], [.. parts.SelectMany(n => model[n].Values)]);
            string[] halves = [p + "mlp.gate_proj.weight", p + "mlp.up_proj.weight"];
            fused[p + "mlp.gate_up_proj.weight"] = ([2 * Hidden, Width], [.. halves.SelectMany(n => model[n].Values)]);
            foreach (var name in parts.Concat(halves)) fused.Remove(name);
        }

        Assert.Equal(Sketch(model).Tensors.Select(t => (t.Role, t.ValueHash)), Sketch(fused).Tensors.Select(t => (t.Role, t.ValueHash)));
    }
}
