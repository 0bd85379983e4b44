using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SketchSpeed;

/// <summary>A file with the tensors of a small language model, in BF16.</summary>
internal static class TestFile
{
    private const int Width = 2048;
    private const int Hidden = 5632;
    private const int Layers = 18;

    public static void Write(string path)
    {
        var header = new StringBuilder("{");
        long at = 0;
        void Add(string name, params long[] shape)
        {
            var size = 2 * shape.Aggregate(1L, (a, b) => a * b);
            header.Append(header.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"\"{name}\":{{\"dtype\":\"BF16\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{at},{at + size}]}}");
            at += size;
        }

        Add("model.embed_tokens.weight", 32000, Width);
        for (var l = 0; l < Layers; l++)
        {
            foreach (var s in "qkvo") Add($"model.layers.{l}.self_attn.{s}_proj.weight", Width, Width);
            Add($"model.layers.{l}.mlp.gate_proj.weight", Hidden, Width);
            Add($"model.layers.{l}.mlp.up_proj.weight", Hidden, Width);
            Add($"model.layers.{l}.mlp.down_proj.weight", Width, Hidden);
        }

        var json = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        using var file = File.Create(path);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        file.Write(length);
        file.Write(json);
        var block = new byte[4 << 20];
        new Random(1).NextBytes(block);
        for (var i = 1; i < block.Length; i += 2) block[i] = (byte)(0x3C | (block[i] & 0x81));
        for (var left = at; left > 0; left -= block.Length) file.Write(block, 0, (int)Math.Min(left, block.Length));
    }
}
