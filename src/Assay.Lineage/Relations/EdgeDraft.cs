namespace Assay.Lineage;

/// <summary>An edge before it is compared with what is declared.</summary>
internal sealed record EdgeDraft(ModelView Parent, ModelView Child, string Relation, double Confidence, Sentence Because)
{
    /// <summary>Models that could be the parent just as well.</summary>
    public IReadOnlyList<ModelView> Tie { get; init; } = [];

    /// <summary>Further evidence.</summary>
    public IReadOnlyList<Sentence> More { get; init; } = [];
}

/// <summary>Names of relations, as DESIGN.md has them.</summary>
internal static class Relation
{
    public const string Identical = "identical";
    public const string Quantized = "quantized";
    public const string Finetune = "finetune";
    public const string Continued = "continued";
    public const string LoraMerged = "lora_merged";
    public const string Adapter = "adapter";
    public const string MergeLinear = "merge_linear";
    public const string MergeSlerp = "merge_slerp";
    public const string MergeTies = "merge_ties";
    public const string MergeDare = "merge_dare";
    public const string MergePassthrough = "merge_passthrough";
    public const string Pruned = "pruned";
    public const string FfnPruned = "ffn_pruned";
    public const string LayerDrop = "layer_drop";
    public const string DepthUp = "depth_up";
    public const string VocabExt = "vocab_ext";
    public const string Permuted = "permuted";
    public const string Checkpoint = "checkpoint";
    public const string SameInit = "same_init";
    public const string Unknown = "unknown";
}
