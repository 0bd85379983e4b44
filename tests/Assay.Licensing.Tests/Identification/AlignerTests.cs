using System.Diagnostics;
using Assay.Licensing;
using CsCheck;

namespace Assay.Tests;

public sealed class AlignerTests
{
    private static readonly Gen<uint[]> Texts = Gen.UInt[0, 30].Array[0, 120];

    [Fact]
    public void Blocks_are_equal_words_that_increase_in_both_texts()
    {
        Gen.Select(Texts, Texts, Texts).Sample((a, b, c) =>
        {
            uint[] known = [.. a, .. b];
            uint[] text = [.. a, .. c, .. b];
            var (baseAt, textAt) = (0, 0);
            foreach (var block in new Aligner().Align(known, new SeedTable(known), text))
            {
                Assert.True(block.Base >= baseAt && block.Text >= textAt && block.Length > 0);
                Assert.True(known.AsSpan(block.Base, block.Length).SequenceEqual(text.AsSpan(block.Text, block.Length)));
                (baseAt, textAt) = (block.BaseEnd, block.TextEnd);
            }
        });
    }

    [Fact]
    public void A_text_aligns_with_itself_in_one_block()
    {
        Gen.Int[3, 300].Sample(length =>
        {
            var text = Enumerable.Range(1, length).Select(i => unchecked((uint)i * 2654435761)).ToArray();
            Assert.Equal([new Block(0, 0, length)], new Aligner().Align(text, new SeedTable(text), text));
        });
    }

    [Fact]
    public void Adversarial_repetition_ends_in_bounded_time()
    {
        var known = Enumerable.Range(0, 20_000).Select(i => (uint)(i % 7)).ToArray();
        var text = Enumerable.Range(0, 20_000).Select(i => (uint)(i % 5)).ToArray();
        var watch = Stopwatch.StartNew();
        new Aligner().Align(known, new SeedTable(known), text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }
}
