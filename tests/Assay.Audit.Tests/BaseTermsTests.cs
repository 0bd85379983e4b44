namespace Assay.Audit.Tests;

/// <summary>The terms of the model that a release is made of: read, stated in its card, or not known.</summary>
public sealed class BaseTermsTests
{
    private const string Mit = "MIT License\n\nPermission is hereby granted, free of charge, to deal in the Software without restriction.\n";

    private static string Card(string body, string tags = "license: apache-2.0\nbase_model: kestrel-ai/Kestrel-9B\n") => $"---\n{tags}---\n# Heron-9B\n\n{body}\n";

    [Fact]
    public void The_terms_of_a_base_are_read_from_its_release()
    {
        var result = TestRelease.Of(Card("Heron answers questions.")).WithCode("Kestrel-9B", ("README.md", "---\nlicense: cc-by-nc-4.0\n---\n# Kestrel\n\nKestrel is fully open source.\n")).Assess("heron-9b");
        var known = Assert.Single(result.Bases);
        Assert.Equal(("kestrel-ai/Kestrel-9B", BaseTermsFrom.Release, "CC-BY-NC-4.0"), (known.Parent, known.From, known.License!.Id));
        Assert.Equal("Apache-2.0", result.OwnLicense!.Id);
        Assert.DoesNotContain(result.Claims, c => c.Quote.Contains("Kestrel is", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Heron-9B is built on [Kestrel-9B](https://huggingface.co/kestrel-ai/Kestrel-9B), licensed under CC BY-NC 4.0.", "CC-BY-NC-4.0")]
    [InlineData("Kestrel-9B is licensed under the MIT License.", "MIT")]
    [InlineData("The base model is released under the Apache License 2.0; see its card.", "Apache-2.0")]
    [InlineData("It was fine-tuned from Kestrel 9B (licensed under CC-BY-SA-4.0).", "CC-BY-SA-4.0")]
    [InlineData("基座模型 Kestrel-9B 采用 Apache 2.0 许可证。", "Apache-2.0")]
    public void The_card_may_state_the_terms_of_its_base(string sentence, string license)
    {
        var result = TestRelease.Of(Card(sentence, "base_model: kestrel-ai/Kestrel-9B\n")).Assess("heron-9b");
        var known = Assert.Single(result.Bases);
        Assert.Equal((BaseTermsFrom.Card, license), (known.From, known.Stated));
        Assert.Contains(license[..3], result.Facts.Evidence[known.Evidence[0]].Quote.Replace(' ', '-'), StringComparison.Ordinal);
        Assert.Null(result.OwnLicense);
    }

    [Theory]
    [InlineData("Heron-9B is built on Kestrel-9B and is released under the MIT License.")]
    [InlineData("The weights of Heron are licensed under the MIT License.")]
    [InlineData("Based on Kestrel-9B; our weights are under the MIT License.")]
    public void Its_own_terms_are_not_taken_for_those_of_its_base(string sentence)
    {
        var result = TestRelease.Of(Card(sentence, "base_model: kestrel-ai/Kestrel-9B\n")).Assess("heron-9b");
        Assert.Equal(BaseTermsFrom.NotRead, Assert.Single(result.Bases).From);
        Assert.Equal("MIT", result.OwnLicense!.Id);
    }

    [Fact]
    public void A_license_that_the_card_names_for_an_undeclared_base_counts_too()
    {
        var known = Assert.Single(TestRelease.Of("# Heron\n\nHeron is fine-tuned from Kestrel-9B, which is licensed under CC BY-NC 4.0. Its weights are under the MIT License.\n").Assess("heron").Bases);
        Assert.Equal((BaseTermsFrom.Card, "CC-BY-NC-4.0"), (known.From, known.Stated));
        Assert.Contains("Kestrel-9B", known.Parent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_whose_release_differs_from_what_the_card_says_of_it_is_known_by_both()
    {
        var known = Assert.Single(TestRelease.Of(Card("The base model Kestrel-9B is licensed under the Apache License 2.0.")).WithCode("Kestrel-9B", ("README.md", "---\nlicense: mit\n---\n# Kestrel\n")).Assess("heron-9b").Bases);
        Assert.Equal((BaseTermsFrom.Release, "MIT", "Apache-2.0"), (known.From, known.License!.Id, known.Stated));
    }

    [Fact]
    public void A_repository_of_code_is_no_base() =>
        Assert.Equal(BaseTermsFrom.NotRead, Assert.Single(TestRelease.Of(Card("Heron answers.")).WithCode("heron-train", ("LICENSE", Mit)).Assess("heron-9b").Bases).From);
}
