using System.Globalization;
using Assay.Core;
using Assay.Weights.Containers;

namespace Assay.Weights.Onnx;

/// <summary>Reads TensorProto and SparseTensorProto messages and places their values.</summary>
internal sealed class OnnxTensors(WeightDraft draft, ProtobufCursor protobuf, BlobCursor input)
{
    private readonly Dictionary<int, int> _repeated = [];
    private readonly Dictionary<string, IBlob?> _external = new(StringComparer.Ordinal);
    private long _decoded;
    private int _empty;

    public void Add(ProtobufField message, string path, string fallback)
    {
        var tensor = Parse(message);
        var type = ElementType(tensor.Type);
        if (tensor.Dims.Exists(d => d < 0)) throw new RefusedException("a tensor has a negative dimension");
        long[] shape = [.. tensor.Dims];
        var elements = SafetensorsReader.Product(shape) ?? throw new RefusedException("a tensor has too many elements");
        var name = Unique(path + (tensor.Name.Length > 0 ? tensor.Name : fallback));
        var (storage, file) = Storage(tensor, type, elements, name);
        draft.AddTensor(new TensorInfo(name, type, shape, elements, storage) { File = file });
    }

    public void AddSparse(ProtobufField message, string path, string fallback)
    {
        foreach (var field in protobuf.Fields(message.Offset, message.Length))
        {
            if (field is { Number: 1, Wire: 2 }) Add(field, path, $"{fallback}.values");
            else if (field is { Number: 2, Wire: 2 }) Add(field, path, $"{fallback}.indices");
        }
    }

    public void Finish()
    {
        if (_empty > 0) draft.Note($"{_empty} tensors have no values in the file");
    }

    private TensorMessage Parse(ProtobufField message)
    {
        var tensor = new TensorMessage();
        foreach (var field in protobuf.Fields(message.Offset, message.Length))
        {
            switch (field.Number)
            {
                case 1:
                    foreach (var dim in protobuf.Varints(field))
                    {
                        if (tensor.Dims.Count >= draft.Limits.MaxDimensions) throw new RefusedException($"a tensor has more than {draft.Limits.MaxDimensions} dimensions");
                        tensor.Dims.Add(unchecked((long)dim));
                    }

                    break;
                case 2 when field.Wire == 0:
                    tensor.Type = field.Value;
                    break;
                case 8 when field.Wire == 2:
                    tensor.Name = protobuf.Text(field, draft.Limits.MaxNameBytes);
                    break;
                case 9 when field.Wire == 2:
                    tensor.Raw = field;
                    break;
                case 4 or 5 or 6 or 7 or 10 or 11:
                    tensor.Typed.Add(field);
                    if (tensor.Typed.Count > draft.Limits.MaxBufferedBytes / 64) throw new RefusedException("the values of a tensor are split into too many fields");
                    break;
                case 13 when field.Wire == 2:
                    External(field, tensor.External);
                    break;
                case 14 when field.Wire == 0:
                    tensor.IsExternal = field.Value == 1;
                    break;
            }
        }

        return tensor;
    }

    private void External(ProtobufField entry, Dictionary<string, string> external)
    {
        var (key, value) = ("", "");
        foreach (var field in protobuf.Fields(entry.Offset, entry.Length))
        {
            if (field is { Number: 1, Wire: 2 }) key = protobuf.Text(field, 4096);
            else if (field is { Number: 2, Wire: 2 }) value = protobuf.Text(field, 4096);
        }

        if (external.Count < 16) external[key] = value;
    }

    private (TensorStorage Storage, string File) Storage(TensorMessage tensor, DType type, long elements, string name)
    {
        var needed = type == DType.Other ? null : Needed(type, elements);
        if (needed is null && type != DType.Other && (tensor.IsExternal || tensor.Raw is not null)) throw new RefusedException($"the shape of tensor {Names.Quote(name)} needs more bytes than a file can have");
        if (tensor.IsExternal) return ExternalStorage(tensor.External, needed ?? 0, name);
        if (tensor.Raw is { } raw)
        {
            if (needed is { } bytes && bytes != raw.Length) throw new RefusedException($"tensor {Names.Quote(name)} has {raw.Length} bytes of values, its shape needs {bytes}");
            return (new TensorStorage(draft.Blob, raw.Offset, raw.Length) { NotReadable = NoNumbers(type) }, draft.Name);
        }

        if (type == DType.Other || tensor.Typed.Count == 0)
        {
            if (elements > 0 && tensor.Typed.Count == 0) _empty++;
            return (new TensorStorage(draft.Blob, 0, 0) { NotReadable = elements == 0 ? null : type == DType.Other ? NoNumbers(type) : "its values are not in the file" }, draft.Name);
        }

        return (Typed(tensor, type, needed, name), draft.Name);
    }

    private static string? NoNumbers(DType type) => type == DType.Other ? "its elements are no numbers" : null;

    private static long? Needed(DType type, long elements)
    {
        var (count, bytes) = type.Block();
        return elements > long.MaxValue / 32 ? null : (elements + count - 1) / count * bytes;
    }

    private TensorStorage Typed(TensorMessage tensor, DType type, long? needed, string name)
    {
        if (tensor.Typed is [{ Number: 4 or 10, Wire: 2 } packed] && packed.Length == needed) return new TensorStorage(draft.Blob, packed.Offset, packed.Length);
        var values = new OnnxTypedValues(protobuf, input, draft.Limits.MaxBufferedBytes - _decoded).Decode(tensor.Typed, type);
        if (values is null) return new TensorStorage(draft.Blob, 0, 0) { NotReadable = $"its values are longer than the limit of {draft.Limits.MaxBufferedBytes} bytes" };
        _decoded += values.Length;
        if (values.Length != needed) throw new RefusedException($"tensor {Names.Quote(name)} has {values.Length} bytes of values, its shape needs {needed}");
        return new TensorStorage(new MemoryBlob(values), 0, values.Length);
    }

    private (TensorStorage Storage, string File) ExternalStorage(Dictionary<string, string> external, long needed, string name)
    {
        var location = external.GetValueOrDefault("location", "").Replace('\\', '/');
        while (location.StartsWith("./", StringComparison.Ordinal)) location = location[2..];
        if (Leaves(location)) throw new RefusedException($"the values of tensor {Names.Quote(name)} lie in {Names.Quote(location)}, which leaves the folder of the model");
        var blob = Open(location);
        draft.AddFile(location);
        if (blob is null)
        {
            draft.Refuse($"the file {Names.Quote(location)} with values of the model is not here");
            return (new TensorStorage(draft.Blob, 0, 0) { NotReadable = $"the file {Names.Quote(location)} is not here" }, location);
        }

        var offset = Number(external, "offset", 0, name);
        var length = Number(external, "length", needed, name);
        if (length < needed || offset > blob.Length || length > blob.Length - offset) throw new RefusedException($"tensor {Names.Quote(name)} needs {needed} bytes at {offset}, which the file {Names.Quote(location)} does not hold");
        return (new TensorStorage(blob, offset, needed), location);
    }

    private IBlob? Open(string location)
    {
        if (_external.TryGetValue(location, out var blob)) return blob;
        if (_external.Count >= 1000) throw new RefusedException("the values lie in more than 1000 files");
        return _external[location] = draft.Sibling(location);
    }

    private static bool Leaves(string location) =>
        location.Length == 0 || location[0] == '/' || location.Contains(':', StringComparison.Ordinal) || location.Contains('\0', StringComparison.Ordinal) || location.Split('/').Any(part => part is "" or "." or "..");

    private static long Number(Dictionary<string, string> external, string key, long otherwise, string name)
    {
        if (!external.TryGetValue(key, out var text)) return otherwise;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new RefusedException($"the {key} of tensor {Names.Quote(name)} is no number");
    }

    /// <summary>The name, with a number where a tensor before has the same.</summary>
    private string Unique(string name)
    {
        var first = draft.Tensors.Names.Find(name);
        if (first < 0) return name;
        return $"{name}#{_repeated[first] = _repeated.GetValueOrDefault(first, 1) + 1}";
    }

    private static DType ElementType(ulong number) => number switch
    {
        1 => DType.F32,
        2 => DType.U8,
        3 => DType.I8,
        4 => DType.U16,
        5 => DType.I16,
        6 => DType.I32,
        7 => DType.I64,
        9 => DType.Bool,
        10 => DType.F16,
        11 => DType.F64,
        12 => DType.U32,
        13 => DType.U64,
        14 => DType.C64,
        15 => DType.C128,
        16 => DType.BF16,
        17 => DType.F8_E4M3,
        18 => DType.F8_E4M3FNUZ,
        19 => DType.F8_E5M2,
        20 => DType.F8_E5M2FNUZ,
        21 => DType.U4,
        22 => DType.I4,
        23 => DType.F4,
        24 => DType.F8_E8M0,
        25 => DType.U2,
        26 => DType.I2,
        _ => DType.Other,
    };

    private sealed class TensorMessage
    {
        public List<long> Dims { get; } = [];

        public ulong Type { get; set; }

        public string Name { get; set; } = "";

        public ProtobufField? Raw { get; set; }

        public List<ProtobufField> Typed { get; } = [];

        public Dictionary<string, string> External { get; } = new(StringComparer.Ordinal);

        public bool IsExternal { get; set; }
    }
}
