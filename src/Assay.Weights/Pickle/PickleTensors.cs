using System.Globalization;
using Assay.Weights.Containers;

namespace Assay.Weights.Pickle;

/// <summary>Where the bytes of a storage lie.</summary>
/// <param name="storage">The storage.</param>
/// <returns>The place, or null where the file has no such storage.</returns>
internal delegate (Core.IBlob Blob, long Offset, long Length, string File)? LocateStorage(PyStorage storage);

/// <summary>Names the tensors of an unpickled value by the path that leads to them, and places them in their storages.</summary>
internal sealed class PickleTensors(WeightDraft draft, LocateStorage locate, bool bigEndian)
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public void Collect(object? root) => Walk(root, "", 0);

    private void Walk(object? value, string path, int depth)
    {
        if (value is PyTensor tensor)
        {
            Add(tensor, path);
            return;
        }

        if (value is not (PyDict { IsEmpty: false } or PyList { IsEmpty: false } or PyTuple or PyObject) || ReferenceEquals(value, PyTuple.Empty) || !_seen.Add(value)) return;
        if (depth >= draft.Limits.MaxDepth)
        {
            draft.Note($"values deeper than {draft.Limits.MaxDepth} levels were not looked at");
            return;
        }

        switch (value)
        {
            case PyDict dict:
                foreach (var (key, item) in dict.Drain()) Walk(item, Join(path, Key(key)), depth + 1);
                break;
            case PyList list:
                for (var i = 0; i < list.Items.Count; i++) Walk(list.Items[i], Join(path, i.ToString(CultureInfo.InvariantCulture)), depth + 1);
                break;
            case PyTuple tuple:
                for (var i = 0; i < tuple.Items.Length; i++) Walk(tuple.Items[i], Join(path, i.ToString(CultureInfo.InvariantCulture)), depth + 1);
                break;
            case PyObject instance:
                Walk(instance.Arguments, path, depth + 1);
                Walk(instance.State, path, depth + 1);
                break;
        }
    }

    private void Add(PyTensor tensor, string name)
    {
        var shown = name.Length == 0 ? "tensor" : name;
        var quoted = Names.Quote(shown);
        var elements = SafetensorsReader.Product(tensor.Shape) ?? throw new RefusedException($"tensor {quoted} has too many elements");
        var last = Last(tensor, elements) ?? throw new RefusedException($"the strides of tensor {quoted} are too big");
        var size = tensor.Type.Block().Bytes;
        var storage = Place(tensor, quoted, elements, last, size);
        draft.AddTensor(new TensorInfo(shown, tensor.Type, tensor.Shape, elements, storage.Storage) { File = storage.File });
    }

    private (TensorStorage Storage, string File) Place(PyTensor tensor, string quoted, long elements, Int128 last, int size)
    {
        if (locate(tensor.Storage) is not { } place)
        {
            draft.Refuse($"the storage {Names.Quote(tensor.Storage.Key)} of tensor {quoted} is missing");
            return (new TensorStorage(draft.Blob, 0, 0) { NotReadable = "its storage is missing" }, draft.Name);
        }

        var first = ((Int128)tensor.Storage.Offset * tensor.Storage.Type.Block().Bytes) + ((Int128)tensor.Offset * size);
        var end = elements == 0 ? first : first + ((last + 1) * size);
        if (tensor.Offset < 0 || tensor.Storage.Offset < 0 || end > place.Length) throw new RefusedException($"tensor {quoted} reaches behind its storage");
        var strides = Contiguous(tensor.Shape, tensor.Strides) ? null : tensor.Strides;
        return (new TensorStorage(place.Blob, place.Offset + (long)first, (long)(end - first)) { Strides = strides, BigEndian = bigEndian }, place.File);
    }

    private static Int128? Last(PyTensor tensor, long elements)
    {
        if (elements == 0) return 0;
        var last = (Int128)0;
        for (var d = 0; d < tensor.Shape.Length; d++)
        {
            last += (Int128)(tensor.Shape[d] - 1) * tensor.Strides[d];
            if (last > long.MaxValue / 32) return null;
        }

        return last;
    }

    private static bool Contiguous(long[] shape, long[] strides)
    {
        var expected = 1L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            if (shape[d] == 0) return true;
            if (shape[d] != 1 && strides[d] != expected) return false;
            expected = unchecked(expected * shape[d]);
        }

        return true;
    }

    private static string Key(object? key) => key switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => "?",
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : key is "_modules" or "_parameters" or "_buffers" ? path : path.Length > 4096 ? path : $"{path}.{key}";
}
