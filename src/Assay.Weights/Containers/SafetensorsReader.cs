using System.Text;
using System.Text.Json;
using Assay.Core;

namespace Assay.Weights.Containers;

/// <summary>
/// safetensors: a length, a JSON header, a buffer. Checked in the order of the reference crate, and stricter:
/// duplicate keys and unknown fields are refused too.
/// </summary>
internal static class SafetensorsReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 4 };

    /// <summary>Whether a file begins like safetensors: a plausible length, then a brace (or white space before it).</summary>
    public static bool Matches(ReadOnlySpan<byte> head, long length) =>
        head.Length > 8 && BitConverter.ToUInt64(head) is var n && n <= (ulong)length && head[8] is (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r';

    public static void Read(WeightDraft draft)
    {
        draft.Container = "safetensors";
        var header = Header(draft, out var dataStart);
        var tensors = new List<(Entry Entry, long[] Shape)>();
        try
        {
            Parse(draft, header, tensors);
        }
        catch (JsonException e)
        {
            throw new RefusedException($"the header is not valid JSON: {OneLine(e.Message)}");
        }

        tensors.Sort((a, b) => (a.Entry.Start, a.Entry.End).CompareTo((b.Entry.Start, b.Entry.End)));
        var end = Lay(draft, tensors, dataStart);
        if (dataStart + (decimal)end != draft.Blob.Length)
        {
            throw new RefusedException($"the tensors end at byte {dataStart + (decimal)end}, the file at byte {draft.Blob.Length}");
        }
    }

    private static byte[] Header(WeightDraft draft, out long dataStart)
    {
        var blob = draft.Blob;
        if (blob.Length < 8) throw new RefusedException("the file is shorter than the 8 bytes of the header length");
        Span<byte> prefix = stackalloc byte[8];
        blob.ReadExactlyAt(0, prefix);
        var length = BitConverter.ToUInt64(prefix);
        if (length > (ulong)draft.Limits.MaxHeaderBytes) throw new RefusedException($"the header is declared with {length} bytes, more than the limit of {draft.Limits.MaxHeaderBytes}");
        if (length > (ulong)(blob.Length - 8)) throw new RefusedException($"the header is declared with {length} bytes, but only {blob.Length - 8} follow");
        var header = new byte[length];
        blob.ReadExactlyAt(8, header);
        dataStart = 8 + header.Length;
        try
        {
            _ = Strict.GetCharCount(header);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException("the header is not UTF-8");
        }

        return header;
    }

    private static void Parse(WeightDraft draft, byte[] header, List<(Entry Entry, long[] Shape)> tensors)
    {
        var json = new Utf8JsonReader(header, Options);
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(ref json, JsonTokenType.StartObject, "the header is not an object");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueSpan.Length > draft.Limits.MaxNameBytes) throw new RefusedException($"a tensor name is longer than {draft.Limits.MaxNameBytes} bytes");
            var name = Text(ref json);
            if (!names.Add(name)) throw new RefusedException($"the name {Quote(name)} occurs twice in the header");
            if (name == "__metadata__") Metadata(draft, ref json);
            else if (tensors.Count >= draft.Limits.MaxTensors) throw new RefusedException($"more than {draft.Limits.MaxTensors} tensors");
            else tensors.Add(Tensor(draft, ref json, name));
        }

        if (json.Read()) throw new RefusedException("the header goes on behind its object");
    }

    private static void Metadata(WeightDraft draft, ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, "__metadata__ is not an object");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var key = Text(ref json);
            Expect(ref json, JsonTokenType.String, $"__metadata__ of {Quote(key)} is not a string");
            if (draft.Metadata.ContainsKey(key)) throw new RefusedException($"__metadata__ holds {Quote(key)} twice");
            draft.AddMetadata(key, Text(ref json));
        }
    }

    private static (Entry Entry, long[] Shape) Tensor(WeightDraft draft, ref Utf8JsonReader json, string name)
    {
        DType? type = null;
        ulong[]? shape = null, offsets = null;
        Expect(ref json, JsonTokenType.StartObject, $"tensor {Quote(name)} is not an object");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            switch (Text(ref json))
            {
                case "dtype" when type is null:
                    Expect(ref json, JsonTokenType.String, $"the dtype of {Quote(name)} is not a string");
                    var dtype = Text(ref json);
                    type = DTypes.FromSafetensors(dtype) ?? throw new RefusedException($"tensor {Quote(name)} has the unknown dtype {Quote(dtype)}");
                    break;
                case "shape" when shape is null:
                    shape = Numbers(ref json, draft.Limits.MaxDimensions, $"the shape of {Quote(name)}");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers(ref json, 2, $"the offsets of {Quote(name)}");
                    break;
                case var field:
                    throw new RefusedException($"tensor {Quote(name)} has the unknown or repeated field {Quote(field)}");
            }
        }

        if (type is null || shape is null || offsets is not [var start, var end]) throw new RefusedException($"tensor {Quote(name)} lacks dtype, shape or two offsets");
        var entry = new Entry(name, type.Value, start, end);
        return (entry, Array.ConvertAll(shape, d => d <= long.MaxValue ? (long)d : throw new RefusedException($"a dimension of {Quote(name)} is too big")));
    }

    private static ulong[] Numbers(ref Utf8JsonReader json, int most, string what)
    {
        var numbers = new List<ulong>();
        Expect(ref json, JsonTokenType.StartArray, $"{what} is not an array");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetUInt64(out var number)) throw new RefusedException($"{what} holds something that is not a whole number from 0 up");
            if (numbers.Count >= most) throw new RefusedException($"{what} has more than {most} numbers");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static ulong Lay(WeightDraft draft, List<(Entry Entry, long[] Shape)> tensors, long dataStart)
    {
        var end = 0UL;
        draft.Tensors.Capacity = tensors.Count;
        foreach (var (entry, shape) in tensors)
        {
            if (entry.Start != end || entry.End < entry.Start) throw new RefusedException($"tensor {Quote(entry.Name)} lies at {entry.Start}..{entry.End}, but {end} is where the one before ends");
            var elements = Product(shape) ?? throw new RefusedException($"the shape of {Quote(entry.Name)} has too many elements");
            var (count, bytes) = entry.Type.Block();
            if (elements > long.MaxValue / 64 || elements % count != 0) throw new RefusedException($"tensor {Quote(entry.Name)} does not fill whole bytes");
            if ((ulong)(elements / count * bytes) != entry.End - entry.Start) throw new RefusedException($"tensor {Quote(entry.Name)} takes {elements / count * bytes} bytes, its offsets give {entry.End - entry.Start}");
            end = entry.End;
            if (end > (ulong)(draft.Blob.Length - dataStart)) throw new RefusedException($"tensor {Quote(entry.Name)} ends behind the file");
            draft.AddTensor(new TensorInfo(entry.Name, entry.Type, shape, elements, new TensorStorage(draft.Blob, dataStart + (long)entry.Start, (long)(end - entry.Start))) { File = draft.Name });
        }

        return end;
    }

    /// <summary>The number of elements, or null where it does not fit 63 bits.</summary>
    public static long? Product(ReadOnlySpan<long> shape)
    {
        var product = (UInt128)1;
        foreach (var dimension in shape)
        {
            product *= (UInt128)dimension;
            if (product > (UInt128)long.MaxValue) return null;
        }

        return (long)product;
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token, string otherwise)
    {
        if (!json.Read() || json.TokenType != token) throw new RefusedException(otherwise);
    }

    private static string Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException("the header holds half a surrogate pair");
        }
    }

    private static string Quote(string name) => Names.Quote(name);

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");

    private readonly record struct Entry(string Name, DType Type, ulong Start, ulong End);
}
