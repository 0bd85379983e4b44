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
    public void Licenses_are_named(string sentence, string id) => Assert.Contains(id, Analyze(sentence).Licenses);

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
