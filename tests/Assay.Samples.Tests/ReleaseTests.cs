using System.Text;
using Assay.Tests;

namespace Assay.Samples;

/// <summary>Each sample is what it is there for.</summary>
public sealed class ReleaseTests
{
    private const long LargestTotal = 2_000_000;

    [Fact]
    public void All_samples_together_stay_small() =>
        Assert.InRange(new[] { "minnow", "kelp", "hostile" }.SelectMany(s => Sample.Files(s).Select(f => new FileInfo(Sample.In(s, f)).Length)).Sum(), 1, LargestTotal);

    [Fact]
    public void Minnow_has_the_license_of_the_checkout() =>
        Assert.Equal(Sample.Digest(Path.Combine(SharedData.Root, "LICENSE")), Sample.Digest(Sample.In("minnow", "LICENSE")));

    [Fact]
    public void Held_out_sentences_are_not_in_the_training_split() =>
        Assert.Empty(File.ReadAllLines(Sample.In("minnow", "data", "heldout.txt")).Intersect(File.ReadAllLines(Sample.In("minnow", "data", "train.txt")), StringComparer.Ordinal));

    [Fact]
    public void Kelp_has_the_weights_of_minnow() =>
        Assert.Equal(Sample.Digest(Sample.In("minnow", "model.safetensors")), Sample.Digest(Sample.In("kelp", "model.safetensors")));

    [Fact]
    public void Kelp_has_nothing_but_weights_and_words() =>
        Assert.Equal(["LICENSE.md", "README.md", "config.json", "model.safetensors"], Sample.Files("kelp"));

    [Theory]
    [InlineData("a script", "<script>")]
    [InlineData("an event handler", "onerror=")]
    [InlineData("a foreign picture", "![")]
    [InlineData("a script link", "](javascript:")]
    [InlineData("a workflow command", "\n::error ")]
    [InlineData("an ANSI escape", "\u001b[31m")]
    [InlineData("a terminal link", "\u001b]8;;")]
    [InlineData("a lone carriage return", "by\rthe")]
    [InlineData("a bidi override", "\u202e")]
    [InlineData("a bidi isolate", "\u2067")]
    [InlineData("a zero-width space", "\u200b")]
    [InlineData("a line separator", "\u2028")]
    [InlineData("a C1 control", "\u009b")]
    [InlineData("what looks like a hub token", "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("what looks like a key", "-----BEGIN PRIVATE KEY-----")]
    [InlineData("a very long word", "pufferfishpufferfishpufferfishpufferfish")]
    public void The_hostile_card_carries(string what, string text) =>
        Assert.True(File.ReadAllText(Sample.In("hostile", "README.md"), Encoding.UTF8).Contains(text, StringComparison.Ordinal), $"the hostile card lost {what}");
}
