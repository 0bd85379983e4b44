using Assay.Licensing;

namespace Assay.Tests;

public sealed class SectionParserTests
{
    [Theory]
    [InlineData("A LICENSE\n\nThese words stand before the rules.\n\n1. Grant.\na. You may.\nb. You must:\n  i. keep this;\n  ii. keep that.\n2. End.\n", "title,preamble,1,1.a,1.b,1.b.i,1.b.ii,2")]
    [InlineData("协议\n\n一、定义\n词。\n二、许可\n1. 可以。\n2. 不得。\n三、其他\n词。\n", "title,一,二,二.1,二.2,三")]
    [InlineData("TERMS\n\nSection 1: Definitions\n\nWords here.\n\n2.1 Scope of it\n\nWords.\n\n2.2 Limits of it\n\nWords.\n\nAttachment A\n\n(a) No harm.\n(b) No fraud.\n", "title,1,2.1,2.2,Attachment A,Attachment A.a,Attachment A.b")]
    [InlineData("Section I: FIRST\n\n1. One thing.\n2. Two things.\n\nSection II: MORE\n\n3. Three things.\n", "title,I,I.1,I.2,II,3")]
    public void Paths_follow_the_numbers_of_the_text(string text, string paths)
    {
        var tokens = Tokenizer.Run(text);
        Assert.Equal(paths, string.Join(',', SectionParser.Parse(text, tokens).Select(s => s.Path)));
    }
}
