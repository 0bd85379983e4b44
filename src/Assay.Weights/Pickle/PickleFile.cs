using Assay.Core;
using Assay.Weights.Containers;

namespace Assay.Weights.Pickle;

/// <summary>A file of pickles: one or several after another, or the layout of PyTorch before 1.6 with raw storages behind them.</summary>
internal static class PickleFile
{
    // 0x1950a86a20f9469cfc6c, lowest byte first.
    private static ReadOnlySpan<byte> LegacyMagic => [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    /// <summary>Whether a file begins like a pickle: a protocol number, or an opcode that text pickles begin with.</summary>
    public static bool Matches(ReadOnlySpan<byte> head) => head is [0x80, <= 5, ..];

    /// <summary>Whether a file has a name that pickles have.</summary>
    public static bool IsName(string path) => Path.GetExtension(path).ToLowerInvariant() is ".pkl" or ".pickle" or ".pt" or ".pth" or ".bin" or ".ckpt" or ".joblib" or ".p" or ".dat" or ".data" or ".pk";

    public static void Read(WeightDraft draft)
    {
        draft.Container = "pickle";
        var input = new BlobCursor(draft.Blob);
        var first = ReadEmbedded(draft, input, draft.Name);
        if (first is PyBigInteger magic && magic.LittleEndian.AsSpan().SequenceEqual(LegacyMagic))
        {
            Legacy(draft, input);
            return;
        }

        new PickleTensors(draft, _ => null, bigEndian: false).Collect(first);
        Rest(draft, input, draft.Name);
    }

    /// <summary>Follows one pickle inside another file, such as an object array.</summary>
    public static object? ReadEmbedded(WeightDraft draft, BlobCursor input, string where, bool torchScript = false) => new PickleMachine(input, draft, where, torchScript).Run();

    /// <summary>Follows all pickles of a member of an archive.</summary>
    public static void ReadAll(WeightDraft draft, IBlob blob, string where)
    {
        var input = new BlobCursor(blob);
        ReadEmbedded(draft, input, where);
        Rest(draft, input, where);
    }

    /// <summary>Looks whether bytes of no known kind are a pickle from beginning to end; only then its imports count.</summary>
    public static void Probe(WeightDraft draft, IBlob blob, string where)
    {
        var attempt = new WeightDraft(draft.Name, blob, draft.Limits);
        try
        {
            ReadEmbedded(attempt, new BlobCursor(blob), where);
        }
        catch (RefusedException)
        {
            return;
        }

        foreach (var content in attempt.Unsafe) draft.AddUnsafe(content.What, content.Where);
    }

    private static void Rest(WeightDraft draft, BlobCursor input, string where)
    {
        for (var count = 1; input.Remaining > 0; count++)
        {
            if (count >= draft.Limits.MaxDepth) throw new RefusedException($"more than {draft.Limits.MaxDepth} pickles follow each other");
            draft.Note("more than one pickle in the file");
            var start = input.Position;
            try
            {
                new PickleTensors(draft, _ => null, bigEndian: false).Collect(ReadEmbedded(draft, input, where));
            }
            catch (RefusedException e)
            {
                throw new RefusedException($"{input.End - start} bytes behind the pickle are no pickle: {e.Message}");
            }
        }
    }

    private static void Legacy(WeightDraft draft, BlobCursor input)
    {
        draft.Container = "pytorch-legacy";
        ReadEmbedded(draft, input, draft.Name);
        var system = ReadEmbedded(draft, input, draft.Name);
        var root = ReadEmbedded(draft, input, draft.Name);
        var bigEndian = system is PyDict dict && dict.Entries.Any(e => e is { Key: "little_endian", Value: false });
        var storages = Storages(draft, input, ReadEmbedded(draft, input, draft.Name), root, bigEndian);
        new PickleTensors(draft, s => storages.TryGetValue(s.Key, out var place) ? (draft.Blob, place.Offset, place.Length, draft.Name) : null, bigEndian).Collect(root);
        if (input.Remaining > 0) throw new RefusedException($"{input.Remaining} bytes follow the last storage");
    }

    private static Dictionary<string, (long Offset, long Length)> Storages(WeightDraft draft, BlobCursor input, object? keys, object? root, bool bigEndian)
    {
        var types = StorageTypes(root, draft.Limits);
        var places = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        if (keys is not PyList list) throw new RefusedException("the list of storages is missing");
        foreach (var item in list.Items)
        {
            var key = item?.ToString() ?? "";
            if (!types.TryGetValue(key, out var type)) throw new RefusedException($"the storage {Names.Quote(key)} is listed, but nothing refers to it");
            var raw = input.U64("a storage");
            var count = bigEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(raw) : raw;
            var size = type.Block().Bytes;
            if (count > (ulong)(input.Remaining / size)) throw new RefusedException($"the storage {Names.Quote(key)} declares {count} elements, more than the file holds");
            if (!places.TryAdd(key, (input.Position, (long)count * size))) throw new RefusedException($"the storage {Names.Quote(key)} is listed twice");
            input.Skip((long)count * size, "a storage");
        }

        return places;
    }

    private static Dictionary<string, DType> StorageTypes(object? root, WeightLimits limits)
    {
        var types = new Dictionary<string, DType>(StringComparer.Ordinal);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([new PyTuple([root])]);
        while (open.TryPop(out var value) && seen.Count < limits.MaxOpcodes)
        {
            foreach (var item in Parts(value))
            {
                if (((item as PyTensor)?.Storage ?? item as PyStorage) is { } storage) types.TryAdd(storage.Key, storage.Type);
                else if (item is PyTuple or PyList or PyDict or PyObject && seen.Add(item)) open.Push(item);
            }
        }

        return types;
    }

    private static IEnumerable<object?> Parts(object? container) => container switch
    {
        PyTuple tuple => tuple.Items,
        PyList list => list.Items,
        PyDict dict => dict.Entries.Select(e => e.Value),
        PyObject instance => [instance.Arguments, instance.State],
        _ => [],
    };
}
