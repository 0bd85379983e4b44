using Assay.Weights.Containers;

namespace Assay.Weights.Onnx;

/// <summary>A field of a protobuf message: its number, its wire type, and its value or its place.</summary>
/// <param name="Number">Field number.</param>
/// <param name="Wire">Wire type: 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes.</param>
/// <param name="Value">The number; of a length-delimited field its length.</param>
/// <param name="Offset">First byte of a length-delimited field.</param>
internal readonly record struct ProtobufField(int Number, int Wire, ulong Value, long Offset)
{
    public long Length => (long)Value;
}

/// <summary>Walks the fields of protobuf messages in place; a message is a range of the file.</summary>
internal sealed class ProtobufCursor(BlobCursor input)
{
    /// <summary>The fields of the message at a range. The caller may move the cursor between fields.</summary>
    public IEnumerable<ProtobufField> Fields(long offset, long length)
    {
        var end = offset + length;
        var position = offset;
        while (position < end)
        {
            input.Position = position;
            var field = Next(end);
            position = field.Wire == 2 ? field.Offset + field.Length : input.Position;
            yield return field;
        }
    }

    /// <summary>A text field.</summary>
    public string Text(ProtobufField field, long limit)
    {
        input.Position = field.Offset;
        return input.Utf8(field.Length, limit, "a text");
    }

    /// <summary>The numbers of a repeated varint field: packed, or one.</summary>
    public IEnumerable<ulong> Varints(ProtobufField field)
    {
        if (field.Wire == 0)
        {
            yield return field.Value;
            yield break;
        }

        var position = field.Offset;
        while (position < field.Offset + field.Length)
        {
            input.Position = position;
            var value = Varint(field.Offset + field.Length);
            position = input.Position;
            yield return value;
        }
    }

    private ProtobufField Next(long end)
    {
        var tag = Varint(end);
        var (number, wire) = ((int)Math.Min(tag >> 3, int.MaxValue), (int)(tag & 7));
        if (number == 0) throw new RefusedException($"a field has the number 0 at byte {input.Position}");
        switch (wire)
        {
            case 0:
                return new ProtobufField(number, wire, Varint(end), 0);
            case 1:
                Need(8, end);
                return new ProtobufField(number, wire, input.U64("a field"), 0);
            case 5:
                Need(4, end);
                return new ProtobufField(number, wire, input.U32("a field"), 0);
            case 2:
                var length = Varint(end);
                if (length > (ulong)(end - input.Position)) throw new RefusedException($"a field declares {length} bytes, {end - input.Position} remain in its message");
                return new ProtobufField(number, wire, length, input.Position);
            default:
                throw new RefusedException($"a field has the wire type {wire} at byte {input.Position}");
        }
    }

    private ulong Varint(long end)
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            Need(1, end);
            var b = input.U8("a number");
            if (shift == 63 && b > 1) break;
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        throw new RefusedException($"a number is longer than 64 bits at byte {input.Position}");
    }

    private void Need(int count, long end)
    {
        if (end - input.Position < count) throw new RefusedException($"a message ends inside a field at byte {input.Position}");
    }
}
