using Assay.Core;

namespace Assay.Audit.Tests.Generality;

/// <summary>What is the publisher's own is told from what is of another project, another size or another author, in many ways of saying it.</summary>
public sealed class OwnAndOthersTests
{
    private const string Cite = "```\n@inproceedings{x2019,\n  title = {Embeddings of Words by Twins},\n  booktitle = {Proceedings of EMNLP},\n  year = {2019}\n}\n```";

    [Theory]
    [InlineData("If it helps, cite the method it follows:", false)]
    [InlineData("Cite the library as:", false)]
    [InlineData("Please also cite the original work on this architecture:", false)]
    [InlineData("If you find our work helpful, please cite:", true)]
    [InlineData("Please cite our framework paper:", true)]
    [InlineData("", true)]
    public void A_citation_of_what_the_model_rests_on_is_not_its_paper(string lead, bool own)
    {
        var result = TestRelease.Of($"# Marlin 7B\n\nA model.\n\n## Citation\n\n{lead}\n\n{Cite}\n").Assess();

        Assert.Equal(own, result.Fact("doc.paper").Presence == Presence.Claimed);
    }

    [Fact]
    public void A_citation_that_names_the_family_is_its_own_whatever_stands_before()
    {
        var result = TestRelease.Of("# Marlin 7B\n\n## Citation\n\nCite the method:\n\n" + Cite.Replace("Embeddings", "Marlin: Embeddings", StringComparison.Ordinal)).Assess();

        Assert.Equal(Presence.Claimed, result.Fact("doc.paper").Presence);
    }

    [Theory]
    [InlineData("We also release 11 intermediate checkpoints of [Marlin-2B](https://huggingface.co/sea/Marlin-2B-Intermediate-Checkpoints).", false)]
    [InlineData("Intermediate checkpoints of Marlin 2B are available on branches.", false)]
    [InlineData("Marlin-2B 的 11 个中间检查点见 [这里](https://huggingface.co/sea/Marlin-2B-checkpoints)。7B 的暂不提供。", false)]
    [InlineData("We release intermediate checkpoints of Marlin-2B and Marlin-7B on branches.", true)]
    [InlineData("Intermediate checkpoints are available on branches, one for every 100B tokens.", true)]
    [InlineData("Intermediate checkpoints of Marlin-7B: [here](https://huggingface.co/sea/marlin-7b-intermediate).", true)]
    public void Checkpoints_of_another_size_are_not_this_models(string words, bool own)
    {
        var result = TestRelease.Of($"# Marlin 7B\n\n## Training dynamics\n\n{words}\n").Assess();

        Assert.Equal(own, result.Fact("weights.checkpoints").Presence == Presence.Claimed);
    }

    [Theory]
    [InlineData("The partner's framework [Loom](https://github.com/partner/loom) organised the run. Our training code is not part of this release.", Presence.Absent)]
    [InlineData("Framework: [Loom](https://github.com/partner/loom).", Presence.Claimed)]
    [InlineData("The training code is not released, but for the codebase of the first stage, [marlin-train](https://github.com/sea/marlin-train), framework: [marlin-train](https://github.com/sea/marlin-train).", Presence.Claimed)]
    public void A_public_framework_does_not_stand_for_training_code_that_is_kept_back(string words, Presence presence)
    {
        var result = TestRelease.Of($"# Marlin 7B\n\n## Training\n\n{words}\n").Assess();

        Assert.Equal(presence, result.Fact("code.train").Presence);
    }

    [Fact]
    public void A_sentence_in_Chinese_ends_before_the_link_of_the_next()
    {
        var result = TestRelease.Of("# Marlin 7B\n\n## 常见问题\n\n我们不提供训练代码。社区的 [Kit](https://github.com/other/kit) 已经支持本模型。\n").Assess();

        Assert.Equal(Presence.Absent, result.Fact("code.train").Presence);
    }

    [Theory]
    [InlineData("The model was trained on licensed music from these sources: our commissioned recordings, which were made by four orchestras, the [Harbour collection](https://harbour.example/music) and [Tide](https://tide.example/).", false)]
    [InlineData("It was trained on stock footage bought from [Vendor](https://vendor.example/footage).", false)]
    [InlineData("It was trained on the [Open Sea Recordings](https://recordings.example/open).", true)]
    public void A_shop_is_no_place_of_training_data(string words, bool linked)
    {
        var result = TestRelease.Of($"# Marlin\n\n## Training data\n\n{words}\n").Assess();

        Assert.Equal(linked, result.Fact("data.train").Presence == Presence.Claimed);
    }

    [Theory]
    [InlineData("Collect code from public repositories and sort it with the filter rules of [StarCoder Data](https://huggingface.co/datasets/bigcode/starcoderdata).", false)]
    [InlineData("Filtered by heuristics from [RefinedWeb](https://huggingface.co/datasets/tiiuae/falcon-refinedweb).", false)]
    [InlineData("We use the code of [StarCoder Data](https://huggingface.co/datasets/bigcode/starcoderdata).", true)]
    public void Filters_that_were_taken_over_are_not_the_data(string words, bool linked)
    {
        var result = TestRelease.Of($"# Marlin 7B\n\n## Data creation and model training\n\n- {words}\n").Assess();

        Assert.Equal(linked, result.Fact("data.train").Evidence.Count > 0 && result.Fact("data.train").Presence == Presence.Claimed);
    }

    [Fact]
    public void A_table_with_speed_beside_quality_gives_results()
    {
        const string Table = "| Model | size (px) | {0} | Speed CPU (ms) | params (M) |\n|---|---|---|---|---|\n| Marlin-n | 640 | 28.3 | 44.1 | 1.9 |\n| Marlin-m | 640 | 45.6 | 22.1 | 21.0 |\n";

        Assert.Equal(Presence.Present, TestRelease.Of("# Marlin\n\n### Checkpoints\n\n" + string.Format(null, Table, "mAP val 50-95")).Assess("marlin").Fact("doc.evalresults").Presence);
        Assert.Equal(Presence.Absent, TestRelease.Of("# Marlin\n\n### Checkpoints\n\n" + string.Format(null, Table, "FLOPs (B)")).Assess("marlin").Fact("doc.evalresults").Presence);
    }

    [Theory]
    [InlineData("The annotations are rewritten by `tools/pack.py`: crowd regions and tiny boxes go away.", "code.data")]
    [InlineData("We evaluated all models with `tools/pack.py`.", "code.eval")]
    [InlineData("Our full training script is available in this repository: `tools/pack.py`.", "code.train")]
    [InlineData("评测结果由 `tools/pack.py` 得出。", "code.eval")]
    public void A_program_is_what_the_sentence_does_with_it(string words, string component)
    {
        var result = TestRelease.Of($"# Marlin\n\n{words}\n").With("tools/pack.py", "print(1)\n").Assess("marlin");

        Assert.Equal("scripts.told", result.Fact(component).DecidedBy);
    }

    [Theory]
    [InlineData("Evaluate your own model with `tools/pack.py`.")]
    [InlineData("`tools/pack.py` will be extended to evaluate on more benchmarks.")]
    [InlineData("Run `tools/pack.py`.")]
    [InlineData("The arguments stand in `tools/evaluate.py`.")]
    [InlineData("`tools/pack.py` converts the weights and the labels to another format.")]
    [InlineData("修改 `tools/evaluate.py` 中的 `test_file` 为你自己的数据集路径。")]
    [InlineData("After fine-tuning we evaluate with `tools/pack.py`.")]
    [InlineData("We evaluated all models with `tools/gone.py`.")]
    public void A_program_for_others_or_to_come_or_not_there_shows_nothing(string words)
    {
        var result = TestRelease.Of($"# Marlin\n\n{words}\n").With("tools/pack.py", "print(1)\n").With("tools/evaluate.py", "print(1)\n").Assess("marlin");

        Assert.DoesNotContain(result.Facts.Components, c => c.DecidedBy == "scripts.told");
    }

    [Fact]
    public void Open_source_with_a_script_for_tuning_alone_is_contradicted()
    {
        var result = TestRelease.Of("# 听海\n\n听海是某实验室推出的开源语音理解大模型。\n\n## 微调\n\n```shell\nbash finetune.sh\n```\n").With("finetune.sh", "train\n").Assess("tinghai-small");

        Assert.Contains(result.Claims, c => c.Kind == ClaimKind.OpenSource && c.Finding == ClaimFinding.Contradicted);
    }
}
