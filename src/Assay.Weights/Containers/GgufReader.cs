using System.Buffers.Binary;
using Assay.Weights.Tables;

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
        if (key.StartsWith("tokenizer.chat_template", StringComparison.Ordinal)) draft.AddUnsafe("chat template (a small program that lays out conversations; Assay does not run it)", $"{draft.Name}: {key}");
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
        var tensors = new TensorTable();
        for (var i = 0L; i < count; i++)
        {
            var tensor = Describe();
            if (tensors.Names.Find(tensor.Name) >= 0) throw new RefusedException($"the tensor name {Names.Quote(tensor.Name)} occurs twice");
            draft.AddTensor(tensors, tensor);
        }

        var end = Lay(tensors, Pad(_in.Position));
        if (count > 0 && end > draft.Blob.Length) throw new RefusedException("the data end before the padding of the last tensor does");
        if (end < draft.Blob.Length && count > 0) draft.Note($"{draft.Blob.Length - end} bytes follow the last tensor");
    }

    /// <summary>Checks that each tensor lies where the padding behind the one before ends, and gives it its place in the file; of a refused file the tensors before the wrong one stay.</summary>
    private long Lay(TensorTable tensors, long dataStart)
    {
        var (expected, good) = (0L, 0);
        try
        {
            for (; good < tensors.Count; good++)
            {
                var place = tensors.Place(good);
                if (place.Offset != expected) throw new RefusedException($"tensor {Names.Quote(tensors[good].Name)} lies at {unchecked((ulong)place.Offset)}, expected at {expected}");
                if (place.Length > draft.Blob.Length || dataStart + expected > draft.Blob.Length - place.Length) throw new RefusedException($"tensor {Names.Quote(tensors[good].Name)} takes {place.Length} bytes and ends behind the file");
                tensors.Move(good, dataStart + expected);
                expected = Pad(expected + place.Length);
            }

            return dataStart + expected;
        }
        finally
        {
            tensors.Keep(good);
            draft.Adopt(tensors);
        }
    }

    /// <summary>A tensor as it is described; its offset is counted from the beginning of the data.</summary>
    private TensorInfo Describe()
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
        return new TensorInfo(name, type, shape, elements, new TensorStorage(draft.Blob, unchecked((long)_in.U64("a tensor offset")), bytes)) { File = draft.Name };
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
