using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

public sealed class AnalyzerTests
{
    private static Core.LineageResult Compare(params LineageInput[] inputs) => TestModels.Compare(inputs);

    [Fact]
    public void A_child_is_related_and_a_stranger_is_not()
    {
        var origin = Base(1);
        var result = Compare(Input("origin", origin), Input("child", Tuned(origin, 2, 0.05)), Input("stranger", Base(3)));
        Assert.Equal([("child", "origin", true), ("child", "stranger", false), ("origin", "stranger", false)], result.Pairs.Select(p => (p.A, p.B, p.Related)));
        Assert.All(result.Pairs.Where(p => !p.Related), p => Assert.True(p.Log10P > -3));
        Assert.Equal(2, result.Families.Count);
        var edge = Assert.Single(result.Edges);
        Assert.Equal(("origin", "child", "finetune"), (edge.Parent, edge.Child, edge.Relation));
    }

    [Fact]
    public void Shuffled_units_are_found_by_the_aligned_test_only()
    {
        var origin = Base(1);
        var result = Compare(Input("origin", origin), Input("twin", Tuned(origin, 9, 0.02)), Input("shuffled", Shuffled(origin, 4)));
        var pair = result.Pairs.Single(p => p is { A: "origin", B: "shuffled" });
        Assert.True(pair.Related);
        Assert.Contains("aligned", pair.TestsRun);
        var edge = result.Edges.Single(e => e.Child == "shuffled");
        Assert.Equal(("origin", "permuted"), (edge.Parent, edge.Relation));
    }

    [Fact]
    public void The_same_values_are_identical_whatever_the_file()
    {
        var origin = Base(1);
        var result = Compare(Input("a", origin), Input("b", origin.Reverse().ToDictionary(StringComparer.Ordinal)));
        Assert.Equal("identity", Assert.Single(result.Pairs).Test);
        Assert.Equal("identical", Assert.Single(result.Edges).Relation);
        Assert.Equal(0, result.Pairs[0].Distance);
    }

    [Fact]
    public void A_merge_names_both_parents_and_its_shares()
    {
        var origin = Base(1);
        var (p, q) = (Tuned(origin, 2, 0.1), Tuned(origin, 3, 0.1));
        var merge = p.ToDictionary(x => x.Key, x => (x.Value.Shape, x.Value.Values.Zip(q[x.Key].Values, (a, b) => (0.7f * a) + (0.3f * b)).ToArray()), StringComparer.Ordinal);
        var edges = Compare(Input("origin", origin), Input("p", p), Input("q", q), Input("merge", merge)).Edges.Where(e => e.Child == "merge").ToList();
        Assert.Equal(["p", "q"], edges.Select(e => e.Parent));
        Assert.All(edges, e => Assert.Equal("merge_linear", e.Relation));
        Assert.Contains("p 0.700 ± 0.000, q 0.300 ± 0.000", edges[0].Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_low_rank_is_a_merged_adapter()
    {
        var origin = Base(1);
        var random = new Random(5);
        var merged = new Dictionary<string, (int[] Shape, float[] Values)>(origin, StringComparer.Ordinal);
        foreach (var name in origin.Keys.Where(k => k.Contains("q_proj", StringComparison.Ordinal)))
        {
            var (b, a) = (Gauss(random, Width * 2), Gauss(random, 2 * Width));
            merged[name] = (origin[name].Shape, [.. origin[name].Values.Select((v, i) => v + (0.1f * ((b[i / Width * 2] * a[i % Width]) + (b[(i / Width * 2) + 1] * a[Width + (i % Width)]))))]);
        }

        var edge = Assert.Single(Compare(Input("origin", origin), Input("merged", merged)).Edges);
        Assert.Equal(("origin", "merged", "lora_merged"), (edge.Parent, edge.Child, edge.Relation));
        Assert.Contains("rank 2", edge.Evidence[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\nbase_model: org/origin\n---\n", "confirmed", "confirmed")]
    [InlineData("---\nbase_model: stranger\n---\n", "contradicted", "contradicted")]
    [InlineData("# Child\nTrained from scratch on books.\n", "contradicted", "contradicted")]
    [InlineData("---\nbase_model: org/elsewhere\n---\n", "none", "unverifiable")]
    public void Declarations_are_compared_with_measurements(string card, string edge, string declaration)
    {
        var origin = Base(1);
        var result = Compare(Input("origin", origin), Input("child", Tuned(origin, 2, 0.05), card), Input("stranger", Base(3)));
        Assert.Equal(edge, result.Edges.Single(e => e.Child == "child").Declared);
        var declared = Assert.Single(result.Declared);
        Assert.Equal(declaration, declared.Finding);
        Assert.DoesNotContain("stolen", declared.Because, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_undeclared_parent_is_said_to_be_undeclared()
    {
        var origin = Base(1);
        Assert.Equal("undeclared", Compare(Input("origin", origin), Input("child", Tuned(origin, 2, 0.05))).Edges.Single().Declared);
    }

    [Fact]
    public void An_audit_gets_the_edges_of_its_release_only()
    {
        var origin = Base(1);
        var info = LineageAnalyzer.AgainstAudit(Input("child", Tuned(origin, 2, 0.05), "---\nbase_model: origin\n---\n"), [Input("origin", origin), Input("stranger", Base(3))], TestModels.Messages);
        Assert.Equal("confirmed", info.Finding);
        Assert.Equal("origin", Assert.Single(info.Measured).Parent);
        Assert.Equal("origin", Assert.Single(info.Declared).Parent);
    }
}
