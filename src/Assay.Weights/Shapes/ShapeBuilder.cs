using Assay.Core;

namespace Assay.Weights.Shapes;

/// <summary>Counts the parameters of one configuration, group by group, with checked arithmetic.</summary>
internal sealed class ShapeBuilder
{
    private readonly ModelConfig _config;
    private readonly ShapeFamily _family;
    private readonly List<string> _caveats = [];
    private readonly long _d;
    private readonly long _layers;
    private readonly long _vocabulary;
    private readonly long _heads;
    private readonly long _kvHeads;
    private readonly long _headDim;
    private readonly long _feedForward;
    private readonly LatentAttention? _latent;
    private readonly LayerPlan _plan;
    private readonly ExpertPlan? _experts;
    private long _attention, _mlp, _expertParameters, _norm;

    public ShapeBuilder(ModelConfig config, ShapeFamily family)
    {
        (_config, _family) = (config, family);
        _d = Needed("hidden_size", "n_embd", "n_embed", "d_model", "dim", "model_dim");
        _layers = Needed("num_hidden_layers", "n_layer", "n_layers", "num_layers");
        _vocabulary = Needed("vocab_size", "padded_vocab_size", "n_vocab");
        _heads = Needed("num_attention_heads", "n_head", "n_heads");
        _kvHeads = KvHeads();
        _headDim = config.Integer("head_dim", "kv_channels", "attention_head_dim") is { } dim and > 0 ? dim : _d / Math.Max(1, _heads);
        _feedForward = config.Integer("intermediate_size", "ffn_hidden_size", "n_inner", "ffn_dim", "d_ff", "mlp_hidden_size") is { } f and > 0 ? f / (family.HalvedFeedForward ? 2 : 1) : Defaulted();
        _latent = Latent();
        _plan = LayerPlan.Of(config, family, checked((int)_layers));
        _experts = ExpertPlan.Of(config, checked((int)_layers));
    }

    public ModelShape Build(string from, IEnumerable<string> caveats)
    {
        var embedding = EmbeddingParameters();
        var tied = _config.Flag("tie_word_embeddings") ?? _config.Flag("tie_weights") ?? _family.Tied;
        var head = (tied ? 0 : _vocabulary * _d) + (_family.HeadBias ? _vocabulary : 0);
        CountNorms();
        CountAttention();
        CountFeedForward();
        return new ModelShape
        {
            Name = _config.Name,
            ModelType = _config.Text("model_type"),
            From = from,
            Layers = (int)_layers,
            Hidden = checked((int)_d),
            FeedForward = checked((int)(_feedForward > 0 ? _feedForward : _experts?.Width ?? 0)),
            Vocabulary = checked((int)_vocabulary),
            Heads = checked((int)_heads),
            KvHeads = checked((int)_kvHeads),
            HeadDim = checked((int)_headDim),
            FullLayers = _plan.Full,
            WindowLayers = _plan.Windowed,
            Window = _plan.Window,
            LinearLayers = _plan.Linear,
            StateElements = _plan.Linear * LinearAttention.StateElements(_config),
            Latent = _latent,
            Experts = _experts is { } e ? new ExpertShape(checked((int)e.Count), checked((int)e.PerToken), e.Layers) : null,
            SparseAttention = _config.Has("index_topk") || _config.Has("index_n_heads") || _config.Has("sparse_attention_config"),
            PredictionLayers = checked((int)Predicting),
            PredictionParameters = Predicting * PredictionLayer(),
            MaxContext = _config.Integer("max_position_embeddings", "n_positions", "max_seq_len", "seq_length") is { } context ? (int)Math.Min(context, int.MaxValue) : null,
            Parameters = new ParameterGroups
            {
                Embedding = embedding,
                Head = head,
                Attention = _attention,
                Mlp = _mlp,
                Experts = _expertParameters,
                Norm = _norm,
            },
            Caveats = [.. caveats, .. _caveats],
        };
    }

    private long Predicting => _config.Integer("num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_modules") ?? 0;

    /// <summary>A layer that predicts a further token: like the last layer, with a projection of two streams, three norms, and an embedding and a head of its own.</summary>
    private long PredictionLayer()
    {
        var attention = _latent is { } latent ? LatentParameters(latent) : HeadParameters();
        var block = _experts is { } e ? (e.Count * FeedForward(e.Width, _family.ExpertBias)) + RouterAndShared(e) : FeedForward(_feedForward, false);
        return attention + block + ((_family.NormsPerLayer + 3) * NormOf(_d)) + QueryNormParameters() + (2 * _d * _d) + (2 * _vocabulary * _d);
    }

    private long EmbeddingParameters()
    {
        var inner = _config.Integer("word_embed_proj_dim") ?? _d;
        var positions = _family.LearnedPositions ? (_config.Integer("max_position_embeddings", "n_positions", "n_ctx") ?? 0) + _family.PositionOffset : 0;
        return (_vocabulary * inner) + (positions * _d) + (inner == _d ? 0 : 2 * inner * _d);
    }

    private void CountNorms()
    {
        var one = NormOf(_d);
        var final = _config.Flag("do_layer_norm_before") == false ? 0 : one;
        var single = _family.SingleNormInParallel && _config.Flag("parallel_attn") == true && _config.Flag("new_decoder_architecture") != true;
        _norm = (_layers * (single ? 1 : _family.NormsPerLayer) * one) + final + (_family.EmbeddingNorm ? one : 0);
        _norm += (_layers - _plan.Linear) * QueryNormParameters();
    }

    private long QueryNormParameters()
    {
        var kind = _config.Flag("use_qk_norm") switch
        {
            false => QueryNorm.None,
            true when _family.QueryNorm == QueryNorm.None => QueryNorm.Head,
            _ => _family.QueryNorm,
        };
        return kind switch
        {
            QueryNorm.Full => (_heads + _kvHeads) * _headDim,
            QueryNorm.Head => 2 * _headDim,
            _ => 0,
        };
    }

    private void CountAttention()
    {
        var full = _layers - _plan.Linear;
        _attention += full * (_latent is { } latent ? LatentParameters(latent) : HeadParameters());
        if (_family.Sinks) _attention += full * _heads;
        _attention += _plan.Linear * LinearAttention.Parameters(_config, _d);
        if (_plan.Linear > 0 && !LinearAttention.IsKnown(_config)) throw new ShapeException($"the parameters of '{_config.Name}' are unknown: its linear-attention or state-space layers are of a kind that is not known here; give the weights, or a number of parameters");
    }

    private long HeadParameters()
    {
        long q = _heads * _headDim, kv = _kvHeads * _headDim;
        var bias = Bias(_family.AttentionBias, "attention_bias", "use_bias", "bias", "qkv_bias", "use_qkv_bias");
        var matrices = (_d * q * (_family.OutputGate ? 2 : 1)) + (2 * _d * kv) + (q * _d);
        return matrices + bias switch
        {
            BiasKind.All => q + (2 * kv) + _d,
            BiasKind.Qkv => q + (2 * kv),
            _ => 0,
        };
    }

    private long LatentParameters(LatentAttention latent)
    {
        long keyDim = latent.NopeDim + latent.RopeDim;
        var query = _config.Integer("q_lora_rank") is { } rank and > 0 ? (_d * rank) + rank + (rank * _heads * keyDim) : _d * _heads * keyDim;
        var kv = (_d * (latent.KvRank + latent.RopeDim)) + latent.KvRank + (latent.KvRank * _heads * (latent.NopeDim + latent.ValueDim));
        return query + kv + (_heads * latent.ValueDim * _d) + IndexerParameters();
    }

    private long IndexerParameters()
    {
        if (_config.Integer("index_n_heads") is not { } heads || _config.Integer("index_head_dim") is not { } dim) return 0;
        var rank = _config.Integer("q_lora_rank") ?? _d;
        return (rank * heads * dim) + (_d * dim) + (2 * dim) + (_d * heads);
    }

    private void CountFeedForward()
    {
        var dense = _layers - (_experts?.Layers ?? 0);
        _mlp += dense * FeedForward(_experts?.DenseWidth ?? _feedForward, Bias(_family.MlpBias, "mlp_bias", "use_bias", "bias", "linear_bias") != BiasKind.None);
        if (_experts is not { } e) return;
        _expertParameters = e.Layers * e.Count * FeedForward(e.Width, _family.ExpertBias);
        _mlp += e.Layers * RouterAndShared(e);
    }

    private long RouterAndShared(ExpertPlan e)
    {
        var router = (_d * e.Count) + (_family.ExpertBias ? e.Count : 0) + (_family.RouterCorrection ? e.Count : 0);
        return router + (e.SharedWidth > 0 ? FeedForward(e.SharedWidth, false) + (_family.SharedGate ? _d : 0) : 0);
    }

    private long FeedForward(long width, bool bias)
    {
        var matrices = _family.Gated ? 3 : 2;
        return (matrices * _d * width) + (bias ? ((matrices - 1) * width) + _d : 0);
    }

    private BiasKind Bias(BiasKind kind, params ReadOnlySpan<string> flags)
    {
        if (kind is not (BiasKind.Config or BiasKind.ConfigQkv)) return kind;
        foreach (var flag in flags)
        {
            if (_config.Flag(flag) is { } value) return !value ? BiasKind.None : kind == BiasKind.Config ? BiasKind.All : BiasKind.Qkv;
        }

        return BiasKind.None;
    }

    private long NormOf(long width) => _family.Norm switch
    {
        NormKind.ScaleAndShift => 2 * width,
        NormKind.Scale => width,
        _ => 0,
    };

    private long KvHeads()
    {
        if (_config.Flag("multi_query") == true && _config.Flag("new_decoder_architecture") != true) return 1;
        return _config.Integer("num_key_value_heads", "num_kv_heads", "n_head_kv", "n_kv_heads", "multi_query_group_num") is { } n and > 0 ? n : _heads;
    }

    private LatentAttention? Latent() => _config.Integer("kv_lora_rank") is { } rank and > 0
        ? new LatentAttention(checked((int)rank), Small("qk_rope_head_dim", 64), Small("qk_nope_head_dim", 128), Small("v_head_dim", 128))
        : null;

    private int Small(string key, int fallback) => checked((int)(_config.Integer(key) ?? fallback));

    private long Defaulted()
    {
        if (_config.Integer("moe_intermediate_size") is { } width and > 0) return width;
        var ratio = _config.Integer("expansion_ratio", "mlp_ratio") ?? 4;
        return ratio * _d;
    }

    private long Needed(params ReadOnlySpan<string> names) => _config.Integer(names) is { } n and > 0
        ? n
        : throw new ShapeException($"'{_config.Name}' has no usable '{names[0]}'; a model configuration (config.json) needs it");
}

/// <summary>A configuration from which no shape can be built.</summary>
internal sealed class ShapeException(string message) : Exception(message);
