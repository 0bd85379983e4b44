namespace Assay.Audit.Tests;

/// <summary>Tokens and accelerator-hours as documents state them, and of which model.</summary>
public sealed class TrainingFigureTests
{
    private const string Family = """
        # Marlin

        | Model | Layers | Training tokens | Context length | GPU hours (H100) |
        |---|---|---|---|---|
        | [Marlin 1B](https://hub.example/marlin-1b) | 16 | 2T | 4096 | 10K |
        | [Marlin 7B](https://hub.example/marlin-7b) | 32 | 4 trillion+ | 4096 | 1.25M |
        | Marlin 70B | 80 | 6T | 4096 | 7.0M |
        | Total | | 12T | | 8.26M |
        """;

    private const string Html = """
        # Marlin

        <table>
          <tr>
           <td></td>
           <td><strong>Params</strong></td>
           <td>Context length</td>
           <td><strong>Token count</strong></td>
           <td><strong>Training Time (GPU hours)</strong></td>
          </tr>
          <tr>
           <td rowspan="2">Marlin (text only)</td>
           <td>7B</td>
           <td>128k</td>
           <td rowspan="2">15T+</td>
           <td>1.46M</td>
          </tr>
          <tr>
           <td>70B</td>
           <td>128k</td>
           <td>7.0M</td>
          </tr>
        </table>
        """;

    [Theory]
    [InlineData(Family, "marlin-7b", 4e12, 1.25e6)]
    [InlineData(Family, "marlin-1b", 2e12, 10e3)]
    [InlineData(Family, "marlin-13b", null, null)]
    [InlineData("# Minnow\n\n| Model | Training tokens |\n|---|---|\n| Marlin 7B | 4T |\n", "minnow-7b", null, null)]
    [InlineData(Html, "marlin-7b", 15e12, 1.46e6)]
    [InlineData(Html, "marlin-70b-chat", 15e12, 7e6)]
    [InlineData("# Marlin\n\n| | Marlin 7B | Marlin 70B |\n|---|---|---|\n| Pretraining tokens | 2T | 3T |\n| A100 GPU hours | 300,000 | 2,500,000 |\n", "marlin-7b", 2e12, 3e5)]
    [InlineData("# 马林鱼\n\n| 模型 | 参数量 | 训练 token 数（万亿） | GPU 小时（万） |\n|---|---|---|---|\n| 马林 | 70亿 | 2.4 | 30 |\n| 马林 | 130亿 | 3 | 60 |\n", "marlin-7b", 2.4e12, 3e5)]
    [InlineData("# Marlin 7B\n\n| Hyperparameter | Value |\n|---|---|\n| Batch size (tokens) | 400M |\n| Context tokens | 8192 |\n| Training tokens | 1.5T |\n", "marlin-7b", 1.5e12, null)]
    [InlineData("# Marlin 7B\n\n| Stage | Tokens |\n|---|---|\n| Stage 1 | 8T |\n| Stage 2 | 2T |\n| Stage 3 | 1.1T |\n", "marlin-7b", 11.1e12, null)]
    [InlineData("# Marlin 7B\n\n| Training costs | Pre-training | Context extension | Post-training | Total |\n|---|---|---|---|---|\n| in H800 GPU hours | 2664K | 119K | 5K | 2788K |\n", "marlin-7b", null, 2788e3)]
    [InlineData("# Marlin 7B\n\n| Data source | Fraction | Tokens |\n|---|---|---|\n| Web | 75% | 750B |\n| Books | 25% | 250B |\n", "marlin-7b", null, null)]
    [InlineData("# Marlin 7B\n\n## Evaluation\n\n| Model | Tokens | MMLU |\n|---|---|---|\n| Marlin 7B | 9T | 60.0 |\n", "marlin-7b", null, null)]
    [InlineData("# Marlin 7B\n\n| Model | Training data | Params |\n|---|---|---|\n| Marlin 7B | 2.0T tokens | 7B |\n| Marlin 13B | 3.0T tokens | 13B |\n", "marlin-7b", 2e12, null)]
    public void A_table_gives_the_figures_of_the_released_model_and_never_of_another(string card, string name, double? tokens, double? hours)
    {
        var training = TestRelease.Of(card).Assess(name).Training;
        Assert.Equal((tokens, hours), (training.Of(TrainingQuantity.Tokens, null).Low, training.Of(TrainingQuantity.GpuHours, null).Low));
    }

    [Theory]
    [InlineData("Marlin was trained on 1,000B tokens of web text. The learning rate has 4B tokens of warm-up.", 1e12)]
    [InlineData("Each model saw 299,892,736,000 ~= 300B tokens during training, on data that hold 207B tokens.", 3e11)]
    [InlineData("Total seen tokens: **366B**\n\nThe training data are text of 350B unique tokens.", 366e9)]
    [InlineData("We trained a 7B model on 2T tokens.", 2e12)]
    [InlineData("We pre-train on 14.8 trillion diverse and high-quality tokens.", 14.8e12)]
    [InlineData("经过约 1.4T 中英标识符的训练。", 1.4e12)]
    [InlineData("模型在 2.4 万亿 tokens 上进行预训练。", 2.4e12)]
    [InlineData("Entrenado: training on 2,2T tokens.", 2.2e12)]
    [InlineData("These models were trained on text from many\nsources, totaling 6 trillion tokens.", 6e12)]
    public void Words_on_the_training_give_its_tokens(string words, double tokens) =>
        Assert.Equal(tokens, TestRelease.Of($"# Marlin\n\n## Training\n\n{words}\n").Assess().Training.Of(TrainingQuantity.Tokens, null).Low);

    [Theory]
    [InlineData("Marlin 70B was trained on 3T tokens.")]
    [InlineData("Minnow-2 was trained on 3T tokens; we compare with it.")]
    [InlineData("We introduce 7B and 70B models trained on up to 5T tokens.")]
    [InlineData("Marlin 7B and Marlin 70B were trained on 2T and 3T tokens respectively.")]
    [InlineData("The model was then fine-tuned on 5B tokens.")]
    [InlineData("We continue to pre-train on 5B tokens of long documents.")]
    [InlineData("Training used a batch size of 400M tokens.")]
    [InlineData("Training ran at 500M tokens per day.")]
    public void Tokens_of_another_model_a_part_or_a_batch_are_not_those_of_the_training(string words) =>
        Assert.Null(TestRelease.Of($"# Marlin\n\n## Training\n\n{words}\n").Assess().Training.Of(TrainingQuantity.Tokens, null).Low);

    [Fact]
    public void Figures_that_differ_and_stand_alike_are_a_range()
    {
        var tokens = TestRelease.Of("# Marlin\n\n## Training\n\nMarlin 7B was trained on 2.2T tokens.\n\nThe newer Marlin 7B was trained on 2.4T tokens.\n").Assess().Training.Of(TrainingQuantity.Tokens, null);
        Assert.Equal((2.2e12, 2.4e12, 2), (tokens.Low, tokens.High, tokens.Figures.Count));
    }

    [Fact]
    public void A_figure_whose_cell_spans_several_rows_is_quoted_from_where_it_stands() =>
        Assert.Contains("15T+", TestRelease.Of(Html).Assess("marlin-70b").Training.Of(TrainingQuantity.Tokens, null).Figures[0].Evidence.Quote, StringComparison.Ordinal);

    [Fact]
    public void Amounts_that_a_sentence_adds_up_are_at_least_the_larger_and_at_most_both()
    {
        var tokens = TestRelease.Of("# Marlin\n\n## Training\n\nMarlin was trained on 2T tokens of web text and 1T tokens of code.\n").Assess().Training.Of(TrainingQuantity.Tokens, null);
        Assert.Equal((2e12, 3e12), (tokens.Low, tokens.High));
    }

    [Fact]
    public void A_table_of_the_model_counts_more_than_words_on_several()
    {
        var tokens = TestRelease.Of(Family.Replace("# Marlin", "# Marlin\n\nA family of 1B and 7B models trained on 9T tokens.", StringComparison.Ordinal)).Assess().Training.Of(TrainingQuantity.Tokens, null);
        Assert.Equal((4e12, 4e12), (tokens.Low, tokens.High));
    }

    [Fact]
    public void The_size_is_that_of_the_weights_where_the_name_has_none()
    {
        var training = TestRelease.Of(Family).Assess("marlin").Training;
        Assert.Equal((null, 4e12), (training.Of(TrainingQuantity.Tokens, null).Low, training.Of(TrainingQuantity.Tokens, 6.9e9).Low));
    }

    [Theory]
    [InlineData("Training used 1.2M GPU hours on A100-80GB.", 1.2e6, "A100-80GB")]
    [InlineData("It requires only 2.788M H800 GPU hours for its full training. Pre-training took 2.664M H800 GPU hours.", 2.788e6, "H800")]
    [InlineData("- **Hardware Type:** A100 PCIe 40GB\n- **Hours used:** 150000", 150000, "A100 PCIe 40GB")]
    [InlineData("训练共使用 30 万 GPU 小时（A100）。", 3e5, "A100")]
    [InlineData("The whole training took 40 GPU days.", 960, null)]
    public void Words_give_the_hours_of_the_whole_training_and_the_accelerator(string words, double hours, string? accelerator)
    {
        var found = TestRelease.Of($"# Marlin\n\n## Training\n\n{words}\n").Assess().Training.Of(TrainingQuantity.GpuHours, null);
        Assert.Equal((hours, accelerator), (found.Low, found.Figures[0].Accelerator));
    }

    [Theory]
    [InlineData("Training utilized a cumulative of 39.3M GPU hours.")]
    [InlineData("Marlin 70B took 500K GPU hours.")]
    public void Hours_of_several_models_or_another_are_told_but_not_taken(string words) =>
        Assert.Null(TestRelease.Of($"# Marlin\n\n## Training\n\n{words}\n").Assess().Training.Of(TrainingQuantity.GpuHours, null).Low);
}
