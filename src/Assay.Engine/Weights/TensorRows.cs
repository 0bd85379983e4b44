using System.Collections;
using Assay.Core;
using Assay.Weights;

namespace Assay.Engine;

/// <summary>Tensors as rows of a report, each made when it is written: a million of them are never there at once.</summary>
internal sealed class TensorRows(IReadOnlyList<TensorInfo> tensors) : IReadOnlyList<WeightsTensor>
{
    public int Count => tensors.Count;

    public WeightsTensor this[int index] => Row(tensors[index]);

    public IEnumerator<WeightsTensor> GetEnumerator() => tensors.Select(Row).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static WeightsTensor Row(TensorInfo tensor) => new(tensor.Name, tensor.Type.Name(), tensor.Shape, tensor.File) { Bytes = tensor.ByteLength };
}
