namespace Assay.Weights;

/// <summary>What is found about a set of weight files as a whole.</summary>
internal sealed class SetFindings
{
    public List<string> Problems { get; } = [];

    public List<string> Notes { get; } = [];

    public List<UnsafeContent> Unsafe { get; } = [];

    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);
}
