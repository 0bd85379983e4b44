using Assay.Tests;
using Assay.Weights;
using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

/// <summary>The aligned test on samples of units: models wider than a rotation can be computed for.</summary>
public sealed class WideTests
{
    private const int Wide = 2048;
    private const int Units = 160;
    private const int Vocabulary = 200;

    [Fact]
    public void Rearranged_copies_of_wide_models_are_found_and_strangers_are_not()
    {
        var origin = Model(1);
        var result = TestModels.Compare([Input("origin", origin), Input("arranged", Arranged(Moved(origin, 2), 3)), Input("strange", Model(4)), Input("stranger", Arranged(Model(5), 6))]);
        var found = Assert.Single(result.Pairs, p => p.Related);
        Assert.Equal(("arranged", "origin", "aligned", "permuted"), (found.A, found.B, found.Test, found.Relation));
        Assert.All(result.Pairs, p => Assert.Contains("aligned", p.TestsRun));
        Assert.All(result.Pairs.Where(p => !p.Related), p => Assert.True(p.Log10P > -3, $"{p.A} {p.B} {p.Log10P}"));
        Assert.Equal("permuted", Assert.Single(result.Edges).Relation);
    }

    [Fact]
    public void Wide_models_in_order_need_no_sample()
    {
        var origin = Model(1);
        var pair = Assert.Single(TestModels.Compare([Input("origin", origin), Input("child", Moved(origin, 2))]).Pairs);
        Assert.Equal((true, "order"), (pair.Related, pair.Test));
    }

    [Fact]
    public void Samples_find_what_the_whole_test_finds_in_trained_models()
    {
        var folder = SharedData.Path("data", "families");
        string[] names = ["baseA", "A_perm", "A_permFFN", "A_permscale", "A_rot", "A_cpt", "A_depthup", "baseB", "B_ft1", "baseC", "C_ft1", "A_distilled"];
        var inputs = names.Select(n => new LineageInput(n, new ModelSource(n, [.. Directory.EnumerateFiles(Path.Combine(folder, n)).Select(f => new WeightSource(Path.GetFileName(f), () => Core.FileBlob.Open(f)))]), null)).ToList();
        var result = TestModels.Compare(inputs, new LineageLimits { MaxAlignedWidth = 1 });
        static char Family(string name) => name.StartsWith("base", StringComparison.Ordinal) ? name[^1] : name == "A_distilled" ? '-' : name[0];
        Assert.All(result.Pairs, p => Assert.True(p.Related == (Family(p.A) == Family(p.B)), $"{p.A} {p.B} {p.Test} {p.Log10P}"));
        Assert.Contains(result.Pairs, p => p.Test == "aligned");
    }

    private static Dictionary<string, (int[] Shape, float[] Values)> Model(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<string, (int[] Shape, float[] Values)>(StringComparer.Ordinal) { ["model.embed_tokens.weight"] = ([Vocabulary, Wide], Noise(random, Vocabulary * Wide)) };
        for (var l = 0; l < 2; l++)
        {
            foreach (var s in new[] { "gate", "up" }) model[$"model.layers.{l}.mlp.{s}_proj.weight"] = ([Units, Wide], Noise(random, Units * Wide));
            model[$"model.layers.{l}.mlp.down_proj.weight"] = ([Wide, Units], Noise(random, Units * Wide));
        }

        return model;
    }

    private static Dictionary<string, (int[] Shape, float[] Values)> Moved(Dictionary<string, (int[] Shape, float[] Values)> model, int seed)
    {
        var random = new Random(seed);
        return model.ToDictionary(p => p.Key, p => (p.Value.Shape, p.Value.Values.Zip(Noise(random, p.Value.Values.Length), (v, n) => v + (0.3f * n)).ToArray()), StringComparer.Ordinal);
    }

    /// <summary>Hidden units and dimensions of the residual stream in another order.</summary>
    private static Dictionary<string, (int[] Shape, float[] Values)> Arranged(Dictionary<string, (int[] Shape, float[] Values)> model, int seed)
    {
        var random = new Random(seed);
        var (stream, units) = (Enumerable.Range(0, Wide).ToArray(), Enumerable.Range(0, Units).ToArray());
        random.Shuffle(stream);
        random.Shuffle(units);
        int[] Order(int n) => n == Wide ? stream : n == Units ? units : [.. Enumerable.Range(0, n)];
        return model.ToDictionary(p => p.Key, p => (p.Value.Shape, Order(p.Value.Shape[0]).SelectMany(r => Order(p.Value.Shape[1]).Select(c => p.Value.Values[(r * p.Value.Shape[1]) + c])).ToArray()), StringComparer.Ordinal);
    }

    private static float[] Noise(Random random, int n)
    {
        var values = new float[n];
        for (var i = 0; i < n; i++) values[i] = random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f;
        return values;
    }
}
