using Assay.Core;
using Assay.Tests;
using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

/// <summary>The false-positive traps of the field as controls.</summary>
public sealed class ControlTests
{
    [Theory]
    [InlineData("fourier", true)]
    [InlineData("sinusoid", true)]
    [InlineData("constant", true)]
    [InlineData("gauss", false)]
    public void Tensors_that_follow_a_formula_are_no_evidence(string kind, bool deterministic)
    {
        var model = new Dictionary<string, (int[] Shape, float[] Values)>(StringComparer.Ordinal)
        {
            ["basis"] = kind switch
            {
                "fourier" => ([34, 32], [.. Enumerable.Range(0, 34 * 32).Select(i => Fourier(i / 32, i % 32))]),
                "sinusoid" => ([40, 16], [.. Enumerable.Range(0, 40 * 16).Select(i => Sinusoid(i / 16, i % 16))]),
                "constant" => ([32, 32], [.. Enumerable.Repeat(1f, 1024)]),
                _ => ([32, 32], Gauss(new Random(1), 1024)),
            }
        };
        Assert.Equal(deterministic, SketchBuilder.Build(Input("m", model).Source!).Tensors.Single().Deterministic);
    }

    [Fact]
    public void Equal_norm_gains_relate_nobody()
    {
        var result = TestModels.Compare([Input("a", Base(1)), Input("b", Base(2))]);
        Assert.False(Assert.Single(result.Pairs).Related);
    }

    [Fact]
    public void Units_sorted_by_length_in_both_models_are_not_tested_for_order()
    {
        var result = TestModels.Compare([Input("a", Sorted(Base(1))), Input("b", Sorted(Base(2)))]);
        var pair = Assert.Single(result.Pairs);
        Assert.False(pair.Related);
        Assert.True(pair.Log10P is null or > -3);
    }

    [Fact]
    public void Real_files_in_three_containers()
    {
        var folder = SharedData.Path("data", "weights", "silero");
        var files = Directory.EnumerateFiles(folder).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var result = TestModels.Compare([.. files.Select(f => new LineageInput(f, new ModelSource(f, [new Weights.WeightSource(Path.GetFileName(f), () => FileBlob.Open(f))]), null))]);
        using var truth = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "truth.json")));
        foreach (var pair in truth.RootElement.GetProperty("identical").EnumerateArray()) Assert.Equal("identical", Find(result, pair).Relation);
        foreach (var pair in truth.RootElement.GetProperty("related_not_identical").EnumerateArray()) Assert.Equal((true, "order"), (Find(result, pair).Related, Find(result, pair).Test));
        foreach (var pair in truth.RootElement.GetProperty("independent").EnumerateArray()) Assert.False(Find(result, pair).Related);
    }

    private static LineagePair Find(LineageResult result, System.Text.Json.JsonElement pair)
    {
        var names = pair.EnumerateArray().Select(e => e.GetString()!).Order(StringComparer.Ordinal).ToArray();
        return result.Pairs.Single(p => p.A == names[0] && p.B == names[1]);
    }

    private static Dictionary<string, (int[] Shape, float[] Values)> Sorted(Dictionary<string, (int[] Shape, float[] Values)> model)
    {
        foreach (var name in model.Keys.Where(k => k.Contains("up_proj", StringComparison.Ordinal)).ToList())
        {
            var rows = model[name].Values.Chunk(Width).OrderBy(r => r.Sum(v => v * v)).SelectMany(r => r).ToArray();
            model[name] = (model[name].Shape, rows);
        }

        return model;
    }

    private static float Fourier(int row, int n)
    {
        var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / 32));
        var angle = 2 * Math.PI * (row % 17) * n / 32;
        return (float)(window * (row < 17 ? Math.Cos(angle) : Math.Sin(angle)));
    }

    private static float Sinusoid(int position, int c)
    {
        var angle = position / Math.Pow(10000, (c - (c % 2)) / 16.0);
        return (float)(c % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
    }
}
