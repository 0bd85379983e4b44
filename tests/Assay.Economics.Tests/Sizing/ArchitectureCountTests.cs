namespace Assay.Economics.Tests;

/// <summary>Parameters counted from a configuration alone, against the exact numbers of published weights.</summary>
public sealed class ArchitectureCountTests
{
    public static TheoryData<string, long, string> Published => new()
    {
        { "mistral-7b", 7241732096, """{"model_type":"mistral","hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"vocab_size":32000,"tie_word_embeddings":false,"sliding_window":4096}""" },
        { "mixtral-8x7b", 46702792704, """{"model_type":"mixtral","hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"vocab_size":32000,"num_local_experts":8,"num_experts_per_tok":2,"tie_word_embeddings":false}""" },
        { "phi-3.5-moe", 41873153344, """{"model_type":"phimoe","hidden_size":4096,"intermediate_size":6400,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"vocab_size":32064,"num_local_experts":16,"num_experts_per_tok":2,"tie_word_embeddings":false,"attention_bias":true,"lm_head_bias":true}""" },
        { "gemma3-1b", 999885952, """{"model_type":"gemma3_text","hidden_size":1152,"intermediate_size":6912,"num_hidden_layers":26,"num_attention_heads":4,"num_key_value_heads":1,"head_dim":256,"vocab_size":262144,"sliding_window":512}""" },
        { "gemma3-4b", 4300079472, """{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","hidden_size":2560,"intermediate_size":10240,"num_hidden_layers":34,"num_attention_heads":8,"num_key_value_heads":4,"head_dim":256,"vocab_size":262208,"sliding_window":1024},"vision_config":{"model_type":"siglip_vision_model","hidden_size":1152,"intermediate_size":4304,"num_hidden_layers":27,"num_attention_heads":16,"image_size":896,"patch_size":14,"vision_use_head":false},"mm_tokens_per_image":256}""" },
        { "gpt-oss-20b", 20914757184, """{"model_type":"gpt_oss","hidden_size":2880,"intermediate_size":2880,"num_hidden_layers":24,"num_attention_heads":64,"num_key_value_heads":8,"head_dim":64,"vocab_size":201088,"num_local_experts":32,"num_experts_per_tok":4,"attention_bias":true,"tie_word_embeddings":false,"sliding_window":128,"layer_types":["sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention","sliding_attention","full_attention"]}""" },
        { "gpt-oss-120b", 116829156672, """{"model_type":"gpt_oss","hidden_size":2880,"intermediate_size":2880,"num_hidden_layers":36,"num_attention_heads":64,"num_key_value_heads":8,"head_dim":64,"vocab_size":201088,"num_local_experts":128,"num_experts_per_tok":4,"attention_bias":true,"tie_word_embeddings":false}""" },
        { "deepseek-v3", 671026419200, """{"model_type":"deepseek_v3","hidden_size":7168,"intermediate_size":18432,"moe_intermediate_size":2048,"num_hidden_layers":61,"num_attention_heads":128,"num_key_value_heads":128,"n_shared_experts":1,"n_routed_experts":256,"num_experts_per_tok":8,"first_k_dense_replace":3,"moe_layer_freq":1,"q_lora_rank":1536,"kv_lora_rank":512,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"v_head_dim":128,"vocab_size":129280,"tie_word_embeddings":false,"num_nextn_predict_layers":1}""" },
        { "deepseek-v2-lite", 15706484224, """{"model_type":"deepseek_v2","hidden_size":2048,"intermediate_size":10944,"moe_intermediate_size":1408,"num_hidden_layers":27,"num_attention_heads":16,"num_key_value_heads":16,"n_shared_experts":2,"n_routed_experts":64,"num_experts_per_tok":6,"first_k_dense_replace":1,"moe_layer_freq":1,"q_lora_rank":null,"kv_lora_rank":512,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"v_head_dim":128,"vocab_size":102400,"tie_word_embeddings":false}""" },
        { "glm-4.5-air", 106852251264, """{"model_type":"glm4_moe","hidden_size":4096,"intermediate_size":10944,"moe_intermediate_size":1408,"num_hidden_layers":46,"num_attention_heads":96,"num_key_value_heads":8,"head_dim":128,"n_shared_experts":1,"n_routed_experts":128,"num_experts_per_tok":8,"first_k_dense_replace":1,"vocab_size":151552,"tie_word_embeddings":false,"attention_bias":true,"use_qk_norm":false,"num_nextn_predict_layers":1}""" },
        { "qwen3-30b-a3b", 30532122624, """{"model_type":"qwen3_moe","hidden_size":2048,"intermediate_size":6144,"moe_intermediate_size":768,"num_hidden_layers":48,"num_attention_heads":32,"num_key_value_heads":4,"head_dim":128,"num_experts":128,"num_experts_per_tok":8,"decoder_sparse_step":1,"mlp_only_layers":[],"vocab_size":151936,"tie_word_embeddings":false,"attention_bias":false}""" },
        { "jamba-v0.1", 51570323328, """{"model_type":"jamba","hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"vocab_size":65536,"num_experts":16,"num_experts_per_tok":2,"attn_layer_offset":4,"attn_layer_period":8,"expert_layer_offset":1,"expert_layer_period":2,"mamba_conv_bias":true,"mamba_d_conv":4,"mamba_d_state":16,"mamba_dt_rank":256,"mamba_expand":2,"mamba_proj_bias":false,"mamba_inner_layernorms":true,"tie_word_embeddings":false}""" },
        { "mamba-130m", 129135360, """{"model_type":"mamba","hidden_size":768,"intermediate_size":1536,"num_hidden_layers":24,"state_size":16,"conv_kernel":4,"expand":2,"time_step_rank":48,"use_bias":false,"use_conv_bias":true,"vocab_size":50280,"tie_word_embeddings":true}""" },
        { "mamba-2.8b", 2768345600, """{"model_type":"mamba","hidden_size":2560,"intermediate_size":5120,"num_hidden_layers":64,"state_size":16,"conv_kernel":4,"expand":2,"time_step_rank":160,"use_bias":false,"use_conv_bias":true,"vocab_size":50280}""" },
        { "codestral-mamba", 7285403648, """{"model_type":"mamba2","hidden_size":4096,"num_hidden_layers":64,"state_size":128,"conv_kernel":4,"expand":2,"num_heads":128,"head_dim":64,"n_groups":8,"use_bias":false,"use_conv_bias":true,"vocab_size":32768,"tie_word_embeddings":false}""" },
        { "falcon-mamba-7b", 7272665088, """{"model_type":"falcon_mamba","hidden_size":4096,"intermediate_size":8192,"num_hidden_layers":64,"state_size":16,"conv_kernel":4,"expand":16,"time_step_rank":256,"use_bias":false,"use_conv_bias":true,"vocab_size":65024,"tie_word_embeddings":false}""" },
        { "rwkv-4-169m", 169342464, """{"model_type":"rwkv","hidden_size":768,"attention_hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,"vocab_size":50277,"tie_word_embeddings":false}""" },
        { "whisper-tiny", 37760640, """{"model_type":"whisper","d_model":384,"encoder_layers":4,"decoder_layers":4,"encoder_ffn_dim":1536,"decoder_ffn_dim":1536,"encoder_attention_heads":6,"decoder_attention_heads":6,"num_hidden_layers":4,"vocab_size":51865,"num_mel_bins":80,"max_source_positions":1500,"max_target_positions":448}""" },
        { "whisper-large-v3", 1543490560, """{"model_type":"whisper","d_model":1280,"encoder_layers":32,"decoder_layers":32,"encoder_ffn_dim":5120,"decoder_ffn_dim":5120,"encoder_attention_heads":20,"decoder_attention_heads":20,"num_hidden_layers":32,"vocab_size":51866,"num_mel_bins":128,"max_source_positions":1500,"max_target_positions":448}""" },
        { "t5-small", 60506624, """{"model_type":"t5","d_model":512,"d_kv":64,"d_ff":2048,"num_layers":6,"num_heads":8,"vocab_size":32128,"relative_attention_num_buckets":32}""" },
        { "flan-t5-base", 247577856, """{"model_type":"t5","d_model":768,"d_kv":64,"d_ff":2048,"num_layers":12,"num_decoder_layers":12,"num_heads":12,"vocab_size":32128,"relative_attention_num_buckets":32,"feed_forward_proj":"gated-gelu","is_gated_act":true,"tie_word_embeddings":false}""" },
        { "flan-t5-xl", 2849757184, """{"model_type":"t5","d_model":2048,"d_kv":64,"d_ff":5120,"num_layers":24,"num_decoder_layers":24,"num_heads":32,"vocab_size":32128,"relative_attention_num_buckets":32,"feed_forward_proj":"gated-gelu","tie_word_embeddings":false}""" },
        { "bert-base", 109482240, """{"model_type":"bert","architectures":["BertModel"],"hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,"num_attention_heads":12,"vocab_size":30522,"max_position_embeddings":512,"type_vocab_size":2}""" },
        { "roberta-base", 124645632, """{"model_type":"roberta","architectures":["RobertaModel"],"hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,"num_attention_heads":12,"vocab_size":50265,"max_position_embeddings":514,"type_vocab_size":1}""" },
        { "distilbert", 66362880, """{"model_type":"distilbert","architectures":["DistilBertModel"],"dim":768,"hidden_dim":3072,"n_layers":6,"n_heads":12,"vocab_size":30522,"max_position_embeddings":512}""" },
        { "vit-b16-in1k", 86567656, """{"model_type":"vit","architectures":["ViTForImageClassification"],"hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,"num_attention_heads":12,"image_size":224,"patch_size":16,"num_channels":3,"num_labels":1000}""" },
        { "clip-b32", 151277313, """{"model_type":"clip","projection_dim":512,"text_config":{"model_type":"clip_text_model","hidden_size":512,"intermediate_size":2048,"num_hidden_layers":12,"num_attention_heads":8,"vocab_size":49408,"max_position_embeddings":77},"vision_config":{"model_type":"clip_vision_model","hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,"num_attention_heads":12,"image_size":224,"patch_size":32}}""" },
        { "clip-l14", 427616513, """{"model_type":"clip","projection_dim":768,"text_config":{"hidden_size":768,"intermediate_size":3072,"num_hidden_layers":12,"num_attention_heads":12,"vocab_size":49408,"max_position_embeddings":77},"vision_config":{"hidden_size":1024,"intermediate_size":4096,"num_hidden_layers":24,"num_attention_heads":16,"image_size":224,"patch_size":14}}""" },
        { "siglip-b16-224", 203155970, """{"model_type":"siglip","text_config":{"model_type":"siglip_text_model"},"vision_config":{"model_type":"siglip_vision_model"}}""" },
        { "siglip-so400m", 877960498, """{"model_type":"siglip","text_config":{"hidden_size":1152,"intermediate_size":4304,"num_hidden_layers":27,"num_attention_heads":16,"model_type":"siglip_text_model"},"vision_config":{"hidden_size":1152,"image_size":384,"intermediate_size":4304,"num_hidden_layers":27,"num_attention_heads":16,"patch_size":14,"model_type":"siglip_vision_model"}}""" },
        { "llava-1.5-7b", 7063427072, """{"model_type":"llava","text_config":{"model_type":"llama","hidden_size":4096,"intermediate_size":11008,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":32,"vocab_size":32064},"vision_config":{"model_type":"clip_vision_model","hidden_size":1024,"intermediate_size":4096,"num_hidden_layers":24,"num_attention_heads":16,"image_size":336,"patch_size":14,"projection_dim":768,"vocab_size":32000},"tie_word_embeddings":false,"projector_hidden_act":"gelu","vision_feature_layer":-2}""" },
        { "qwen2-vl-7b", 8291375616, """{"model_type":"qwen2_vl","hidden_size":3584,"intermediate_size":18944,"num_hidden_layers":28,"num_attention_heads":28,"num_key_value_heads":4,"vocab_size":152064,"tie_word_embeddings":false,"vision_config":{"depth":32,"embed_dim":1280,"mlp_ratio":4,"num_heads":16,"in_chans":3,"hidden_size":3584,"patch_size":14,"spatial_merge_size":2,"spatial_patch_size":14,"temporal_patch_size":2}}""" },
        { "qwen2.5-vl-7b", 8292166656, """{"model_type":"qwen2_5_vl","hidden_size":3584,"intermediate_size":18944,"num_hidden_layers":28,"num_attention_heads":28,"num_key_value_heads":4,"vocab_size":152064,"tie_word_embeddings":false,"vision_config":{"depth":32,"hidden_act":"silu","hidden_size":1280,"intermediate_size":3420,"num_heads":16,"in_chans":3,"out_hidden_size":3584,"patch_size":14,"spatial_merge_size":2,"spatial_patch_size":14,"temporal_patch_size":2,"window_size":112,"fullatt_block_indexes":[7,15,23,31]}}""" },
        { "recurrentgemma-2b", 2682862080, """{"model_type":"recurrent_gemma","hidden_size":2560,"intermediate_size":15360,"num_hidden_layers":26,"num_attention_heads":10,"num_key_value_heads":1,"head_dim":256,"lru_width":2560,"conv1d_width":4,"vocab_size":256000,"block_types":["recurrent","recurrent","attention"]}""" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Counts_are_exact(string model, long parameters, string config)
    {
        var outcome = Fixture.Config(config);
        Assert.True(outcome.Shape is not null, $"{model}: {outcome.Why}");
        Assert.True(outcome.ArchitectureKnown, model);
        Assert.Equal(parameters, outcome.Shape.Parameters.Total);
    }

    [Theory]
    [InlineData("""{"model_type":"wyvern","hidden_size":512,"num_hidden_layers":4,"num_attention_heads":8,"vocab_size":1000,"ssm_state_size":16}""", "ssm_state_size")]
    [InlineData("""{"model_type":"gemma3n","text_config":{"model_type":"gemma3n_text","hidden_size":512,"num_hidden_layers":4,"num_attention_heads":8,"vocab_size":1000,"altup_num_inputs":4}}""", "altup_num_inputs")]
    [InlineData("""{"model_type":"nemotron_h","hidden_size":512,"num_hidden_layers":3,"num_attention_heads":8,"vocab_size":1000,"hybrid_override_pattern":"MX*"}""", "MX*")]
    [InlineData("""{"model_type":"llama","hidden_size":512,"num_hidden_layers":2,"num_attention_heads":8,"vocab_size":1000,"intermediate_size":1024,"layer_types":["mamba","full_attention"]}""", "unknown")]
    public void What_cannot_be_counted_is_unknown_and_says_why(string config, string reason)
    {
        var outcome = Fixture.Config(config);
        Assert.Null(outcome.Shape);
        Assert.Contains(reason, outcome.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_predict_further_tokens_are_counted_apart()
    {
        var air = Fixture.Config(Published.Single(r => r.Data.Item1 == "glm-4.5-air").Data.Item3).Shape!;
        Assert.Equal(1, air.PredictionLayers);
        Assert.Equal(110_468_824_832, air.Parameters.Total + air.PredictionParameters);
    }
}
