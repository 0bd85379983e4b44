namespace Assay.Weights;

/// <summary>What is found about a set of weight files as a whole.</summary>
internal sealed class SetFindings
{
    public List<string> Problems { get; } = [];

    /// <summary>Those of the problems that are an absent shard.</summary>
    public HashSet<string> Absent { get; } = new(StringComparer.Ordinal);

    public List<string> Notes { get; } = [];

    public List<UnsafeContent> Unsafe { get; } = [];

    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);
}
