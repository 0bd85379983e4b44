using System.Text;
using System.Text.Json;
using Assay.Core;
using Assay.Weights.Tables;

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
        var length = HeaderLength(draft);
        var dataStart = 8 + length;
        CheckUtf8(draft.Blob, length);
        var tensors = new TensorTable();
        try
        {
            Parse(draft, new HeaderJson(draft.Blob, 8, length, Options), dataStart, tensors);
        }
        catch (JsonException e)
        {
            throw new RefusedException($"the header is not valid JSON: {OneLine(e.Message)}");
        }

        if (tensors.Names.FirstRepeated() is var twin && twin >= 0) throw new RefusedException($"the name {Quote(tensors.Names.Text(twin))} occurs twice in the header");
        tensors.SortByPlace();
        var end = Lay(draft, tensors, dataStart);
        if (dataStart + (decimal)end != draft.Blob.Length)
        {
            throw new RefusedException($"the tensors end at byte {dataStart + (decimal)end}, the file at byte {draft.Blob.Length}");
        }
    }

    private static long HeaderLength(WeightDraft draft)
    {
        var blob = draft.Blob;
        if (blob.Length < 8) throw new RefusedException("the file is shorter than the 8 bytes of the header length");
        Span<byte> prefix = stackalloc byte[8];
        blob.ReadExactlyAt(0, prefix);
        var length = BitConverter.ToUInt64(prefix);
        if (length > (ulong)draft.Limits.MaxHeaderBytes) throw new RefusedException($"the header is declared with {length} bytes, more than the limit of {draft.Limits.MaxHeaderBytes}");
        return length > (ulong)(blob.Length - 8) ? throw new RefusedException($"the header is declared with {length} bytes, but only {blob.Length - 8} follow") : (long)length;
    }

    private static void CheckUtf8(IBlob blob, long length)
    {
        var decoder = Strict.GetDecoder();
        var bytes = new byte[(int)Math.Min(length, HeaderJson.Window)];
        var chars = new char[Strict.GetMaxCharCount(bytes.Length)];
        try
        {
            for (long at = 0; at < length; at += bytes.Length)
            {
                var part = bytes.AsSpan(0, (int)Math.Min(bytes.Length, length - at));
                blob.ReadExactlyAt(8 + at, part);
                decoder.GetChars(part, chars, flush: at + part.Length == length);
            }
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException("the header is not UTF-8");
        }
    }

    private static void Parse(WeightDraft draft, HeaderJson json, long dataStart, TensorTable tensors)
    {
        var metadata = false;
        Expect(json, JsonTokenType.StartObject, "the header is not an object");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueLength > draft.Limits.MaxNameBytes) throw new RefusedException($"a tensor name is longer than {draft.Limits.MaxNameBytes} bytes");
            var name = Text(json);
            if (name == "__metadata__" && metadata) throw new RefusedException($"the name {Quote(name)} occurs twice in the header");
            metadata |= name == "__metadata__";
            if (name == "__metadata__") Metadata(draft, json);
            else draft.AddTensor(tensors, Tensor(draft, json, name, dataStart));
        }

        if (json.Read()) throw new RefusedException("the header goes on behind its object");
    }

    private static void Metadata(WeightDraft draft, HeaderJson json)
    {
        Expect(json, JsonTokenType.StartObject, "__metadata__ is not an object");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var key = Text(json);
            Expect(json, JsonTokenType.String, $"__metadata__ of {Quote(key)} is not a string");
            if (draft.Metadata.ContainsKey(key)) throw new RefusedException($"__metadata__ holds {Quote(key)} twice");
            draft.AddMetadata(key, Text(json));
        }
    }

    private static TensorInfo Tensor(WeightDraft draft, HeaderJson json, string name, long dataStart)
    {
        DType? type = null;
        ulong[]? shape = null, offsets = null;
        Expect(json, JsonTokenType.StartObject, $"tensor {Quote(name)} is not an object");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            switch (Text(json))
            {
                case "dtype" when type is null:
                    Expect(json, JsonTokenType.String, $"the dtype of {Quote(name)} is not a string");
                    var dtype = Text(json);
                    type = DTypes.FromSafetensors(dtype) ?? throw new RefusedException($"tensor {Quote(name)} has the unknown dtype {Quote(dtype)}");
                    break;
                case "shape" when shape is null:
                    shape = Numbers(json, draft.Limits.MaxDimensions, $"the shape of {Quote(name)}");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers(json, 2, $"the offsets of {Quote(name)}");
                    break;
                case var field:
                    throw new RefusedException($"tensor {Quote(name)} has the unknown or repeated field {Quote(field)}");
            }
        }

        if (type is null || shape is null || offsets is not [var start, var end]) throw new RefusedException($"tensor {Quote(name)} lacks dtype, shape or two offsets");
        var dimensions = Array.ConvertAll(shape, d => d <= long.MaxValue ? (long)d : throw new RefusedException($"a dimension of {Quote(name)} is too big"));
        var elements = Product(dimensions) ?? throw new RefusedException($"the shape of {Quote(name)} has too many elements");
        if (start > end || end > (ulong)(long.MaxValue - dataStart)) throw new RefusedException($"tensor {Quote(name)} has {elements} elements, its offsets give {start}..{end}");
        return new TensorInfo(name, type.Value, dimensions, elements, new TensorStorage(draft.Blob, dataStart + (long)start, (long)(end - start))) { File = draft.Name };
    }

    private static ulong[] Numbers(HeaderJson json, int most, string what)
    {
        var numbers = new List<ulong>();
        Expect(json, JsonTokenType.StartArray, $"{what} is not an array");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetUInt64(out var number)) throw new RefusedException($"{what} holds something that is not a whole number from 0 up");
            if (numbers.Count >= most) throw new RefusedException($"{what} has more than {most} numbers");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>Checks that each tensor begins where the one before ends; of a refused file the tensors before the wrong one stay.</summary>
    private static long Lay(WeightDraft draft, TensorTable tensors, long dataStart)
    {
        var (end, good) = (0L, 0);
        try
        {
            for (; good < tensors.Count; good++) end = Follow(draft.Blob.Length, tensors, good, dataStart, end);
            return end;
        }
        finally
        {
            tensors.Keep(good);
            draft.Adopt(tensors);
        }
    }

    private static long Follow(long fileLength, TensorTable tensors, int index, long dataStart, long end)
    {
        var place = tensors.Place(index);
        var (count, bytes) = place.Type.Block();
        var start = place.Offset - dataStart;
        string Name() => Quote(tensors[index].Name);
        if (start != end) throw new RefusedException($"tensor {Name()} lies at {start}..{start + place.Length}, but {end} is where the one before ends");
        if (place.Elements > long.MaxValue / 64 || place.Elements % count != 0) throw new RefusedException($"tensor {Name()} does not fill whole bytes");
        if (place.Elements / count * bytes != place.Length) throw new RefusedException($"tensor {Name()} takes {place.Elements / count * bytes} bytes, its offsets give {place.Length}");
        return place.Length <= fileLength - dataStart - end ? end + place.Length : throw new RefusedException($"tensor {Name()} ends behind the file");
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

    private static void Expect(HeaderJson json, JsonTokenType token, string otherwise)
    {
        if (!json.Read() || json.TokenType != token) throw new RefusedException(otherwise);
    }

    private static string Text(HeaderJson json)
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
}
