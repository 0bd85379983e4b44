using System.Buffers.Binary;

namespace Assay.Weights.Containers;

/// <summary>GGUF versions 2 and 3: counts, metadata, tensor descriptions, aligned data. Checked as the reference implementation does.</summary>
internal sealed class GgufReader(WeightDraft draft)
{
    private const int MaxRank = 4;
    private const int MaxName = 64;
    private readonly BlobCursor _in = new(draft.Blob);
    private readonly Dictionary<string, object> _scalars = new(StringComparer.Ordinal);
    private uint _alignment = 32;

    public static bool Matches(ReadOnlySpan<byte> head) => head.StartsWith("GGUF"u8);

    public static void Read(WeightDraft draft) => new GgufReader(draft).Read();

    private void Read()
    {
        draft.Container = "gguf";
        if (!Matches(_in.Take(4, "the magic"))) throw new RefusedException("the file does not begin with GGUF");
        Version(_in.U32("the version"));
        var tensors = (long)_in.U64("the tensor count");
        var pairs = (long)_in.U64("the metadata count");
        if (tensors < 0 || tensors > _in.Remaining / 24) throw new RefusedException($"{(ulong)tensors} tensors are declared, more than the file can hold");
        if (pairs < 0 || pairs > _in.Remaining / 13) throw new RefusedException($"{(ulong)pairs} metadata pairs are declared, more than the file can hold");
        if (tensors > draft.Limits.MaxTensors) throw new RefusedException($"more than {draft.Limits.MaxTensors} tensors");
        if (pairs > draft.Limits.MaxMetadata) throw new RefusedException($"more than {draft.Limits.MaxMetadata} metadata pairs");
        for (var i = 0L; i < pairs; i++) Pair();
        Alignment();
        Tensors(tensors);
        NoteSplit();
    }

    private void Version(uint version)
    {
        if (version is 2 or 3)
        {
            draft.AddMetadata("gguf.version", version == 2 ? "2" : "3");
            return;
        }

        var swapped = BinaryPrimitives.ReverseEndianness(version);
        if (version != 0 && (version & 0xFFFF) == 0) throw new RefusedException($"the file is GGUF version {swapped} in big-endian byte order, which this reader does not read");
        throw new RefusedException($"GGUF version {version} is not supported: 2 and 3 are");
    }

    private void Pair()
    {
        var key = _in.Utf8((long)_in.U64("a key length"), 65_535, "a key");
        if (key.Length == 0) throw new RefusedException("a metadata key is empty");
        if (!_scalars.TryAdd(key, "")) throw new RefusedException($"the metadata key {Names.Quote(key)} occurs twice");
        var type = _in.U32("a value type");
        if (type == 9)
        {
            draft.AddMetadata(key, GgufValues.Array(_in, draft, key));
            _scalars[key] = "array";
            return;
        }

        var value = GgufValues.Scalar(_in, type, draft.Limits, key);
        _scalars[key] = value;
        draft.AddMetadata(key, GgufValues.Show(value));
        if (key.StartsWith("tokenizer.chat_template", StringComparison.Ordinal)) draft.AddUnsafe("chat template (a Jinja program; listed, never rendered)", $"{draft.Name}: {key}");
    }

    private void Alignment()
    {
        if (!_scalars.TryGetValue("general.alignment", out var value)) return;
        if (value is not uint alignment) throw new RefusedException("general.alignment is not a 32-bit unsigned number");
        if (alignment == 0 || (alignment & (alignment - 1)) != 0) throw new RefusedException($"general.alignment is {alignment}, not a power of two");
        _alignment = alignment;
    }

    private void Tensors(long count)
    {
        var infos = new List<(string Name, DType Type, long[] Shape, long Elements, long Bytes, ulong Offset)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0L; i < count; i++)
        {
            var info = Describe();
            if (!names.Add(info.Name)) throw new RefusedException($"the tensor name {Names.Quote(info.Name)} occurs twice");
            infos.Add(info);
        }

        var dataStart = Pad(_in.Position);
        var expected = 0L;
        foreach (var info in infos)
        {
            if (info.Offset != (ulong)expected) throw new RefusedException($"tensor {Names.Quote(info.Name)} lies at {info.Offset}, expected at {expected}");
            if (info.Bytes > draft.Blob.Length || dataStart + expected > draft.Blob.Length - info.Bytes) throw new RefusedException($"tensor {Names.Quote(info.Name)} takes {info.Bytes} bytes and ends behind the file");
            draft.AddTensor(new TensorInfo(info.Name, info.Type, info.Shape, info.Elements, new TensorStorage(draft.Blob, dataStart + expected, info.Bytes)) { File = draft.Name });
            expected = Pad(expected + info.Bytes);
        }

        if (count > 0 && dataStart + expected > draft.Blob.Length) throw new RefusedException("the data end before the padding of the last tensor does");
        if (dataStart + expected < draft.Blob.Length && count > 0) draft.Note($"{draft.Blob.Length - dataStart - expected} bytes follow the last tensor");
    }

    private (string Name, DType Type, long[] Shape, long Elements, long Bytes, ulong Offset) Describe()
    {
        var name = _in.Utf8((long)_in.U64("a tensor name length"), MaxName - 1, "a tensor name");
        var rank = _in.U32($"tensor {Names.Quote(name)}");
        if (rank > MaxRank) throw new RefusedException($"tensor {Names.Quote(name)} has {rank} dimensions, more than {MaxRank}");
        var shape = new long[rank];
        for (var d = 0; d < shape.Length; d++)
        {
            shape[^(d + 1)] = (long)_in.U64("a dimension");
            if (shape[^(d + 1)] < 0) throw new RefusedException($"tensor {Names.Quote(name)} has a negative dimension");
        }

        var elements = SafetensorsReader.Product(shape) ?? throw new RefusedException($"tensor {Names.Quote(name)} has too many elements");
        var number = _in.U32("a tensor type");
        var type = DTypes.FromGguf(number) ?? throw new RefusedException($"tensor {Names.Quote(name)} has the unknown or removed type {number}");
        var row = shape.Length == 0 ? 1 : shape[^1];
        if (row % type.Block().Elements != 0) throw new RefusedException($"rows of {Names.Quote(name)} have {row} elements, not a multiple of the {type.Block().Elements} of a {type.Name()} block");
        var bytes = type.ByteLength(elements) ?? throw new RefusedException($"tensor {Names.Quote(name)} has too many bytes");
        return (name, type, shape, elements, bytes, _in.U64("a tensor offset"));
    }

    private long Pad(long position) => position > long.MaxValue - _alignment ? throw new RefusedException("the data are too long") : (position + _alignment - 1) & -(long)_alignment;

    private void NoteSplit()
    {
        if (_scalars.TryGetValue("split.count", out var value) && value is ushort count and > 1)
        {
            var number = _scalars.TryGetValue("split.no", out var n) && n is ushort no ? no + 1 : 0;
            draft.Note($"part {number} of {count} of a split model");
        }
    }
}
