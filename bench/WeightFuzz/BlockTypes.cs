using System.Text;
using Assay.Weights;

namespace WeightFuzz;

/// <summary>A GGUF file with a tensor of every type in blocks: no file of the labeled vectors has them all.</summary>
internal static class BlockTypes
{
    private const int Alignment = 32;

    /// <summary>The file.</summary>
    public static Seed File()
    {
        var types = Enumerable.Range(0, 64).Select(n => (Number: n, Type: DTypes.FromGguf((uint)n))).Where(t => t.Type is { } type && type.IsQuantized()).Select(t => (t.Number, Type: t.Type!.Value)).ToList();
        var random = new Random(1);
        using var head = new MemoryStream();
        using var data = new MemoryStream();
        using var writer = new BinaryWriter(head);
        writer.Write("GGUF"u8);
        writer.Write(3);
        writer.Write((long)types.Count);
        writer.Write(0L);
        foreach (var (number, type) in types)
        {
            var name = $"blk.0.ffn_up.{type.Name()}";
            writer.Write((long)name.Length);
            writer.Write(Encoding.ASCII.GetBytes(name));
            writer.Write(2);
            writer.Write(256L);
            writer.Write(2L);
            writer.Write(number);
            writer.Write(data.Length);
            var blocks = new byte[type.ByteLength(512)!.Value];
            random.NextBytes(blocks);
            data.Write(blocks);
            Pad(data);
        }

        Pad(head);
        return new Seed("block-types.gguf", [.. head.ToArray(), .. data.ToArray()]);
    }

    private static void Pad(MemoryStream stream) => stream.Write(new byte[(Alignment - (stream.Length % Alignment)) % Alignment]);
}
