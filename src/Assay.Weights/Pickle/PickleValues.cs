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

    /// <summary>Number of values in it, those of tuples in it included, and itself.</summary>
    public int Weight { get; } = Sum(items);

    /// <summary>Number of values that a value stands for: what is in a list or dictionary is counted where it is put in.</summary>
    public static int WeightOf(object? value) => value switch
    {
        PyTuple tuple => tuple.Weight,
        PyObject instance => instance.Weight,
        _ => 1,
    };

    private static int Sum(object?[] items)
    {
        var sum = 1L;
        foreach (var item in items) sum += WeightOf(item);
        return (int)Math.Min(sum, int.MaxValue);
    }
}

/// <summary>A list, or a set.</summary>
internal sealed class PyList
{
    private List<object?>? _items;

    public bool IsEmpty => _items is null;

    public IReadOnlyList<object?> Items => _items ?? (IReadOnlyList<object?>)[];

    public void Add(ReadOnlySpan<object?> items)
    {
        if (!items.IsEmpty) (_items ??= []).AddRange(items);
    }
}

/// <summary>An integer of more than 8 bytes.</summary>
internal sealed record PyBigInteger(byte[] LittleEndian);

/// <summary>An object that was not built: what would be called, with what, and the state that would be set.</summary>
internal sealed class PyObject(PyGlobal? callable, object? arguments)
{
    public PyGlobal? Callable => callable;

    public object? Arguments => arguments;

    /// <summary>Number of values in its arguments, and itself.</summary>
    public int Weight { get; } = (int)Math.Min(1L + PyTuple.WeightOf(arguments), int.MaxValue);

    public object? State { get; set; }
}

/// <summary>A storage that a PyTorch pickle refers to: its bytes lie elsewhere.</summary>
/// <param name="Key">Key of the storage.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Elements">Number of its elements as declared.</param>
/// <param name="Offset">First element of a view into the storage.</param>
internal sealed record PyStorage(string Key, DType Type, long Elements, long Offset);

/// <summary>Type, shape and strides of tensors: many share them.</summary>
internal sealed record PyLayout(DType Type, long[] Shape, long[] Strides);

/// <summary>A tensor described by a PyTorch pickle.</summary>
internal sealed record PyTensor(PyStorage Storage, PyLayout Layout, long Offset)
{
    public DType Type => Layout.Type;

    public long[] Shape => Layout.Shape;

    public long[] Strides => Layout.Strides;
}
