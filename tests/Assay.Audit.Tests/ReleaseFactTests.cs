using Assay.Core;

namespace Assay.Audit.Tests;

/// <summary>Publisher, date, stages and what a listing of tests must not show.</summary>
public sealed class ReleaseFactTests
{
    [Theory]
    [InlineData("release.orpheo", 4_000_000_000, true)]
    [InlineData("release.orpheo", 4_000, false)]
    [InlineData("release.zip", 4_000_000_000, false)]
    [InlineData("corpus.orpheo", 4_000_000_000, false)]
    public void A_large_file_named_as_the_release_holds_its_weights(string path, long size, bool expected) => Assert.Equal(expected, FileRoles.IsNamedAsModel(path, size, "org/release"));

    [Theory]
    [InlineData("- **Developed by:** [Shore Lab](https://shore.example) (Tideland)", "Shore Lab")]
    [InlineData("**Model Developer**: Shore Lab", "Shore Lab")]
    [InlineData("**Developed by:** [https://www.shore.example](https://www.shore.example);", "shore.example")]
    [InlineData("| Organization | Shore Lab |", "Shore Lab")]
    [InlineData("开发者：岸边实验室", "岸边实验室")]
    [InlineData("- **Developed by:** [More Information Needed]", null)]
    [InlineData("It was developed by us with care.", null)]
    public void The_publisher_is_read_from_the_words_of_the_card(string words, string? expected) =>
        Assert.Equal(expected, TestRelease.Of($"# Marlin\n\n{words}\n").Assess().Facts.Release.Publisher);

    [Theory]
    [InlineData("model = AutoModel.from_pretrained(\"shore/marlin-7b\")", "shore")]
    [InlineData("model = AutoModel.from_pretrained(\"others/minnow-1b\")", null)]
    public void A_call_that_loads_this_very_model_names_its_account(string call, string? expected) =>
        Assert.Equal(expected, TestRelease.Of($"# Marlin\n\n```python\n{call}\n```\n").Assess().Facts.Release.Publisher);

    [Theory]
    [InlineData("**Model Release Date:** July 23, 2024", "2024-07-23")]
    [InlineData("It was released on 3 May 2025.", "2025-05-03")]
    [InlineData("Release date: 2025-02-14", "2025-02-14")]
    [InlineData("发布日期：2024年7月3日", "2024-07-03")]
    [InlineData("Publication date: March 2023", "2023-03")]
    [InlineData("Release date: May 2023 (small), July 2024 (large)", null)]
    [InlineData("Release date: 2025-02-31", null)]
    [InlineData("The knowledge ends in December 2023.", null)]
    public void The_date_of_access_is_what_the_card_states_or_none(string words, string? expected) =>
        Assert.Equal(expected, TestRelease.Of($"# Marlin\n\n{words}\n").WithPointers(5000, "model.safetensors").Assess().Fact("weights.final").Access.On);

    [Fact]
    public void Weights_of_base_and_later_training_are_told_apart_where_both_are_here()
    {
        var both = TestRelease.Of("# Marlin\n").WithPointers(5000, "base/model.safetensors", "chat/model.safetensors").Assess();
        Assert.Equal(["base", "post"], both.Facts.Components.Where(c => c.Id == "weights.final").Select(c => c.Stage));
        var one = TestRelease.Of("# Marlin\n\n[base](https://huggingface.co/shore/marlin-7b-base)\n").WithPointers(5000, "model.safetensors").Assess();
        Assert.Null(Assert.Single(one.Facts.Components, c => c.Id == "weights.final").Stage);
    }

    [Fact]
    public void Results_of_base_and_later_training_are_told_apart_by_their_sections()
    {
        var card = "# Marlin\n\n## Evaluation of the base model\n\n| Benchmark | Score |\n|---|---|\n| MMLU | 61.2 |\n\n## Evaluation of the instruct model\n\n| Benchmark | Score |\n|---|---|\n| IFEval | 70.1 |\n";
        Assert.Equal(["base", "post"], TestRelease.Of(card).Assess().Facts.Components.Where(c => c.Id == "doc.evalresults").Select(c => c.Stage));
    }

    [Fact]
    public void Weights_among_the_fixtures_of_tests_are_no_released_model() =>
        Assert.NotEqual(Presence.Present, TestRelease.Of("# Marlin\n").WithListed("marlin", "test_fixtures/tiny/model.pt", "src/train.py").Assess().Fact("weights.final").Presence);

    [Fact]
    public void What_the_release_says_of_its_compute_and_results_is_not_missed_in_the_card()
    {
        var topics = TestRelease.Of("# Marlin\n\n## Evaluation results\n\n| Model | MMLU |\n|---|---|\n| Marlin | 61.2 |\n\n## Hardware\n\n* 384 A100 80GB GPUs\n").Assess().Fact("doc.modelcard").Topics.Where(t => t.Covered).ToList();
        Assert.Contains(topics, t => t.Topic == "compute" && t.Evidence.Count > 0);
        Assert.Contains(topics, t => t.Topic == "evaluation" && t.Evidence.Count > 0);
    }

    [Fact]
    public void A_configuration_tells_the_architecture() =>
        Assert.Contains(TestRelease.Of("# Marlin\n").With("config.json", "{\"architectures\": [\"MarlinForCausalLM\"], \"model_type\": \"marlin\"}").Assess().Fact("model.meta").Topics, t => t is { Topic: "architecture", Covered: true });

    [Fact]
    public void Of_several_rows_the_one_that_names_the_model_is_quoted_first()
    {
        var result = TestRelease.Of("# Marlin\n\n## Evaluation\n\n| Model | MMLU |\n|---|---|\n| Minnow-7B | 55.2 |\n| Marlin-7B | 61.2 |\n").Assess();
        Assert.Contains("Marlin-7B", result.Quotes(result.Fact("doc.evalresults")).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_card_elsewhere_does_not_stand_under_the_tag_of_the_model() =>
        Assert.Null(TestRelease.Of("---\nlicense: mit\n---\n# Marlin\n\nTrained on the Reef ([datasheet](https://arxiv.org/abs/1234.5678)).\n").Assess().Fact("doc.datacard").License.Expression);

    [Theory]
    [InlineData("requires only 2.788M H800 GPU hours for its full training", "hardware", "duration")]
    [InlineData("Training utilized a cumulative of **39.3**M GPU hours of computation on H100-80GB hardware.", "hardware", "duration")]
    public void Hours_of_a_named_accelerator_tell_hardware_and_duration(string words, params string[] topics)
    {
        var covered = TestRelease.Of($"# Marlin\n\n{words}\n").Assess().Fact("doc.compute").Topics.Where(t => t.Covered).Select(t => t.Topic).ToList();
        Assert.All(topics, t => Assert.Contains(t, covered));
    }

    [Fact]
    public void A_benchmark_that_is_to_be_opened_is_not_the_model() =>
        Assert.DoesNotContain(TestRelease.Of("# 马林\n\n在即将开源的、用于评估工具使用能力的自建评测基准上，马林的表现如下：\n").Assess().Claims, c => c.Kind == ClaimKind.OpenSource);

    [Fact]
    public void Every_license_file_that_the_card_points_to_in_vain_is_told() =>
        Assert.Equal(2, TestRelease.Of("# Marlin\n\nCode: [Apache-2.0](LICENSE), weights: [terms](MODEL_LICENSE).\n").Assess().Findings.Count(f => f.Rule == "terms.linked-file-missing"));

    [Fact]
    public void A_page_of_a_file_that_was_read_is_no_place_that_was_not()
    {
        var result = TestRelease.Of("# Marlin\n\n[Technical report](https://github.com/shore/marlin/blob/main/report.md) and [technical report](https://github.com/shore/marlin/blob/main/other.md)\n").WithCode("marlin", ("report.md", "# Report\n")).Assess();
        var missed = result.Coverage.SelectMany(c => c.NotLooked).Select(n => n.What).ToList();
        Assert.DoesNotContain(missed, m => m.EndsWith("/report.md", StringComparison.Ordinal));
        Assert.Contains(missed, m => m.EndsWith("/other.md", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_a_table_of_models_is_no_claim() =>
        Assert.Empty(TestRelease.Of("# Marlin\n\n| Model | MMLU |\n|---|---|\n| *Open weights models:* | |\n| Minnow | 50.1 |\n").Assess().Claims);

    [Fact]
    public void A_named_source_tells_where_the_data_comes_from()
    {
        var topics = TestRelease.Of("---\ndatasets:\n- shore/web\n---\n# Marlin\n\nText.\n").Assess().Fact("doc.datainfo").Topics;
        Assert.True(topics.Single(t => t.Topic == "provenance").Covered);
        Assert.NotEmpty(topics.Single(t => t.Topic == "provenance").Evidence);
    }

    [Fact]
    public void The_text_of_the_license_of_the_code_is_not_that_of_the_weights()
    {
        var mit = "MIT License\n\nCopyright (c) 2024 Shore Lab\n\nPermission is hereby granted, free of charge, to deal in the Software without restriction.\n";
        var fact = TestRelease.Of("---\nlicense: cc-by-nc-4.0\n---\n# Marlin\n").WithPointers(5000, "model.safetensors").WithCode("marlin", ("LICENSE", mit)).Assess().Fact("legal.license");
        Assert.Equal(("licenses.other-part", Presence.Partial), (fact.DecidedBy, fact.Presence));
    }

    [Fact]
    public void A_configuration_that_names_the_model_itself_declares_no_parent() =>
        Assert.Empty(TestRelease.Of("# Marlin\n").With("config.json", "{\"_name_or_path\": \"shore/marlin-7b\", \"model_type\": \"llama\"}").Assess().Declared);
}
