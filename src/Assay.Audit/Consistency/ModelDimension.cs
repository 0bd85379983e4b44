using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>A dimension of a model that cards state by its name and configurations by a key.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="Label">How cards call it: the whole label.</param>
/// <param name="Keys">The keys of configurations.</param>
/// <param name="Slack">Share by which the two may differ and still agree: cards round, configurations pad.</param>
internal sealed partial record ModelDimension(string Name, Regex Label, IReadOnlyList<string> Keys, double Slack)
{
    /// <summary>Whether only a card that states more than the configuration allows contradicts it: a model may be trained on less than it takes.</summary>
    public bool OnlyMore { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelDimension> All { get; } =
    [
        new("layers", Layers(), ["num_hidden_layers", "n_layer", "n_layers", "num_layers", "encoder_layers", "decoder_layers"], 0),
        new("hidden size", Hidden(), ["hidden_size", "n_embd", "d_model", "dim", "model_dim"], 0.03),
        new("vocabulary", Vocabulary(), ["vocab_size", "padded_vocab_size"], 0.1),
        new("experts", Experts(), ["num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts", "n_experts"], 0),
        new("context length", Context(), ["max_position_embeddings", "n_positions", "seq_length", "max_seq_len", "max_sequence_length", "n_ctx", "seq_len", "model_max_length", "max_seq_length"], 0.1) { OnlyMore = true },
    ];

    [GeneratedRegex(@"^(?:(?:total )?(?:number|no\.?|num|#) ?(?:of )?)?(?:transformer |hidden |decoder )?layers?$|^(?:num_hidden_layers|n_layers?|num_layers)$|^(?:模型)?层数$", RegexOptions.IgnoreCase)]
    private static partial Regex Layers();

    [GeneratedRegex(@"^(?:hidden|embedding|model)[ _](?:size|dim(?:ension)?s?|width)$|^(?:d_model|n_embd|hidden_size)$|^隐藏层?(?:维度|大小|维数)$", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"^vocab(?:ulary)?(?:[ _]size)?$|^词表(?:大小)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Vocabulary();

    [GeneratedRegex(@"^(?:(?:total )?(?:number|no\.?|num|#) ?(?:of )?)(?:routed |local )?experts$|^(?:routed |total )experts$|^(?:num_local_experts|n_routed_experts|num_experts)$|^(?:路由)?专家(?:数|数量)$", RegexOptions.IgnoreCase)]
    private static partial Regex Experts();

    [GeneratedRegex(@"^(?:max(?:imum)?\.? )?(?:context|sequence)(?: window| length| size)(?: \(tokens\))?$|^(?:max_position_embeddings|n_positions|max_seq_len)$|^(?:最大)?(?:上下文|序列)(?:长度|窗口)$", RegexOptions.IgnoreCase)]
    private static partial Regex Context();
}
