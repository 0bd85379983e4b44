using System.Globalization;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>Tensors whose values cannot be had, by the reason: how many, how much of the model, and which.</summary>
internal sealed class NotCompared
{
    private const int Shown = 3;

    private readonly SortedDictionary<string, (long Tensors, decimal Elements, List<string> First)> _byReason = new(StringComparer.Ordinal);

    /// <summary>A sentence for each reason.</summary>
    public IEnumerable<string> Sentences => _byReason.Select(r => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", r.Value.First)}{(r.Value.Tensors > Shown ? $" and {r.Value.Tensors - Shown} more" : "")} {(r.Value.Tensors == 1 ? "was" : "were")} not compared ({r.Value.Elements:N0} values): {r.Key}"));

    public void Add(TensorInfo tensor, string why)
    {
        var (tensors, elements, first) = _byReason.TryGetValue(why, out var known) ? known : (0, 0, []);
        if (first.Count < Shown) first.Add(tensor.Name);
        _byReason[why] = (tensors + 1, elements + tensor.Elements, first);
    }
}
