using Assay.Licensing;
using CsCheck;

namespace Assay.Tests;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("re-wrapped", "You may not\nuse the Work.", "You may\n   not use the\nWork.")]
    [InlineData("case", "THE SOFTWARE IS PROVIDED", "The software is provided")]
    [InlineData("quotes", "the “Software”", "the \"Software\"")]
    [InlineData("apostrophe", "Licensor’s rights", "Licensor's rights")]
    [InlineData("comment marks", "// You may use\n// it freely", "You may use it freely")]
    [InlineData("block comment", "/*\n * You may use\n * it freely\n */", "You may use it freely")]
    [InlineData("dnl", "dnl You may use\ndnl it freely", "You may use it freely")]
    [InlineData("troff", ".PP\nYou may use\n.\\\" it freely", "You may use it freely")]
    [InlineData("markdown", "**You** may _use_ `it`", "You may use it")]
    [InlineData("html", "<p>You may <b>use</b> it</p>", "You may use it")]
    [InlineData("bullets", "* one thing\n* another", "- one thing\n- another")]
    [InlineData("list marks", "1. one thing\n2. another", "(a) one thing\n(b) another")]
    [InlineData("spelling", "this licence", "this license")]
    [InlineData("scheme", "https://example.org/x", "http://www.example.org/x")]
    [InlineData("thousands", "1,000,000 users", "1000000 users")]
    [InlineData("ligature", "modiﬁed ﬁles", "modified files")]
    [InlineData("full width", "ＭＩＴ", "MIT")]
    [InlineData("Chinese wraps", "数\n据", "数据")]
    public void Form_does_not_count(string why, string a, string b) => Assert.True(Words(a).SequenceEqual(Words(b)), why);

    [Theory]
    [InlineData("You may use it", "You may not use it")]
    [InlineData("700 million", "70 million")]
    [InlineData("商业用途", "非商业用途")]
    [InlineData("version 2.0", "version 3.0")]
    [InlineData("within 30\n30 days", "within 60\n60 days")]
    public void Words_numbers_and_negations_count(string a, string b) => Assert.False(Words(a).SequenceEqual(Words(b)));

    [Fact]
    public void Tokens_lie_in_the_text_and_increase()
    {
        Gen.String[Gen.Frequency((6, Gen.Char['a', 'z']), (2, Gen.Char[" \n.()<>&\\[]*12,-"]), (1, Gen.Char)), 0, 400].Sample(text =>
        {
            var tokens = Tokenizer.Run(text);
            var last = -1;
            for (var i = 0; i < tokens.Count; i++)
            {
                Assert.True(tokens.Start(i) > last && tokens.End(i) <= text.Length && tokens.End(i) > tokens.Start(i));
                last = tokens.Start(i);
            }

            Assert.True(SectionParser.Parse(text, tokens).Count > 0);
        });
    }

    [Fact]
    public void Too_many_words_are_cut_and_said()
    {
        var tokens = Tokenizer.Run("one two three four", maxTokens: 2);
        Assert.Equal(2, tokens.Count);
        Assert.Equal(8, tokens.CutAt);
    }

    private static uint[] Words(string text)
    {
        var tokens = Tokenizer.Run(text);
        return Array.ConvertAll(tokens.Words(), i => tokens.Hashes[i]);
    }
}
