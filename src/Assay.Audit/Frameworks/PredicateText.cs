using Assay.Core;

namespace Assay.Audit;

/// <summary>A check on one line, as <c>assay explain</c> shows it: <c>all(present(weights.final), access(weights.final, met: anonymous))</c>.</summary>
internal static class PredicateText
{
    /// <summary>Writes a node of a framework file.</summary>
    public static string Of(DataNode node) => node.Kind switch
    {
        DataKind.Mapping when node.Count == 1 && node.Pairs().First() is { Value.Kind: DataKind.Mapping or DataKind.Sequence } pair => $"{pair.Key}({Inside(pair.Value)})",
        DataKind.Mapping => Inside(node),
        DataKind.Sequence => string.Join(" ", node.Items().Select(Of)),
        _ => node.Text,
    };

    private static string Inside(DataNode node) => node.Kind switch
    {
        DataKind.Mapping => string.Join(", ", node.Pairs().Select(p => p.Key == "of" ? Of(p.Value) : $"{p.Key}: {Of(p.Value)}")),
        DataKind.Sequence => string.Join(", ", node.Items().Select(Of)),
        _ => node.Text,
    };
}
