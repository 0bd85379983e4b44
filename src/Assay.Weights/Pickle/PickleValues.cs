namespace Assay.Weights.Pickle;

/// <summary>A name that a pickle imports. Never looked up.</summary>
internal sealed record PyGlobal(string Module, string Name)
{
    public bool Allowed { get; init; }

    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A tuple.</summary>
internal sealed class PyTuple(object?[] items)
{
    public static PyTuple Empty { get; } = new([]);

    public object?[] Items => items;
}

/// <summary>A list, or a set.</summary>
internal sealed class PyList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dictionary in the order of its entries, and what may be set on it afterwards.</summary>
internal sealed class PyDict
{
    public List<(object? Key, object? Value)> Entries { get; } = [];
}

/// <summary>An integer of more than 8 bytes.</summary>
internal sealed record PyBigInteger(byte[] LittleEndian);

/// <summary>An object that was not built: what would be called, with what, and the state that would be set.</summary>
internal sealed class PyObject(PyGlobal? callable, object? arguments)
{
    public PyGlobal? Callable => callable;

    public object? Arguments => arguments;

    public object? State { get; set; }
}

/// <summary>A storage that a PyTorch pickle refers to: its bytes lie elsewhere.</summary>
/// <param name="Key">Key of the storage.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Elements">Number of its elements as declared.</param>
/// <param name="Offset">First element of a view into the storage.</param>
internal sealed record PyStorage(string Key, DType Type, long Elements, long Offset);

/// <summary>A tensor described by a PyTorch pickle.</summary>
internal sealed record PyTensor(PyStorage Storage, DType Type, long Offset, long[] Shape, long[] Strides);
