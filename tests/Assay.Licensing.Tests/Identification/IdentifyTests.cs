using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using CsCheck;

namespace Assay.Tests;

/// <summary>A small license of our own words, learned as a user would; then its copies.</summary>
public sealed class IdentifyTests
{
    private const string Own = """
        GLASSHOUSE MODEL LICENSE 1.2

        Copyright (c) 2031 Glasshouse Works

        1. Grant. Anybody who receives the model may run it, look into it, change it and hand it on, for money or for none, as long as the rules below are kept.
        a. Every copy carries this page.
        b. Whoever serves more than 500 thousand people in a month asks Glasshouse Works first and waits for the answer.
        2. No promise. The model comes as it is; nobody pays for what it breaks.
        3. End. These rights end thirty days after a rule was broken and the breach was not mended.
        """;

    private static readonly LicenseIdentifier Identifier = LicenseIdentifier.Create(LicensingFixture.Knowledge, FingerprintWriter.Write([FingerprintBuilder.Build(["LicenseRef-glasshouse-1.2"], Own, [("user-threshold", "1.b", "more than 500 thousand people in a month")])]));

    [Theory]
    [InlineData("as it is")]
    [InlineData("wrapped")]
    [InlineData("comment")]
    [InlineData("upper")]
    [InlineData("holder")]
    [InlineData("readme")]
    public void A_change_of_form_is_exact(string change)
    {
        var text = change switch
        {
            "wrapped" => Own.Replace(" ", "\n", StringComparison.Ordinal),
            "comment" => "# " + Own.Replace("\n", "\n# ", StringComparison.Ordinal),
            "upper" => Own.ToUpperInvariant(),
            "holder" => Own.Replace("2031 Glasshouse Works\n", "2044 Somebody Else\n", StringComparison.Ordinal),
            "readme" => "# My project\n\nIt parses dates. Run `make` to build it.\n\n" + Own + "\n\n## Thanks\n\nTo all who helped.\n",
            _ => Own,
        };
        Assert.Equal(LicenseMatchKind.Exact, One(text).Match);
    }

    [Theory]
    [InlineData("500 thousand", "50 thousand", "1.b", EditKind.Value)]
    [InlineData("may run it", "may not run it", "1", EditKind.Polarity)]
    [InlineData("a. Every copy carries this page.\n", "", "1.a", EditKind.Removed)]
    [InlineData("for what it breaks.", "for what it breaks. Armies must not use it for any war.", "2", EditKind.Added)]
    [InlineData("LICENSE 1.2", "LICENSE 1.7", "title", EditKind.Value)]
    [InlineData("was not mended.", "was not mended.\nThe licensee shall use the model only for teaching.", "end", EditKind.Added)]
    public void A_change_of_meaning_is_altered_at_its_section(string from, string to, string section, EditKind kind)
    {
        var match = One(Own.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(LicenseMatchKind.Altered, match.Match);
        Assert.Equal(section, match.AlteredSections[0]);
        Assert.Contains(match.Edits, e => e.Kind == kind);
    }

    [Fact]
    public void A_text_that_shares_paragraphs_is_kin_and_no_copy()
    {
        var words = Enumerable.Range(0, 900).Select(i => $"word{i}").ToArray();
        var other = Enumerable.Range(0, 900).Select(i => $"other{i}").ToArray();
        var identifier = LicenseIdentifier.Create(LicensingFixture.Knowledge, FingerprintWriter.Write([FingerprintBuilder.Build(["LicenseRef-long"], string.Join(' ', words))]));
        var found = identifier.Identify(TextDocument.Of("x", string.Join(' ', words[..300].Concat(other))));
        Assert.Equal(LicenseMatchKind.Family, Assert.Single(found.Matches).Match);
        Assert.Null(found.Expression);
        Assert.Empty(found.Alignments);
    }

    [Fact]
    public void Never_exact_when_one_word_is_another()
    {
        var words = Own[Own.IndexOf("1. Grant", StringComparison.Ordinal)..].Split(' ');
        Gen.Int[1, words.Length - 2].Sample(at =>
        {
            var changed = (string[])words.Clone();
            if (changed[at].Any(char.IsLetter) && changed[at].Length > 2) changed[at] = "zebra";
            var match = One(string.Join(' ', changed));
            Assert.Equal(changed[at] == "zebra" ? LicenseMatchKind.Altered : LicenseMatchKind.Exact, match.Match);
        });
    }

    [Fact]
    public void A_clause_is_found_again_where_it_stands()
    {
        var document = TextDocument.Of("x", "\n\n\n" + Own);
        var anchor = Identifier.Identify(document).Alignments.Single().Anchors.Single();
        Assert.True(anchor.Intact);
        Assert.Equal(new LineRange(10, 10), anchor.Lines);
        Assert.Equal("more than 500 thousand people in a month", document.Text.Substring(anchor.Start, anchor.Length));
    }

    [Fact]
    public void Five_hundred_licenses_in_one_text_are_found_in_bounded_time()
    {
        var found = Identifier.Identify(TextDocument.Of("x", string.Join("\n\n----\n\n", Enumerable.Repeat(Own, 500))));
        Assert.Equal(500, found.Matches.Length);
        Assert.All(found.Matches, m => Assert.Equal(LicenseMatchKind.Exact, m.Match));
    }

    [Fact]
    public void Hostile_text_gives_a_result()
    {
        Gen.String[0, 2000].Sample(text => Assert.NotNull(Identifier.Identify(TextDocument.Of("x", text))));
        Assert.Empty(Identifier.Identify(TextDocument.Of("x", new string('(', 100_000) + new string('<', 100_000) + string.Concat(Enumerable.Repeat("[a](", 50_000)))).Matches);
    }

    private static LicenseMatch One(string text) => Assert.Single(Identifier.Identify(TextDocument.Of("x", text)).Matches);
}
