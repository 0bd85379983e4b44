using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Minnow.Model;

/// <summary>Writes and reads weights as safetensors: the length of a JSON header in 8 bytes, the header, then the numbers, little-endian.</summary>
public static class Safetensors
{
    private const int LengthBytes = 8;

    /// <summary>The bytes of a weight file. The header is padded with spaces to a multiple of 8.</summary>
    public static byte[] Write(Network network, int step)
    {
        var header = Header(network, step);
        var bytes = new byte[LengthBytes + header.Length + (network.Parameters * sizeof(float))];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, LengthBytes);
        var at = LengthBytes + header.Length;
        foreach (var value in network.Tensors.SelectMany(t => t.Values))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
            at += sizeof(float);
        }

        return bytes;
    }

    /// <summary>Reads the weights of a network of the given shape; anything else in the file is an error.</summary>
    public static Network Read(byte[] bytes, Shape shape)
    {
        var network = new Network(shape);
        var length = bytes.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - LengthBytes) throw new InvalidDataException("not a safetensors file: the header does not fit");
        using var header = JsonDocument.Parse(bytes.AsMemory(LengthBytes, (int)length));
        var data = bytes.AsSpan(LengthBytes + (int)length);
        foreach (var tensor in network.Tensors)
        {
            if (!header.RootElement.TryGetProperty(tensor.Name, out var entry)) throw new InvalidDataException($"the weight file has no tensor {tensor.Name}");
            var begin = entry.GetProperty("data_offsets")[0].GetInt32();
            var end = entry.GetProperty("data_offsets")[1].GetInt32();
            if (begin < 0 || end > data.Length || end - begin != tensor.Values.Length * sizeof(float)) throw new InvalidDataException($"tensor {tensor.Name} has another size than config.json says");
            for (var i = 0; i < tensor.Values.Length; i++) tensor.Values[i] = BinaryPrimitives.ReadSingleLittleEndian(data[(begin + (i * sizeof(float)))..]);
        }

        return network;
    }

    private static byte[] Header(Network network, int step)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "minnow");
            json.WriteString("step", step.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndObject();
            var offset = 0;
            foreach (var tensor in network.Tensors) offset = WriteEntry(json, tensor, offset);
            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(stream.ToArray());
        return Encoding.UTF8.GetBytes(text.PadRight((text.Length + LengthBytes - 1) / LengthBytes * LengthBytes));
    }

    private static int WriteEntry(Utf8JsonWriter json, Tensor tensor, int offset)
    {
        var end = offset + (tensor.Values.Length * sizeof(float));
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (var size in tensor.Dimensions) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
