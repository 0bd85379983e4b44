using Assay.Core;

namespace Assay.Audit.Tests.Generality;

/// <summary>As long as a place where a component is kept was linked and not read, the component is not called absent.</summary>
public sealed class UnreadPlaceTests
{
    private static readonly Dictionary<PlaceKind, string> Pointers = new()
    {
        [PlaceKind.Repository] = "Repository: [marlin](https://github.com/marlin-lab/marlin)",
        [PlaceKind.UseRepository] = "Code: [marlin-inference](https://github.com/marlin-lab/marlin-inference)",
        [PlaceKind.EvaluationRepository] = "Code: [marlin-eval](https://github.com/marlin-lab/marlin-eval)",
        [PlaceKind.DataRepository] = "Code: [marlin-data](https://github.com/marlin-lab/marlin-data)",
        [PlaceKind.Paper] = "Read [our paper](https://arxiv.org/abs/2501.00001).",
        [PlaceKind.Dataset] = "## Training data\n\nTrained on [the corpus](https://huggingface.co/datasets/org/corpus).",
        [PlaceKind.Page] = "See the [project page](https://marlin.example/marlin).",
    };

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var definition in ComponentVocabulary.Load(TestKnowledge.Table).All)
        {
            foreach (var kind in definition.KeptIn) cases.Add(definition.Id.Value, WireName.Of(kind));
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_place_that_was_not_read_keeps_its_components_open(string component, string kind)
    {
        var place = WireName.All<PlaceKind>()[kind];
        var card = place switch
        {
            PlaceKind.Original => "---\nbase_model: org/marlin-7b\nbase_model_relation: quantized\n---\n# Marlin\n",
            PlaceKind.BaseModel => "---\nbase_model: org/trout-7b\n---\n# Marlin\n",
            _ => $"# Marlin\n\n{Pointers[place]}\n",
        };
        var fact = TestRelease.Of(card).Assess(place == PlaceKind.Original ? "marlin-7b-GGUF" : "marlin-7b").Facts.Components.First(c => c.Id == component);
        Assert.NotEqual(Presence.Absent, fact.Presence);
        Assert.NotEmpty(fact.Evidence);
    }

    [Theory]
    [InlineData("code.train")]
    [InlineData("code.eval")]
    [InlineData("doc.paper")]
    [InlineData("data.train")]
    public void Where_nothing_points_elsewhere_absent_is_said_with_the_places(string component)
    {
        var fact = TestRelease.Of("# Marlin\n\nA model. Quantized with [tool](https://github.com/other/tool); runs with [server](https://github.com/third/server).\n").Assess().Fact(component);
        Assert.Equal(Presence.Absent, fact.Presence);
        Assert.NotEmpty(fact.Looked);
    }

    [Fact]
    public void A_repository_that_was_read_leaves_nothing_open()
    {
        var card = "# Marlin\n\nRepository: [marlin](https://github.com/marlin-lab/marlin)\n";
        Assert.Equal(Presence.Unknown, TestRelease.Of(card).Assess().Fact("code.train").Presence);
        Assert.Equal(Presence.Absent, TestRelease.Of(card).WithListed("marlin", "run.py").Assess().Fact("code.train").Presence);
    }

    [Fact]
    public void The_work_of_others_keeps_nothing_open()
    {
        var card = "# Marlin\n\n## Community projects\n\n- [marlin-webui](https://github.com/fan/marlin-webui)\n\n## Acknowledgements\n\nThanks to [megalib](https://github.com/big/megalib).\n";
        Assert.Equal(Presence.Absent, TestRelease.Of(card).Assess().Fact("code.train").Presence);
    }
}
