using System.Text;
using Assay.Core;
using Assay.Tests;

namespace Assay.Audit.Tests;

public sealed class AssessorTests
{
    [Theory]
    [InlineData("code.train", "We do not release the training code.")]
    [InlineData("code.train", "我们不开源训练代码。")]
    [InlineData("data.train", "The training data is not publicly available.")]
    [InlineData("data.train", "It was trained on a proprietary mix.")]
    [InlineData("data.train", "我们不公开训练数据。")]
    [InlineData("weights.final", "The model is available only through our API.")]
    public void A_denial_is_evidence_of_absence(string component, string words)
    {
        var result = TestRelease.Of($"# Marlin\n\n{words}\n").Assess();
        var fact = result.Fact(component);
        Assert.Equal(Presence.Absent, fact.Presence);
        Assert.Contains(result.Quotes(fact), q => words.StartsWith(q.TrimEnd('.', '。'), StringComparison.Ordinal));
        Assert.NotEmpty(fact.Looked);
    }

    [Theory]
    [InlineData("code.train", "Training code will be released soon.")]
    [InlineData("weights.final", "权重即将开放。")]
    [InlineData("data.train", "The training data will be released.")]
    [InlineData("doc.paper", "*Paper coming soon.*")]
    public void A_promise_is_claimed_and_promised(string component, string words)
    {
        var fact = TestRelease.Of($"# Marlin\n\n{words}\n").Assess().Fact(component);
        Assert.Equal((Presence.Claimed, Basis.Promised), (fact.Presence, fact.Basis));
    }

    [Theory]
    [InlineData("data.train", "## Training data\n\nTrained on [the corpus](https://huggingface.co/datasets/org/corpus).")]
    [InlineData("weights.final", "## Download\n\n[Marlin](https://huggingface.co/org/marlin-7b)")]
    [InlineData("doc.paper", "Read [our paper](https://arxiv.org/abs/1234.5678).")]
    [InlineData("code.train", "The training code is [here](https://github.com/org/trainer).")]
    public void A_link_that_was_not_read_is_claimed_and_linked(string component, string words)
    {
        var fact = TestRelease.Of($"# Marlin\n\n{words}\n").Assess().Fact(component);
        Assert.Equal((Presence.Claimed, Basis.Linked), (fact.Presence, fact.Basis));
        Assert.NotEmpty(fact.Evidence);
    }

    [Fact]
    public void A_listing_shows_the_roles_of_code()
    {
        var result = TestRelease.Of("# Marlin\n").WithListed("marlin", "marlin/model.py", "scripts/train.py", "scripts/prepare_data.py", "eval/evaluate_mmlu.py", "generate.py", "checkpoint-1000/model.safetensors").Assess();
        foreach (var id in new[] { "code.arch", "code.train", "code.eval", "code.infer", "weights.checkpoints" }) Assert.Equal((id, Presence.Present, Basis.Listed), (id, result.Fact(id).Presence, result.Fact(id).Basis));
        Assert.Equal(Presence.Partial, result.Fact("code.data").Presence);
    }

    [Fact]
    public void Fine_tuning_code_alone_is_a_part()
    {
        var fact = TestRelease.Of("# Marlin\n").WithListed("marlin", "finetune/finetune.py").Assess().Fact("code.train");
        Assert.Equal(Presence.Partial, fact.Presence);
    }

    [Fact]
    public void Base_and_post_training_are_told_apart()
    {
        var facts = TestRelease.Of("# Marlin\n").WithListed("marlin", "pretrain.py", "finetune/finetune.py").Assess().Facts.Components.Where(c => c.Id == "code.train").ToList();
        Assert.Equal(["base", "post"], facts.Select(f => f.Stage));
    }

    [Fact]
    public void What_could_not_be_looked_at_is_unknown_not_absent()
    {
        var result = TestRelease.Of("# Marlin\n").WithUnread("code/marlin", "the repository cannot be read").Assess();
        Assert.Equal(Presence.Unknown, result.Fact("code.train").Presence);
        var linked = TestRelease.Of("# Marlin\n\nSee our [GitHub](https://github.com/org/marlin).\n").Assess();
        Assert.Equal(Presence.Unknown, linked.Fact("code.eval").Presence);
        Assert.Contains(linked.Coverage.SelectMany(c => c.NotLooked), n => n.What == "github.com/org/marlin");
    }

    [Fact]
    public void Another_version_of_the_family_does_not_speak_for_this_one()
    {
        var fact = TestRelease.Of("# Marlin\n").With("marlin3/README.md", "We release 20 intermediate checkpoints.\n").Assess("marlin-2-7b").Fact("weights.checkpoints");
        Assert.Equal(Presence.Absent, fact.Presence);
    }

    [Fact]
    public void Missing_shards_are_a_finding()
    {
        var index = "{\"metadata\":{\"total_size\":2},\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\",\"b\":\"model-00002-of-00002.safetensors\"}}";
        var result = TestRelease.Of("# Marlin\n").With("model.safetensors.index.json", index).With("model-00001-of-00002.safetensors", "x").Assess();
        Assert.Equal(Presence.Partial, result.Fact("weights.final").Presence);
        Assert.Contains(result.Findings, f => f.Rule == "weights.missing-shards" && f.Message.Contains("model-00002-of-00002", StringComparison.Ordinal));
    }

    [Fact]
    public void Tag_and_text_that_disagree_are_a_conflict_with_both_quotes()
    {
        var mit = File.ReadAllText(Path.Combine(SharedData.Root, "LICENSE"));
        var result = TestRelease.Of("---\nlicense: mit\n---\n# Marlin\n").With("LICENSE", mit).Assess();
        var conflict = Assert.Single(result.Conflicts);
        Assert.Equal(("MIT", "Apache-2.0"), (conflict.A, conflict.B));
        Assert.Equal(2, conflict.Evidence.Count);
        Assert.Equal(("Apache-2.0", LicenseScope.Repository), (result.Fact("weights.final").License.Expression ?? "Apache-2.0", LicenseScope.Repository));
    }

    [Fact]
    public void Card_and_adapter_configuration_that_name_different_parents_are_a_finding()
    {
        var result = TestRelease.Of("---\nbase_model: org/one\n---\n# Marlin\n").With("adapter_config.json", "{\"base_model_name_or_path\": \"org/two\"}").Assess();
        Assert.Equal(["org/one", "org/two"], result.Declared.Select(d => d.Parent));
        Assert.Contains(result.Findings, f => f.Rule == "lineage.card-against-config" && f.Evidence.Count == 2);
    }

    [Fact]
    public void Broken_front_matter_is_a_finding_and_the_card_is_read()
    {
        var result = TestRelease.Of("---\nlicense: [mit\n---\n# Marlin\n\nWe do not release the training code.\n").Assess();
        Assert.Contains(result.Findings, f => f.Rule == "card.broken-front-matter");
        Assert.Equal(Presence.Absent, result.Fact("code.train").Presence);
    }

    [Fact]
    public void A_binary_card_and_a_huge_card_are_told_and_bounded()
    {
        var binary = new TestRelease().With("README.md", [0, 1, 2, 0, 255, 254, 0, 0]).Assess();
        Assert.Contains(binary.Coverage.SelectMany(c => c.NotLooked), n => n.What == "README.md");
        var huge = new TestRelease().With("README.md", Encoding.UTF8.GetBytes(new string('a', 3_000_000))).Assess(limits: Limits.Default with { MaxTextBytes = 1 << 20 });
        Assert.Contains(huge.Coverage.SelectMany(c => c.NotLooked), n => n.What == "README.md" && n.Why.Contains("1048576", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_statement_has_evidence_or_says_where_was_looked()
    {
        foreach (var result in new[] { new TestRelease().With("x.bin", "").Assess(), TestRelease.Of("# Marlin\n\nTrained on [c](https://huggingface.co/datasets/a/b). Paper coming soon.\n").Assess() })
        {
            foreach (var fact in result.Facts.Components) Assert.True(fact.Presence == Presence.Unknown || (fact.Presence == Presence.Absent ? fact.Looked.Count > 0 : fact.Evidence.Count > 0), fact.Id);
        }
    }

    [Fact]
    public void A_tag_beside_a_text_that_is_another_license_is_a_conflict_though_nobody_knows_that_text()
    {
        var text = "Marlin Community License Agreement\n\n" + string.Concat(Enumerable.Repeat("You may use the model for research only and must not pass it on to anybody else. ", 12));
        var result = TestRelease.Of("---\nlicense: apache-2.0\n---\n# Marlin\n").With("LICENSE.md", text).Assess();
        Assert.Contains("Marlin Community License Agreement", Assert.Single(result.Conflicts).Because, StringComparison.Ordinal);
    }
}
