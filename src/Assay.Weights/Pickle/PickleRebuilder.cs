using Assay.Weights.Containers;
using Assay.Weights.Tables;

namespace Assay.Weights.Pickle;

/// <summary>Says what calls of allowed names mean: tensors, dictionaries, nothing else. No call is made.</summary>
internal sealed class PickleRebuilder(WeightDraft draft, string where)
{
    private const int MostPooled = 4096;

    private readonly ShapePool _numbers = new();
    private readonly Dictionary<(DType, long[], long[]), PyLayout> _layouts = [];
    private PyStorage? _last;

    /// <summary>A call or an object: a tensor where it rebuilds one, else an object that was not built.</summary>
    public object? Call(object? callable, object? arguments)
    {
        if (callable is not PyGlobal global)
        {
            draft.AddUnsafe("calls something that is computed while loading", where);
            return new PyObject(null, arguments);
        }

        if (!global.Allowed) return new PyObject(global, arguments);
        var items = arguments is PyTuple tuple ? tuple.Items : [];
        return (global.Module, global.Name) switch
        {
            ("collections", "OrderedDict") => Dictionary(items),
            ("builtins" or "__builtin__", "set" or "frozenset") => new PyList(),
            ("torch._utils", "_rebuild_tensor" or "_rebuild_tensor_v2" or "_rebuild_qtensor") => (object?)Tensor(items, type: null) ?? new PyObject(global, arguments),
            ("torch._utils", "_rebuild_tensor_v3") => (object?)Tensor(items, items.Length > 6 && items[6] is PyGlobal type ? PickleGlobals.ElementType(type) : null) ?? new PyObject(global, arguments),
            ("torch._utils", "_rebuild_parameter" or "_rebuild_parameter_with_state") when items.Length > 0 => items[0],
            ("torch._tensor", "_rebuild_from_type_v2") when items is [PyGlobal { Module: "torch._utils" } inner, _, var rest, ..] => Call(inner, rest),
            ("torch.jit._pickle", "restore_type_tag") when items.Length > 0 => items[0],
            ("torch._utils", "_rebuild_sparse_tensor") => Sparse(global, items),
            _ => new PyObject(global, arguments),
        };
    }

    /// <summary>The state of an object, as BUILD sets it.</summary>
    public void SetState(object? target, object? state)
    {
        switch (target)
        {
            case PyObject instance:
                instance.State = state;
                break;
            case PyDict or PyTensor or PyList:
                break;
            default:
                Changes(target, "sets the state of");
                break;
        }
    }

    /// <summary>A change of something that is no plain container: reported where it reaches beyond the pickle.</summary>
    public void Changes(object? target, string how)
    {
        if (target is PyGlobal global) draft.AddUnsafe($"{how} the imported {Names.Plain(global.ToString())}", where);
        else if (target is not PyObject) draft.AddUnsafe($"{how} something that is no container", where);
    }

    /// <summary>A persistent id: a storage of PyTorch, else something only the loader knows.</summary>
    public object? Persistent(object? id)
    {
        if (id is PyTuple { Items: ["storage", PyGlobal type, var key, _, var elements, ..] items } && PickleGlobals.StorageType(type) is { } stored && elements is long and >= 0)
        {
            var offset = items is [.., PyTuple { Items: [_, long start, _] }] ? start : 0;
            return Storage(new PyStorage(key?.ToString() ?? "", stored, (long)elements, offset));
        }

        if (id is PyTuple { Items: ["module", var module, ..] }) return module;
        draft.AddUnsafe("asks the loader for a persistent object", where);
        return new PyObject(null, id);
    }

    private static PyDict Dictionary(object?[] arguments)
    {
        var dictionary = new PyDict();
        if (arguments is not [PyList pairs]) return dictionary;
        foreach (var pair in pairs.Items)
        {
            var items = pair switch
            {
                PyTuple tuple => tuple.Items,
                PyList list => [.. list.Items],
                _ => [],
            };
            if (items is [var key, var value]) dictionary.Set(key, value);
        }

        return dictionary;
    }

    private PyTensor? Tensor(object?[] items, DType? type)
    {
        if (items is not [PyStorage storage, long offset, var size, var stride, ..] || Numbers(size) is not { } shape || Numbers(stride) is not { } strides)
        {
            draft.Note($"a tensor in {where} is described in a way that this reader does not follow");
            return null;
        }

        if (shape.Length != strides.Length || shape.Length > draft.Limits.MaxDimensions) throw new RefusedException($"a tensor in {where} has {shape.Length} dimensions and {strides.Length} strides");
        return new PyTensor(storage, Layout(type ?? storage.Type, Pooled(shape), Pooled(strides)), offset);
    }

    /// <summary>Tensors one behind the other are often views of one storage, which the pickle describes anew each time.</summary>
    private PyStorage Storage(PyStorage storage) => _last == storage ? _last : _last = storage;

    private PyLayout Layout(DType type, long[] shape, long[] strides)
    {
        if (_layouts.TryGetValue((type, shape, strides), out var known)) return known;
        var layout = new PyLayout(type, shape, strides);
        if (_layouts.Count < MostPooled) _layouts.Add((type, shape, strides), layout);
        return layout;
    }

    private long[] Pooled(long[] numbers) => _numbers[_numbers.Add(numbers, 0)].Shape;

    private PyObject Sparse(PyGlobal global, object?[] items)
    {
        var parts = new PyDict();
        if (items is [_, PyTuple { Items: [PyTensor indices, PyTensor values, ..] }, ..])
        {
            parts.Set("indices", indices);
            parts.Set("values", values);
        }
        else
        {
            draft.Note($"a sparse tensor in {where} is described in a way that this reader does not follow");
        }

        return new PyObject(global, null) { State = parts };
    }

    private static long[]? Numbers(object? value)
    {
        var items = value switch
        {
            PyTuple tuple => tuple.Items,
            PyObject { Callable: { Module: "torch", Name: "Size" }, Arguments: PyTuple { Items: [PyTuple inner] } } => inner.Items,
            _ => null,
        };
        return items is not null && items.All(i => i is long and >= 0) ? [.. items.Select(i => (long)i!)] : null;
    }
}
