using System.Text.Json;

namespace Assay.EndToEnd;

/// <summary>Figures of a report: counted beats derived, and what belongs to something else is not told as the model's.</summary>
public sealed class FigureTests : IDisposable
{
    private const string Layers = "\"hidden_size\": 64, \"num_hidden_layers\": 2, \"num_attention_heads\": 4, \"vocab_size\": 100, \"torch_dtype\": \"bfloat16\"";

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-figures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_unknown_architecture_has_no_number_of_parameters()
    {
        Write("config.json", $"{{\"model_type\": \"never-seen\", {Layers}}}");
        Assert.Equal(JsonValueKind.Null, Parameters().GetProperty("total").ValueKind);
    }

    [Fact]
    public void The_shard_index_counts_where_the_shards_are_not_here()
    {
        Write("config.json", $"{{\"model_type\": \"never-seen\", {Layers}}}");
        Write("model.safetensors.index.json", "{\"metadata\": {\"total_size\": 2000}, \"weight_map\": {\"w\": \"model-00001-of-00001.safetensors\"}}");
        Assert.Equal((1000, "index"), (Parameters().GetProperty("total").GetInt64(), Parameters().GetProperty("from").GetString()));
    }

    [Fact]
    public void The_count_that_the_index_states_needs_no_data_type()
    {
        Write("model.safetensors.index.json", "{\"metadata\": {\"total_parameters\": 777, \"total_size\": 1}, \"weight_map\": {\"w\": \"model-00001-of-00001.safetensors\"}}");
        Assert.Equal(777, Parameters().GetProperty("total").GetInt64());
    }

    [Fact]
    public void An_index_that_contradicts_the_configuration_is_a_finding()
    {
        Write("config.json", $"{{\"model_type\": \"llama\", \"intermediate_size\": 128, {Layers}}}");
        Write("model.safetensors.index.json", "{\"metadata\": {\"total_size\": 2000}, \"weight_map\": {\"w\": \"model-00001-of-00001.safetensors\"}}");
        Assert.Contains(Audit().GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "weights.parameters-differ");
    }

    [Fact]
    public void A_missing_shard_is_one_finding()
    {
        Write("model.safetensors.index.json", "{\"metadata\": {}, \"weight_map\": {\"w\": \"model-00001-of-00002.safetensors\", \"v\": \"model-00002-of-00002.safetensors\"}}");
        Assert.Single(Audit().GetProperty("findings").EnumerateArray(), f => f.GetProperty("message").GetString()!.Contains("shard", StringComparison.Ordinal) || f.GetProperty("message").GetString()!.Contains("not here", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Training took 12,000 GPU hours on A100.", 12000)]
    [InlineData("Pre-training took 9,000 GPU hours.\n\nThe full training took 12,000 GPU hours.", 12000)]
    public void Stated_hours_are_those_of_the_whole_training(string text, double hours)
    {
        Write("README.md", $"# A model\n\n## Training hardware\n\n{text}\n");
        Assert.Equal(hours, Audit().GetProperty("rebuild").GetProperty("compute").GetProperty("gpuHours").GetProperty("mid").GetDouble());
    }

    [Theory]
    [InlineData("Training utilized a cumulative of 39.3M GPU hours on H100 hardware.")]
    [InlineData("We trained with a global batch size of 4M tokens on 512 A100 GPUs.")]
    public void Hours_of_several_models_and_tokens_of_a_batch_are_not_the_cost_of_a_rebuild(string text)
    {
        Write("README.md", $"# A model\n\n## Training hardware\n\n{text}\n");
        Write("config.json", $"{{\"model_type\": \"llama\", \"intermediate_size\": 128, {Layers}}}");
        Assert.Equal(JsonValueKind.Null, Audit().GetProperty("rebuild").GetProperty("compute").ValueKind);
    }

    [Theory]
    [InlineData("| Model | Training tokens | A100 GPU hours |\n|---|---|---|\n| A 7B | 2T | 300K |\n| A 70B | 3T | 2M |", 300e3, "A100 80GB")]
    [InlineData("The full training took 2.7M H800 GPU hours.", 2.7e6, "no rent of NVIDIA H800")]
    [InlineData("The full training took 2.7M GPU hours.", 2.7e6, "priced as hours of NVIDIA H100")]
    public void Stated_hours_are_of_this_model_and_priced_as_hours_of_its_accelerator(string text, double hours, string basis)
    {
        Write("README.md", $"# A 7B\n\n## Training\n\n{text}\n");
        var report = Audit();
        var compute = report.GetProperty("rebuild").GetProperty("compute");
        Assert.Equal(hours, compute.GetProperty("gpuHours").GetProperty("mid").GetDouble());
        Assert.Contains(basis, compute.GetProperty("basis").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, compute.GetProperty("cost").ValueKind);
        var quoted = Assert.Single(compute.GetProperty("evidence").EnumerateArray()).GetString();
        Assert.Contains(report.GetProperty("evidence").EnumerateArray(), e => e.GetProperty("id").GetString() == quoted);
    }

    [Fact]
    public void Why_a_cost_cannot_be_said_comes_with_the_figures_that_were_not_taken()
    {
        Write("README.md", "# A 7B\n\n## Training\n\nTraining all the models took a cumulative of 39.3M GPU hours.\n");
        var why = Audit().GetProperty("rebuild").GetProperty("computeUnknown");
        Assert.Contains("several models", why.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Single(why.GetProperty("evidence").EnumerateArray());
    }

    [Fact]
    public void The_words_that_name_the_publisher_are_among_the_evidence()
    {
        Write("README.md", "# A\n\n- **Developed by:** Shore Lab\n");
        var report = Audit();
        var id = Assert.Single(report.GetProperty("release").GetProperty("publisherEvidence").EnumerateArray()).GetString();
        Assert.Contains("Shore Lab", report.GetProperty("evidence").EnumerateArray().Single(e => e.GetProperty("id").GetString() == id).GetProperty("quote").GetString(), StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private JsonElement Parameters() => Audit().GetProperty("release").GetProperty("parameters");

    private JsonElement Audit() => JsonDocument.Parse(Program.Run("audit", _folder, "--format", "json").Output).RootElement;
}
