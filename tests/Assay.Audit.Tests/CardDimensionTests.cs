namespace Assay.Audit.Tests;

/// <summary>Dimensions in a card against the configuration.</summary>
public sealed class CardDimensionTests
{
    private const string Config = "{\"model_type\": \"llama\", \"num_hidden_layers\": 32, \"hidden_size\": 4096, \"vocab_size\": 32064, \"max_position_embeddings\": 4096, \"num_local_experts\": 8}";

    [Theory]
    [InlineData("- **Layers:** 40", "number of layers")]
    [InlineData("- **Number of layers**: 40", "number of layers")]
    [InlineData("Hidden size: 5,120", "hidden size")]
    [InlineData("| Parameter | Value |\n|---|---|\n| Vocabulary size | 152,064 |", "vocabulary")]
    [InlineData("- Context length: 128K", "context length")]
    [InlineData("- 上下文长度：32K", "context length")]
    [InlineData("- 层数：40", "number of layers")]
    [InlineData("- Number of experts: 16", "number of experts")]
    [InlineData("| Model | Layers | Context length |\n|---|---|---|\n| Marlin 1B | 32 | 4096 |\n| Marlin 7B | 36 | 4096 |", "number of layers")]
    [InlineData("<table><tr><th>Model</th><th>Layers</th></tr>\n<tr><td>Marlin 7B</td><td>36</td></tr></table>", "number of layers")]
    public void A_dimension_that_the_configuration_contradicts_is_found_with_both_quotes(string words, string what)
    {
        var result = TestRelease.Of($"# Marlin\n\n## Model\n\n{words}\n").With("config.json", Config).Assess();
        var finding = Assert.Single(result.Findings, f => f.Rule == "config.card-differs");
        Assert.Contains(what, finding.Message, StringComparison.Ordinal);
        Assert.Equal(["README.md", "config.json"], finding.Evidence.Select(e => result.Facts.Evidence[e].Path));
    }

    [Theory]
    [InlineData("- **Layers:** 32\n- Hidden size: 4096\n- Vocabulary size: 32K\n- Context length: 4K\n- Number of experts: 8")]
    [InlineData("- Context length: 2048")]
    [InlineData("- Layers: 24 to 80")]
    [InlineData("- Attention heads: 48 for queries, 8 for keys")]
    [InlineData("- Layers: 24\n- Layers: 80")]
    [InlineData("| Model | Layers |\n|---|---|\n| Marlin 1B | 16 |\n| Marlin 7B | 32 |\n| Minnow 7B | 40 |")]
    [InlineData("- Context length: 128K with YaRN")]
    [InlineData("## Fine-tuning\n\n- Hidden size: 512")]
    [InlineData("```\nlayers: 99\n```")]
    public void What_agrees_or_speaks_of_something_else_is_no_contradiction(string words) =>
        Assert.DoesNotContain(TestRelease.Of($"# Marlin\n\n## Model\n\n{words}\n").With("config.json", Config).Assess().Findings, f => f.Rule == "config.card-differs");

    [Fact]
    public void A_configuration_that_stretches_its_positions_bears_a_longer_context() =>
        Assert.DoesNotContain(TestRelease.Of("# Marlin\n\n- Context length: 128K\n").With("config.json", "{\"max_position_embeddings\": 8192, \"rope_scaling\": {\"factor\": 16.0, \"type\": \"linear\"}}").Assess().Findings, f => f.Rule == "config.card-differs");
}
