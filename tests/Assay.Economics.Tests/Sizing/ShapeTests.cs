using CsCheck;

namespace Assay.Economics.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Every_labeled_configuration_is_counted_exactly()
    {
        var wrong = new List<string>();
        foreach (var row in Fixture.Rows("configs.jsonl"))
        {
            if (!row.TryGetProperty("total_params", out var total) || total.ValueKind != System.Text.Json.JsonValueKind.Number) continue;
            var shape = Fixture.Config(row.GetProperty("config").GetRawText()).Shape;
            if (shape?.Parameters.Total != total.GetInt64()) wrong.Add($"{row.GetProperty("model")}: {shape?.Parameters.Total} for {total}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_named_shape_has_its_published_number_of_parameters()
    {
        var wrong = Fixture.Shapes.Known.Where(k => k.Parameters is { } p && Fixture.Shapes.FromConfig(k.Config, "knowledge").Shape?.Parameters.Total != p).Select(k => k.Name);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("a tied head is stored once", """{"model_type":"llama","vocab_size":128256,"hidden_size":2048,"intermediate_size":8192,"num_hidden_layers":16,"num_attention_heads":32,"num_key_value_heads":8,"head_dim":64,"tie_word_embeddings":true}""", 1_235_814_400)]
    [InlineData("an untied head is stored twice", """{"model_type":"llama","vocab_size":128256,"hidden_size":2048,"intermediate_size":8192,"num_hidden_layers":16,"num_attention_heads":32,"num_key_value_heads":8,"head_dim":64,"tie_word_embeddings":false}""", 1_498_482_688)]
    [InlineData("two more rows of positions", """{"model_type":"opt","vocab_size":50272,"hidden_size":768,"num_hidden_layers":12,"num_attention_heads":12,"ffn_dim":3072,"max_position_embeddings":2048}""", 125_239_296)]
    [InlineData("other names of the same keys", """{"model_type":"bloom","vocab_size":250880,"num_attention_heads":112,"n_embed":14336,"n_layer":70}""", 176_247_271_424)]
    [InlineData("two norms side by side, a head of its own", """{"model_type":"RefinedWeb","hidden_size":8192,"n_head":128,"n_head_kv":8,"n_layer":60,"vocab_size":65024,"bias":false,"parallel_attn":true}""", 41_835_970_560)]
    [InlineData("a width that counts gate and up together", """{"model_type":"qwen","vocab_size":151936,"hidden_size":4096,"intermediate_size":22016,"num_hidden_layers":32,"num_attention_heads":32,"kv_channels":128,"no_bias":true,"tie_word_embeddings":false}""", 7_721_324_544)]
    [InlineData("padded vocabulary", """{"model_type":"gpt_neox","vocab_size":50432,"hidden_size":4096,"intermediate_size":16384,"num_hidden_layers":32,"num_attention_heads":32,"tie_word_embeddings":false}""", 6_857_302_016)]
    [InlineData("biases of query, key and value only", """{"model_type":"qwen2","vocab_size":152064,"hidden_size":3584,"intermediate_size":18944,"num_hidden_layers":28,"num_attention_heads":28,"num_key_value_heads":4,"tie_word_embeddings":false}""", 7_615_616_512)]
    [InlineData("biases everywhere, and of the head", """{"model_type":"phi","vocab_size":51200,"hidden_size":2560,"intermediate_size":10240,"num_hidden_layers":32,"num_attention_heads":32,"tie_word_embeddings":false}""", 2_779_683_840)]
    [InlineData("one norm where attention and feed-forward layer run side by side, one key head", """{"model_type":"falcon","vocab_size":65024,"hidden_size":4544,"num_hidden_layers":32,"num_attention_heads":71,"multi_query":true,"parallel_attn":true,"new_decoder_architecture":false,"bias":false}""", 6_921_720_704)]
    public void Traps(string trap, string config, long expected) => Assert.Equal((trap, expected), (trap, Fixture.Config(config).Shape?.Parameters.Total));

    [Theory]
    [InlineData("Llama-3.1-8B", 131_072)]
    [InlineData("DeepSeek-V3", 70_272)]
    public void Cache_bytes_a_token_at_16_bits(string model, long expected) => Assert.Equal(expected, Fixture.Shape(model).KvElementsPerToken * 2);

    [Fact]
    public void Windows_and_fixed_states_do_not_grow_with_the_context()
    {
        var windowed = Fixture.Shape("gpt-oss-120b");
        Assert.Equal((18, 18, 128), (windowed.FullLayers, windowed.WindowLayers, windowed.Window));
        var hybrid = Fixture.Shape("Qwen3.5-397B-A17B");
        Assert.Equal((15, 45), (hybrid.FullLayers, hybrid.LinearLayers));
        Assert.True(hybrid.StateElements > 0);
    }

    [Theory]
    [InlineData("Qwen3-30B-A3B", 3.3e9)]
    [InlineData("Mixtral-8x7B", 12.9e9)]
    [InlineData("DeepSeek-V3", 37.6e9)]
    [InlineData("gpt-oss-120b", 5.7e9)]
    [InlineData("Kimi-K2", 32.9e9)]
    [InlineData("MiniMax-M2", 10e9)]
    [InlineData("GLM-5", 40e9)]
    public void Active_parameters(string model, double published)
    {
        var shape = Fixture.Shape(model);
        Assert.InRange(new[] { shape.Active, shape.ActiveWithoutEmbedding }.Min(a => Math.Abs(a - published) / published), 0, 0.06);
    }

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("llama 3.1 8b")]
    [InlineData("RedHatAI/Llama-3.1-8B-Instruct-FP8")]
    public void Names_are_found_without_organization_and_endings(string name) => Assert.Equal("meta-llama/Llama-3.1-8B", Fixture.Shape(name).Name);

    [Fact]
    public void Groups_add_up_and_a_nested_text_configuration_is_read()
    {
        var shape = Fixture.Config("""{"model_type":"gemma3","vision_config":{"hidden_size":1152,"intermediate_size":4304,"num_hidden_layers":27,"patch_size":14,"image_size":896},"text_config":{"model_type":"gemma3_text","vocab_size":262208,"hidden_size":2560,"intermediate_size":10240,"num_hidden_layers":34,"num_attention_heads":8,"num_key_value_heads":4,"head_dim":256,"sliding_window":1024}}""").Shape!;
        Assert.Equal(4_300_079_472, shape.Parameters.Total);
        Assert.Equal(0, shape.Parameters.Head);
        Assert.Equal((5, 29), (shape.FullLayers, shape.WindowLayers));
        Assert.Contains(shape.Caveats, c => c.Contains("vision", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"model_type":"never_seen","vocab_size":1000,"hidden_size":64,"num_hidden_layers":2,"num_attention_heads":2}""", "never_seen")]
    [InlineData("""{"vocab_size":1000,"hidden_size":64,"num_hidden_layers":2,"num_attention_heads":2}""", "model_type")]
    public void An_unknown_architecture_is_counted_and_said(string config, string named) => Assert.Contains(Fixture.Config(config).Shape!.Caveats, c => c.Contains(named, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"model_type":"llama"}""")]
    [InlineData("""{"model_type":"llama","vocab_size":1000000000,"hidden_size":1000000000,"num_hidden_layers":1000000000,"num_attention_heads":1}""")]
    [InlineData("""{"model_type":"llama","vocab_size":-1,"hidden_size":0.5,"num_hidden_layers":"8","num_attention_heads":null}""")]
    public void What_is_no_configuration_is_refused_in_one_sentence(string config)
    {
        var outcome = Fixture.Config(config);
        Assert.Null(outcome.Shape);
        Assert.Contains("config.json", outcome.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void No_numbers_make_the_reader_throw() => Gen.Select(Gen.Long[0, 1L << 41].Array[12], Gen.Int[0, 30]).Sample((n, type) =>
    {
        var types = new[] { "llama", "gpt_oss", "deepseek_v3", "qwen3_5_moe", "falcon", "opt" };
        var json = $$"""{"model_type":"{{types[type % types.Length]}}","vocab_size":{{n[0]}},"hidden_size":{{n[1]}},"num_hidden_layers":{{n[2] % 100}},"num_attention_heads":{{n[3]}},"num_key_value_heads":{{n[4]}},"head_dim":{{n[5] % 512}},"num_experts":{{n[6]}},"moe_intermediate_size":{{n[7]}},"kv_lora_rank":{{n[8] % 1024}},"linear_num_value_heads":{{n[9]}},"full_attention_interval":{{n[10] % 8}},"first_k_dense_replace":{{n[11]}}}""";
        var outcome = Fixture.Config(json);
        if (outcome.Shape is { } shape) Assert.NotNull(Fixture.Sizer.Answer(new SizeRequest { Model = "x", Shape = shape, Gpu = "h100", Concurrency = 4 }));
        else Assert.NotNull(outcome.Why);
    });
}
