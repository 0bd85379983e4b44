using Assay.Audit.Tests.Generality;
using Assay.Core;
using Assay.Tests;

namespace Assay.Audit.Tests;

/// <summary>What a release says in one place, held against what it says or shows in another.</summary>
public sealed class ClaimFactTests
{
    private static readonly string Apache = File.ReadAllText(Path.Combine(SharedData.Root, "LICENSE"));

    [Theory]
    [InlineData("[![License](https://img.shields.io/badge/License-MIT-green.svg)](LICENSE)", true)]
    [InlineData("![License: MIT](badge.svg)", true)]
    [InlineData("<img alt=\"License: MIT\" src=\"https://img.shields.io/badge/x-y-blue\">", true)]
    [InlineData("<a href=\"LICENSE\"><img src=\"https://img.shields.io/badge/License-MIT-green.svg\"></a>", true)]
    [InlineData("<p align=\"center\">\n  <a href=\"LICENSE\">\n    <img alt=\"License\" src='https://img.shields.io/badge/license-MIT-green?style=flat' height=\"20\"/>\n  </a>\n</p>", true)]
    [InlineData("<a href=\"LICENSE\"><img alt=\"License: MIT\" src=\"badge.svg\"></a>", true)]
    [InlineData("<a href=\"LICENSE\"><img alt=\"Build\" src=\"build.svg\"><img src=\"https://img.shields.io/static/v1?label=license&message=MIT&color=green\"></a>", true)]
    [InlineData("![](https://badgen.net/badge/license/MIT/blue)", true)]
    [InlineData("<p align=\"center\">\n<a\n  href=\"LICENSE\"\n  target=\"_blank\"><img\n  src=\"https://img.shields.io/badge/license-MIT-blue\"\n  alt=\"badge\"></a>\n</p>", true)]
    [InlineData("<p align=\"center\"><img src=\"https://img.shields.io/badge/MIT-License-green\"></p>", true)]
    [InlineData("<div align=\"center\"><img data-src=\"x\" alt=\"MIT License\" src=\"badges/license.svg\"></div>", true)]
    [InlineData("<img alt=\"License: MIT\" src=\"https://img.shields.io/badge/license-MIT\">", true)]
    [InlineData("<a href=\"LICENSE\"><img src=\"https://img.shields.io/badge/License%3A-MIT-blue\"></a>", true)]
    [InlineData("<img src=\"https://img.shields.io/badge/Apache_2.0-License-green\">", false)]
    [InlineData("<a href=\"LICENSE\"><img src=\"https://img.shields.io/badge/License-Apache_2.0-blue.svg\"></a>", false)]
    [InlineData("<a href=\"ci\"><img alt=\"Build: MIT\" src=\"https://img.shields.io/badge/build-MIT-green.svg\"></a>", false)]
    [InlineData("[![License](https://img.shields.io/badge/License-Apache_2.0-blue.svg)](LICENSE)", false)]
    [InlineData("[![Code License](https://img.shields.io/badge/Code_License-Apache--2.0-blue.svg)](LICENSE)", false)]
    [InlineData("[![Build](https://img.shields.io/badge/build-passing-green.svg)](ci)", false)]
    public void A_badge_is_held_against_the_license_file(string badge, bool contradicts)
    {
        var result = TestRelease.Of($"# Marlin\n\n{badge}\n").With("LICENSE", Apache).Assess();
        Assert.Equal(contradicts, result.Findings.Any(f => f.Rule == "terms.badge-against-text" && f.Evidence.Count == 2));
        Assert.Equal(contradicts ? 1 : 0, result.Conflicts.Count);
    }

    [Theory]
    [InlineData("Marlin is licensed under the MIT License.", true)]
    [InlineData("Marlin is licensed under the Apache License 2.0.", false)]
    [InlineData("The base model Trout is licensed under the MIT License.", false)]
    [InlineData("The training data is licensed under the MIT License.", false)]
    public void Words_are_held_against_the_license_file(string words, bool contradicts) =>
        Assert.Equal(contradicts, TestRelease.Of($"# Marlin\n\n## License\n\n{words}\n").With("LICENSE", Apache).Assess().Findings.Any(f => f.Rule == "terms.words-against-text"));

    [Theory]
    [InlineData("Marlin was trained on open data.\n\nThe training data will not be released.", ClaimFinding.Contradicted)]
    [InlineData("Marlin was trained on open data.\n\n## Training data\n\nWe also used a proprietary mix.", ClaimFinding.Contradicted)]
    public void A_claim_of_open_training_data_is_held_against_the_data(string words, ClaimFinding expected)
    {
        var claims = TestRelease.Of($"# Marlin\n\n{words}\n").Assess().Claims.Where(c => c.Kind == ClaimKind.OpenData).ToList();
        Assert.Contains(claims, c => c.Finding == expected && c.Because.All(b => b.Evidence.Count > 0));
    }

    [Theory]
    [InlineData("Marlin was trained from scratch.", "org/trout-7b", ClaimFinding.Contradicted)]
    [InlineData("Marlin was trained from scratch.", "org/marlin-base", ClaimFinding.Unverified)]
    public void From_scratch_is_held_against_the_declared_parent(string words, string parent, ClaimFinding expected)
    {
        var claim = Assert.Single(TestRelease.Of($"---\nbase_model: {parent}\n---\n# Marlin\n\n{words}\n").Assess().Claims, c => c.Kind == ClaimKind.Lineage);
        Assert.Equal(expected, claim.Finding);
        if (expected == ClaimFinding.Contradicted) Assert.Contains(claim.Because, b => b.Evidence.Count > 0);
    }

    [Fact]
    public void The_words_on_an_adapter_are_held_against_its_configuration()
    {
        static AssessmentResult Of(string named) => TestRelease.Of($"# Marlin\n\nThis is a fine-tuned version of [it](https://huggingface.co/{named}).\n").With("adapter_config.json", "{\"base_model_name_or_path\": \"org/trout-7b\"}").Assess();
        Assert.Contains(Of("org/perch-7b").Findings, f => f.Rule == "lineage.words-against-config" && f.Evidence.Count == 2);
        Assert.DoesNotContain(Of("org/trout-7b").Findings, f => f.Rule == "lineage.words-against-config");
        Assert.DoesNotContain(Of("org/trout-7b-instruct").Findings, f => f.Rule == "lineage.words-against-config");
    }

    [Fact]
    public void A_configuration_that_names_another_parent_than_the_card_is_a_finding()
    {
        static AssessmentResult Of(string path) => TestRelease.Of("---\nbase_model: org/one\n---\n# Marlin\n").With("config.json", $"{{\"_name_or_path\": \"{path}\", \"model_type\": \"llama\"}}").Assess();
        Assert.Contains(Of("org/two").Findings, f => f.Rule == "lineage.card-against-config" && f.Evidence.Count == 2);
        Assert.DoesNotContain(Of("org/one").Findings, f => f.Rule == "lineage.card-against-config");
        Assert.DoesNotContain(Of("/scratch/run7").Findings, f => f.Rule == "lineage.card-against-config");
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(8, false)]
    public void Shards_that_are_shorter_than_their_index_says_are_a_finding(int stated, bool found)
    {
        var index = $"{{\"metadata\":{{\"total_size\":{stated}}},\"weight_map\":{{\"a\":\"m-1.safetensors\",\"b\":\"m-2.safetensors\"}}}}";
        var result = TestRelease.Of("# Marlin\n").With("model.safetensors.index.json", index).WithPointers(5, "m-1.safetensors", "m-2.safetensors").Assess();
        Assert.Equal(found, result.Findings.Any(f => f.Rule == "weights.shards-too-short"));
    }

    [Fact]
    public void Honest_releases_of_all_styles_come_out_clean()
    {
        foreach (var release in SyntheticReleases.All)
        {
            var result = release.Release.Assess(release.Name);
            Assert.True(result.Claims.All(c => c.Finding != ClaimFinding.Contradicted), $"{release.Name}: {string.Join(" / ", result.Claims.Where(c => c.Finding == ClaimFinding.Contradicted).Select(c => c.Quote + " because " + c.Because[0].Text))}");
            Assert.True(result.Conflicts.Count == 0, $"{release.Name}: {string.Join(" / ", result.Conflicts.Select(c => c.Because))}");
            Assert.DoesNotContain(result.Findings, f => f.Rule.StartsWith("lineage.", StringComparison.Ordinal) || f.Rule == "weights.shards-too-short");
        }
    }
}
