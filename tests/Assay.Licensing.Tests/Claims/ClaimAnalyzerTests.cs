using Assay.Core;
using Assay.Formats;
using Assay.Licensing.Claims;
using Assay.Tests;
using CsCheck;

namespace Assay.Licensing.Tests.Claims;

public sealed class ClaimAnalyzerTests
{
    private static readonly DataTable Knowledge = new(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));
    private static readonly ClaimAnalyzer Analyzer = new(Knowledge, LicenseCatalog.Load(Knowledge));

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Claims/cases.txt")))
        {
            if (line.Split('\t') is [var expected, var sentence]) cases.Add(expected, sentence);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_sentence_says_what_a_careful_reader_takes_from_it(string expected, string sentence) =>
        Assert.Equal(expected, Reading(sentence));

    [Fact]
    public void Samples_of_the_word_lists_hold() => Assert.Empty(ClaimVerifier.Verify(Knowledge));

    [Fact]
    public void A_claim_knows_its_lines_and_words()
    {
        var claim = Assert.Single(Analyze("# Harbor\r\n\r\nHarbor is an [open-source](https://x.example)\r\nlanguage model.\r\n").Claims);
        Assert.Equal(new LineRange(3, 4), claim.Lines);
        Assert.Equal("Harbor is an [open-source](https://x.example) language model.", claim.Quote);
    }

    [Theory]
    [InlineData("The weights are under the [Llama 3.1 Community License](LICENSE).", "LicenseRef-llama-3.1-community")]
    [InlineData("license: apache-2.0", "Apache-2.0")]
    [InlineData("Released under the MIT License.", "MIT")]
    [InlineData("The weights are licensed `cc-by-nc-sa-4.0`.", "CC-BY-NC-SA-4.0")]
    [InlineData("The weights and the code are released under the Apache License, Version 2.0.", "Apache-2.0")]
    [InlineData("Code: MIT. Weights: see below.", "MIT")]
    [InlineData("The dataset is available under Creative Commons Attribution 4.0.", "CC-BY-4.0")]
    [InlineData("Released for research use under CC BY-NC 4.0.", "CC-BY-NC-4.0")]
    [InlineData("[![License](https://img.shields.io/badge/License-Apache_2.0-blue.svg)](https://opensource.org/licenses/Apache-2.0)", "Apache-2.0")]
    [InlineData("![license: MIT](https://img.shields.io/badge/license-MIT-green)", "MIT")]
    [InlineData("本模型遵循 Apache 2.0 许可证。", "Apache-2.0")]
    [InlineData("代码采用MIT协议开源。", "MIT")]
    [InlineData("数据集以 CC BY-NC-SA 4.0 协议发布。", "CC-BY-NC-SA-4.0")]
    [InlineData("This repository is licensed under the GNU GPL v3.", "GPL-3.0-only")]
    [InlineData("Use of the model is governed by the Gemma Terms of Use.", "LicenseRef-gemma-tou-2024-04-01")]
    [InlineData("license: creativeml-openrail-m", "LicenseRef-creativeml-openrail-m")]
    [InlineData("The inference code is under the BSD 3-Clause License.", "BSD-3-Clause")]
    [InlineData("We dedicate the annotations to the public domain (CC0 1.0).", "CC0-1.0")]
    [InlineData("license: llama3.1", "LicenseRef-llama-3.1-community")]
    [InlineData("License: [Apache-2.0](https://www.apache.org/licenses/LICENSE-2.0)", "Apache-2.0")]
    [InlineData("The demo is AGPL-3.0 licensed.", "AGPL-3.0-only")]
    [InlineData("权重与代码均以 MIT 许可证发布，可商用。", "MIT")]
    [InlineData("- **License:** Apache 2.0", "Apache-2.0")]
    public void Licenses_are_named(string sentence, string id) => Assert.Contains(id, Analyze(sentence).Licenses);

    [Theory]
    [InlineData("License: a custom license, the Llama 3.1 Community License, is on our site.", "LicenseRef-llama-3.1-community")]
    [InlineData("License: the Apache License, Version 2.0, covers the weights.", "Apache-2.0")]
    public void Words_of_one_name_are_no_other_name(string sentence, string id) => Assert.Equal(id, Assert.Single(Analyze(sentence).Licenses));

    [Theory]
    [InlineData("We compare with GPT-3 and GLM-4.")]
    [InlineData("CC is short for common crawl, and 4.0 is the version.")]
    [InlineData("训练代码与数据见仓库。")]
    [InlineData("Tested with BY 2.0 and MIT students.")]
    public void What_is_no_license_is_not_named(string sentence) => Assert.Empty(Analyze(sentence).Licenses);

    [Fact]
    public void Code_blocks_say_nothing() => Assert.Empty(Analyze("```\n# Harbor is an open-source model\n```\n").Claims);

    [Fact]
    public void Any_text_is_read_without_failing() =>
        Gen.String.Select(Gen.OneOf(Gen.Const("open source "), Gen.Const("开源"), Gen.Const("[a](b) not "), Gen.String)).Sample((a, b) => Analyze(a + b + a) is not null, iter: 300);

    [Fact]
    public void A_megabyte_in_one_line_takes_bounded_time()
    {
        var result = Analyze(string.Concat(Enumerable.Repeat("we open-source not the [model ", 8_000)));
        Assert.NotEmpty(result.Claims);
    }

    private static ClaimsResult Analyze(string text) => Analyzer.Analyze(TextDocument.Of("README.md", text));

    private static string Reading(string sentence)
    {
        var claims = Analyze(sentence).Claims.Where(c => c.Subject == ClaimSubject.Self && c.Kind is ClaimKind.OpenSource or ClaimKind.OpenWeights or ClaimKind.FullyOpen).ToList();
        if (claims.Exists(c => c is { Kind: ClaimKind.OpenSource, Polarity: Polarity.Asserts, Subject: ClaimSubject.Self })) return "yes";
        if (claims.Exists(c => c is { Kind: ClaimKind.FullyOpen, Polarity: Polarity.Asserts, Subject: ClaimSubject.Self })) return "fully-open";
        if (claims.Exists(c => c is { Kind: ClaimKind.OpenWeights, Polarity: Polarity.Asserts, Subject: ClaimSubject.Self })) return "open-weights";
        if (claims.Exists(c => c is { Kind: ClaimKind.OpenSource, Polarity: Polarity.Denies, Subject: ClaimSubject.Self })) return "no";
        return claims.Exists(c => c is { Kind: ClaimKind.OpenSource, Polarity: Polarity.Hedges, Subject: ClaimSubject.Self }) ? "hedges" : "none";
    }
}
