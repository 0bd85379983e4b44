using System.Buffers.Binary;
using Assay.Weights.Containers;

namespace Assay.Weights.Onnx;

/// <summary>Values kept in the typed fields of a tensor instead of raw bytes, turned into raw bytes.</summary>
internal sealed class OnnxTypedValues(ProtobufCursor protobuf, BlobCursor input, long limit)
{
    private readonly List<byte> _bytes = [];
    private readonly byte[] _number = new byte[8];

    /// <summary>The raw bytes, or null where they are longer than the limit.</summary>
    public byte[]? Decode(List<ProtobufField> fields, DType type)
    {
        var width = type.Block().Elements == 1 ? type.Block().Bytes : 1;
        foreach (var field in fields)
        {
            if (field.Number is 4 or 10) Fixed(field);
            else Varints(field, width);
            if (_bytes.Count > limit) return null;
        }

        return [.. _bytes];
    }

    private void Fixed(ProtobufField field)
    {
        if (field.Wire == 2)
        {
            if (_bytes.Count + field.Length > limit) throw new RefusedException("the typed values of a tensor are too long");
            input.Position = field.Offset;
            _bytes.AddRange(input.Bytes(field.Length, limit, "typed values"));
            return;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(_number, field.Value);
        _bytes.AddRange(_number.AsSpan(0, field.Number == 4 ? 4 : 8));
    }

    private void Varints(ProtobufField field, int width)
    {
        foreach (var value in protobuf.Varints(field))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_number, value);
            _bytes.AddRange(_number.AsSpan(0, Math.Min(width, 8)));
            if (_bytes.Count > limit) return;
        }
    }
}
