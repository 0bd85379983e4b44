using System.Text;
using Assay.Core;
using Assay.Weights;

namespace Assay.Lineage.Tests;

/// <summary>Copies in two and three bits whose codes are indices of a grid, found from their values.</summary>
public sealed class GridTypeTests
{
    private const int Width = 256;
    private const int Layers = 1;

    [Theory]
    [InlineData(DType.IQ2_XXS)]
    [InlineData(DType.IQ3_S)]
    public void A_copy_in_a_grid_type_is_a_quantization_of_its_base(DType type)
    {
        var origin = Model(1);
        LineageInput[] inputs = [Input("origin", Gguf(origin, DType.F32)), Input("child", Gguf(TestModels.Tuned(origin, 2, 0.1), DType.F32)), Input("stranger", Gguf(Model(3), DType.F32)), Input("copy", Gguf(origin, type))];
        var result = TestModels.Compare(inputs);
        Assert.True(result.Pairs.Single(p => (p.A, p.B) == ("copy", "origin")).Related);
        Assert.False(result.Pairs.Single(p => (p.A, p.B) == ("copy", "stranger")).Related);
        var edge = result.Edges.Single(e => e.Child == "copy");
        Assert.Equal(("origin", "quantized"), (edge.Parent, edge.Relation));
        Assert.Contains(type.Name(), string.Join(' ', edge.Evidence), StringComparison.Ordinal);
        Assert.DoesNotContain(result.Notes, n => n.Contains("not compared", StringComparison.Ordinal));
    }

    private static LineageInput Input(string id, byte[] file) => new(id, new ModelSource(id, [new WeightSource("model.gguf", () => new MemoryBlob(file))]), null);

    private static Dictionary<string, (int[] Shape, float[] Values)> Model(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<string, (int[], float[])>(StringComparer.Ordinal) { ["token_embd.weight"] = Matrix(random, 64) };
        for (var l = 0; l < Layers; l++)
        {
            foreach (var slot in new[] { "attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down" }) model[$"blk.{l}.{slot}.weight"] = Matrix(random, Width);
        }

        return model;
    }

    private static (int[], float[]) Matrix(Random random, int rows) => ([rows, Width], TestModels.Gauss(random, rows * Width));

    private static byte[] Gguf(Dictionary<string, (int[] Shape, float[] Values)> model, DType type)
    {
        using var head = new MemoryStream();
        using var data = new MemoryStream();
        using var writer = new BinaryWriter(head);
        writer.Write("GGUF"u8);
        writer.Write(3);
        writer.Write((long)model.Count);
        writer.Write(1L);
        Text(writer, "general.architecture");
        writer.Write(8);
        Text(writer, "qwen2");
        foreach (var (name, (shape, values)) in model)
        {
            Text(writer, name);
            writer.Write(2);
            writer.Write((long)shape[1]);
            writer.Write((long)shape[0]);
            writer.Write(type switch { DType.F32 => 0, DType.IQ2_XXS => 16, _ => 21 });
            writer.Write(data.Length);
            data.Write(type == DType.F32 ? [.. values.SelectMany(BitConverter.GetBytes)] : GridQuantizer.Encode(type, values));
            Pad(data);
        }

        Pad(head);
        return [.. head.ToArray(), .. data.ToArray()];
    }

    private static void Text(BinaryWriter writer, string text)
    {
        writer.Write((long)text.Length);
        writer.Write(Encoding.ASCII.GetBytes(text));
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 32 != 0) stream.WriteByte(0);
    }
}
