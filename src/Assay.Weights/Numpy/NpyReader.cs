using System.Text;
using Assay.Core;
using Assay.Weights.Containers;
using Assay.Weights.Pickle;

namespace Assay.Weights.Numpy;

/// <summary>NumPy arrays: a magic, a Python literal as header, the elements. Arrays of objects are pickles and are followed as such.</summary>
internal static class NpyReader
{
    private const int MaxHeader = 1 << 20;

    public static bool Matches(ReadOnlySpan<byte> head) => head.Length > 6 && head[0] == 0x93 && head[1..].StartsWith("NUMPY"u8);

    public static void Read(WeightDraft draft)
    {
        draft.Container = "npy";
        Read(draft, draft.Blob, Path.GetFileName(draft.Name));
    }

    /// <summary>Reads the arrays of one file; usually there is one.</summary>
    public static void Read(WeightDraft draft, IBlob blob, string path)
    {
        var name = path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
        var input = new BlobCursor(blob);
        for (var count = 0; input.Remaining > 0; count++)
        {
            if (count >= draft.Limits.MaxTensors) throw new RefusedException($"more than {draft.Limits.MaxTensors} arrays");
            One(draft, input, count == 0 ? name : $"{name}.{count}", path);
        }
    }

    private static void One(WeightDraft draft, BlobCursor input, string name, string path)
    {
        if (!Matches(input.Take(8, "the magic of an array"))) throw new RefusedException("what follows is no array");
        input.Position -= 2;
        var version = input.U8("a version");
        input.U8("a version");
        if (version is < 1 or > 3) throw new RefusedException($"the array has the unknown version {version}");
        var length = version == 1 ? input.U16("a header length") : input.U32("a header length");
        var header = NpyHeader.Parse(Encoding.Latin1.GetString(input.Bytes(length, MaxHeader, "the header of an array")), draft.Limits);
        if (header.IsObject)
        {
            PickleFile.ReadEmbedded(draft, input, path == Path.GetFileName(draft.Name) ? draft.Name : $"{draft.Name}/{path}");
            return;
        }

        var elements = SafetensorsReader.Product(header.Shape) ?? throw new RefusedException($"the array {Names.Quote(name)} has too many elements");
        if (header.ItemBytes > 0 && elements > input.Remaining / header.ItemBytes) throw new RefusedException($"the array {Names.Quote(name)} needs {(Int128)elements * header.ItemBytes} bytes, {input.Remaining} remain");
        var bytes = elements * header.ItemBytes;
        var storage = new TensorStorage(input.Blob, input.Position, bytes)
        {
            BigEndian = header.BigEndian,
            Strides = header.Fortran && header.Shape.Length > 1 ? FortranStrides(header.Shape) : null,
            NotReadable = header.Type == DType.Other ? $"elements of type {Names.Quote(header.Description)} are no numbers" : null,
        };
        draft.AddTensor(new TensorInfo(name, header.Type, header.Shape, elements, storage));
        input.Skip(bytes, "an array");
    }

    private static long[] FortranStrides(long[] shape)
    {
        var strides = new long[shape.Length];
        var step = 1L;
        for (var d = 0; d < shape.Length; d++)
        {
            strides[d] = step;
            step = unchecked(step * shape[d]);
        }

        return strides;
    }
}
