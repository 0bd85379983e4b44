using System.Text;

namespace Assay.Lineage;

/// <summary>
/// Which tensors a sketch has room for. Only models of hundreds of thousands of tensors exceed it; those with the fewest elements, which say least, are then left out.
/// </summary>
internal sealed class SketchFit
{
    private const long HeadBytes = 16 << 20;
    private const int FixedBytes = 256;

    private readonly SortedDictionary<long, (long Tensors, long Bytes)> _byElements = [];
    private long _roomForLast;
    private int _tensorsForLast;

    /// <summary>Looks at all tensors.</summary>
    /// <param name="tensors">The tensors in the order in which they are sketched.</param>
    /// <param name="mostBytes">Longest sketch.</param>
    /// <param name="mostTensors">Most tensors of a sketch.</param>
    public SketchFit(IEnumerable<LineageTensor> tensors, long mostBytes, int mostTensors)
    {
        foreach (var tensor in tensors)
        {
            var (count, bytes) = _byElements.GetValueOrDefault(tensor.Elements);
            _byElements[tensor.Elements] = (count + 1, bytes + SizeOf(tensor));
        }

        (_roomForLast, _tensorsForLast) = (mostBytes - Math.Min(HeadBytes, mostBytes / 8), mostTensors);
        foreach (var (elements, (count, bytes)) in _byElements.Reverse())
        {
            Last = elements;
            if (bytes > _roomForLast || count > _tensorsForLast) return;
            (_roomForLast, _tensorsForLast) = (_roomForLast - bytes, _tensorsForLast - (int)count);
        }

        Last = 0;
    }

    /// <summary>Elements of the tensors of which there is room for some only; 0 where there is room for all.</summary>
    public long Last { get; }

    /// <summary>Whether there is room for a tensor; to be asked for each once, in their order.</summary>
    public bool Takes(LineageTensor tensor)
    {
        if (tensor.Elements != Last) return tensor.Elements > Last;
        var size = SizeOf(tensor);
        if (size > _roomForLast || _tensorsForLast == 0) return false;
        (_roomForLast, _tensorsForLast) = (_roomForLast - size, _tensorsForLast - 1);
        return true;
    }

    /// <summary>What a tensor takes at most, its units included.</summary>
    public static long SizeOf(LineageTensor tensor)
    {
        var numbers = (tensor.Rows == 1 ? SketchHash.Side : SketchHash.Side * SketchHash.Side) + Math.Min(256, tensor.Elements);
        var role = Encoding.UTF8.GetByteCount(tensor.Role.Slot);
        return FixedBytes + role + (sizeof(float) * numbers) + (tensor.Rows == 1 ? 0 : role + FixedBytes + (2 * sizeof(ulong) * UnitHashes.Most));
    }
}
