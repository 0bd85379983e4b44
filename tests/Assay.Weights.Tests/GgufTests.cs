using System.Text;
using CsCheck;
using static Assay.Weights.Tests.TestFiles;

namespace Assay.Weights.Tests;

public sealed class GgufTests
{
    [Fact]
    public void Metadata_tensors_and_values_are_read()
    {
        var result = Open(Sample(), "m.gguf");
        Assert.Null(result.Reason);
        Assert.Equal("gguf", result.Container);
        Assert.Equal("llama", result.Metadata["general.architecture"]);
        Assert.Equal("[3 x string] a, b, c", result.Metadata["tokenizer.ggml.tokens"]);
        Assert.Equal(new UnsafeContent("chat template (a small program that lays out conversations; Assay does not run it)", "m.gguf: tokenizer.chat_template"), Assert.Single(result.Unsafe));
        Assert.Equal([3L, 32L], result.Tensors[0].Shape);
        Assert.Equal(Enumerable.Repeat(-8f, 96), Values(result.Tensors[0]));
        Assert.Equal([1.5f], Values(result.Tensors[1]));
    }

    [Fact]
    public void Elements_inside_a_block_can_be_read()
    {
        var value = new float[40];
        TensorReader.Read(Open(Sample(), "m.gguf").Tensors[0], 20, value);
        Assert.All(value, v => Assert.Equal(-8f, v));
    }

    [Fact]
    public void Any_damage_gives_an_answer() => Fuzz.Mutations(Sample()).Sample(bytes => Fuzz.Answers("m.gguf", bytes));

    private static byte[] Sample()
    {
        var bytes = new List<byte>("GGUF"u8.ToArray());
        U32(bytes, 3);
        U64(bytes, 2);
        U64(bytes, 3);
        Text(bytes, "general.architecture");
        U32(bytes, 8);
        Text(bytes, "llama");
        Text(bytes, "tokenizer.ggml.tokens");
        U32(bytes, 9);
        U32(bytes, 8);
        U64(bytes, 3);
        foreach (var token in (string[])["a", "b", "c"]) Text(bytes, token);
        Text(bytes, "tokenizer.chat_template");
        U32(bytes, 8);
        Text(bytes, "{{ x }}");
        Text(bytes, "w");
        U32(bytes, 2);
        U64(bytes, 32);
        U64(bytes, 3);
        U32(bytes, 2);
        U64(bytes, 0);
        Text(bytes, "s");
        U32(bytes, 1);
        U64(bytes, 1);
        U32(bytes, 0);
        U64(bytes, 64);
        Pad(bytes);
        for (var i = 0; i < 3; i++)
        {
            bytes.AddRange(BitConverter.GetBytes((Half)1));
            bytes.AddRange(new byte[16]);
        }

        Pad(bytes);
        bytes.AddRange(BitConverter.GetBytes(1.5f));
        Pad(bytes);
        return [.. bytes];
    }

    private static void U32(List<byte> bytes, uint value) => bytes.AddRange(BitConverter.GetBytes(value));

    private static void U64(List<byte> bytes, ulong value) => bytes.AddRange(BitConverter.GetBytes(value));

    private static void Text(List<byte> bytes, string text)
    {
        U64(bytes, (ulong)text.Length);
        bytes.AddRange(Encoding.ASCII.GetBytes(text));
    }

    private static void Pad(List<byte> bytes)
    {
        while (bytes.Count % 32 != 0) bytes.Add(0);
    }
}
