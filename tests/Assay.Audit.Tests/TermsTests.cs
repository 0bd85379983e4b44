using CsCheck;

namespace Assay.Audit.Tests;

/// <summary>Which terms cover what, and where their words stand.</summary>
public sealed class TermsTests
{
    [Theory]
    [InlineData("The code of this repository is licensed under [Apache-2.0](LICENSE), the model weights are subject to the [Marlin Model License](MODEL_LICENSE).")]
    [InlineData("本仓库的代码依照 [Apache-2.0](LICENSE) 协议开源，模型权重的使用需要遵循 [Marlin Model License](MODEL_LICENSE)。")]
    public void A_sentence_may_put_the_code_under_one_license_and_the_weights_under_another(string words)
    {
        var result = TestRelease.Of($"# Marlin\n\n```python\nmodel = AutoModel.from_pretrained(\"org/marlin-7b\")\nmodel.generate(x)\n```\n\n## License\n\n{words}\n").With("modeling_marlin.py", "import torch\nclass Marlin(torch.nn.Module): pass\n").Assess();
        Assert.Equal("Apache-2.0", result.Fact("code.arch").License.Expression);
        Assert.Equal("LicenseRef-marlin-model-license", result.Facts.Licenses[0].Id);
    }

    [Theory]
    [InlineData("- **Model License:** [LLAMA 2 COMMUNITY LICENSE AGREEMENT](https://example.org/llama/LICENSE.txt)\n- **Code License:** [APACHE 2.0 LICENSE](LICENSE)\n", "LicenseRef-llama-2-community")]
    [InlineData("The code and the model weights are under the [Apache License 2.0](LICENSE).\n", "Apache-2.0")]
    public void A_license_file_covers_the_part_that_the_card_puts_under_it(string words, string weights)
    {
        var result = TestRelease.Of($"---\nlicense: llama2\n---\n# Marlin\n\n## License\n\n{words}").With("LICENSE", "SPDX-License-Identifier: Apache-2.0\n\nLicensed under the Apache License, Version 2.0.\n").With("model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:" + new string('a', 64) + "\nsize 14000000\n").With("modeling_marlin.py", "import torch\nclass Marlin(torch.nn.Module): pass\n").Assess();
        Assert.Equal(weights, result.Fact("weights.final").License.Expression);
        Assert.Equal("Apache-2.0", result.Fact("code.arch").License.Expression);
    }

    [Theory]
    [InlineData("license: apache-2.0", "The weights may be used for non-commercial purposes only.", "Apache-2.0 AND LicenseRef-card-terms")]
    [InlineData("license: other", "The code is licensed under Apache-2.0, while the model weights are fully open for academic research and also allow **free** commercial usage. To apply for a commercial license, please fill in the form.", "LicenseRef-other")]
    [InlineData("license: other", "模型权重对学术研究完全开放，商业使用需申请。", "LicenseRef-other")]
    [InlineData("language: en", "The weights may be used for non-commercial purposes only.", "LicenseRef-card-terms")]
    [InlineData("license: cc-by-nc-4.0", "The weights may be used for non-commercial purposes only.", "CC-BY-NC-4.0")]
    [InlineData("license: apache-2.0", "The model is intended for research purposes. The dataset may be used for non-commercial purposes only.", "Apache-2.0")]
    [InlineData("license: apache-2.0", "The model can be used for research and commercial purposes.", "Apache-2.0")]
    [InlineData("license: mit", "The model is likely to write problematic text and should only be used for research purposes.", "MIT")]
    [InlineData("license: mit", "v2 replaces the preview, whose weights could only be had for research.", "MIT")]
    public void A_limit_in_the_card_s_own_words_counts(string tag, string words, string expected)
    {
        var result = TestRelease.Of($"---\n{tag}\n---\n# Marlin\n\nA language model.\n\n## License\n\n{words}\n").With("model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:" + new string('a', 64) + "\nsize 14000000\n").Assess();
        Assert.Equal(expected, result.Fact("weights.final").License.Expression);
        Assert.Equal(expected.Contains(" AND ", StringComparison.Ordinal), result.Findings.Any(f => f.Rule == "terms.words-limit-use"));
    }

    [Theory]
    [InlineData("license: [apache-2.0, cc-by-nc-4.0]", "A language model.", "CC-BY-NC-4.0", true)]
    [InlineData("license: [apache-2.0, cc-by-nc-4.0]", "The weights are released under the Apache License 2.0.", "Apache-2.0", false)]
    [InlineData("license: gpl-3.0", "The code is GPL-3.0 and the model is AGPL-3.0.", "AGPL-3.0-only", false)]
    [InlineData("license: mit", "A language model.", "MIT", false)]
    public void A_tag_gives_way_to_words_that_say_what_covers_the_weights(string tag, string words, string expected, bool told)
    {
        var result = TestRelease.Of($"---\n{tag}\n---\n# Marlin\n\n## License\n\n{words}\n").With("model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:" + new string('a', 64) + "\nsize 14000000\n").Assess();
        Assert.Equal(expected, result.Fact("weights.final").License.Expression);
        Assert.Equal(told, result.Findings.Any(f => f.Rule == "terms.tag-names-several"));
    }

    [Theory]
    [InlineData("a\n  b", "a b", 0, 5)]
    [InlineData("- For\tmilitary   use", "For military use", 2, 18)]
    [InlineData("one two one three", "one three", 8, 9)]
    public void Folded_words_are_found_in_their_text(string text, string quote, int start, int length) => Assert.Equal((start, length), FoldedQuote.Find(text, quote));

    [Fact]
    public void Any_stretch_of_a_text_is_found_however_its_white_space_was_folded() =>
        Gen.Char["ab \n\t."].Array[1, 60].Select(c => new string(c)).Sample(text =>
        {
            var folded = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (folded.Length == 0) return FoldedQuote.Find(text, folded) is null;
            return FoldedQuote.Find(text, folded) is var (start, length) && string.Join(' ', text.Substring(start, length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) == folded;
        });
}
