namespace Assay.Lineage;

/// <summary>What a tensor does in a network, whatever its container calls it.</summary>
/// <param name="Layer">0-based index of its layer; -1 outside the layers.</param>
/// <param name="Slot">Its place: <c>embed</c>, <c>head</c>, <c>q</c>, <c>k</c>, <c>v</c>, <c>o</c>, <c>gate</c>, <c>up</c>, <c>down</c>, <c>norm.attn</c>, <c>norm.ffn</c>, <c>norm.final</c>, <c>router</c>, <c>#3.up</c> (up projection of expert 3), with <c>.bias</c> for a bias; any other tensor keeps its name.</param>
public readonly record struct TensorRole(int Layer, string Slot)
{
    /// <summary>Whether the role is one that all containers of language models share.</summary>
    public bool IsKnown => Slots.All.Contains(Slot) || (Layer >= 0 && Slot.StartsWith(Slots.ExpertMark));

    /// <summary>Whether its rows are hidden units of a feed-forward block, of the whole block or of one expert.</summary>
    public bool IsUp => Layer >= 0 && (Slot == Slots.Up || (Slot.StartsWith(Slots.ExpertMark) && Slot.EndsWith('.' + Slots.Up, StringComparison.Ordinal)));

    /// <summary>The role beside an up projection that belongs to the same hidden units: its gate or its down projection.</summary>
    public TensorRole Beside(string slot) => this with { Slot = Slot[..^Slots.Up.Length] + slot };

    /// <summary>Order by layer, then by name of the slot.</summary>
    public static IComparer<TensorRole> Order { get; } = Comparer<TensorRole>.Create((a, b) => a.Layer != b.Layer ? a.Layer.CompareTo(b.Layer) : string.CompareOrdinal(a.Slot, b.Slot));

    /// <inheritdoc/>
    public override string ToString() => Layer < 0 ? Slot : $"{Layer}.{Slot}";
}

/// <summary>Names of the slots.</summary>
public static class Slots
{
    /// <summary>Token embeddings: one row a token.</summary>
    public const string Embed = "embed";

    /// <summary>Output head: one row a token.</summary>
    public const string Head = "head";

    /// <summary>Gate projection of a gated feed-forward block: one row a hidden unit.</summary>
    public const string Gate = "gate";

    /// <summary>Up projection of a feed-forward block: one row a hidden unit.</summary>
    public const string Up = "up";

    /// <summary>Down projection: one column a hidden unit.</summary>
    public const string Down = "down";

    /// <summary>Projection of image patches into the residual stream: one row a dimension of the stream.</summary>
    public const string Patch = "patch";

    /// <summary>Input projection of a state-space block: a row for each channel, then one for the gate of each.</summary>
    internal const string Channels = "channels";

    /// <summary>Projections of a state-space block to its states and step sizes, where they lie behind its channels in one matrix.</summary>
    internal const string States = "states";

    /// <summary>Gain of the normalization before attention, or of the only one of a layer.</summary>
    internal const string Norm = "norm.attn";

    /// <summary>Gains of the normalizations behind attention and behind the feed-forward block, in networks that have them beside those before.</summary>
    internal const string AfterAttention = "norm.attn.after", AfterFfn = "norm.ffn.after";

    /// <summary>Gain of the normalization before the feed-forward block.</summary>
    public const string FfnNorm = "norm.ffn";

    /// <summary>First character of the slots of single experts, such as <c>#3.up</c>.</summary>
    internal const char ExpertMark = '#';

    /// <summary>Beginning of the slots of tensors that hold all experts one behind the other.</summary>
    internal const string Packed = "experts.";

    /// <summary>Slot of a part of one expert.</summary>
    internal static string OfExpert(string expert, string part) => $"{ExpertMark}{expert}.{part}";

    /// <summary>All slots that are known by name.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(
        new[] { Embed, Head, "q", "k", "v", "o", "qkv", Gate, Up, "gate_up", Channels, States, Patch, Down, "router", "positions", Norm, AfterAttention, AfterFfn, FfnNorm, "norm.final", "norm.q", "norm.k" }.SelectMany(s => new[] { s, s + ".bias" }),
        StringComparer.Ordinal);
}
