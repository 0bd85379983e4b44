using System.Text;
using Assay.Core;
using Assay.Tests;
using CsCheck;

namespace Assay.Weights.Tests;

public sealed class OnnxTests
{
    [Fact]
    public void Weights_are_found_wherever_they_may_lie()
    {
        var result = WeightFile.Open("m.onnx", new MemoryBlob(Model(Initializer("w", 1, Field(9, Floats(1, 2))))));
        Assert.Null(result.Reason);
        Assert.Equal(["w", "c", "If_1.then_branch/inner", "fn/d"], result.Tensors.Select(t => t.Name));
        Assert.Equal([1, 2], TestFiles.Values(result.Tensors[0]));
        Assert.Equal([7], TestFiles.Values(result.Tensors[1]));
    }

    [Theory]
    [InlineData("../secret", "leaves the folder")]
    [InlineData("/etc/passwd", "leaves the folder")]
    [InlineData("a/../../b", "leaves the folder")]
    [InlineData("C:\\x", "leaves the folder")]
    [InlineData("missing.bin", "is not here")]
    [InlineData("short.bin", "does not hold")]
    [InlineData("data.bin", null)]
    public void External_data_stay_in_the_folder(string location, string? reason)
    {
        var external = Field(13, [.. Field(1, "location"), .. Field(2, location)]);
        var result = WeightFile.Open("m.onnx", new MemoryBlob(Model(Initializer("w", 1, [.. external, 0x70, 1]))), siblings: path => path switch
        {
            "data.bin" => new MemoryBlob(Floats(3, 4)),
            "short.bin" => new MemoryBlob(new byte[3]),
            _ => null,
        });
        if (reason is not null) Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        else Assert.Equal([3, 4], TestFiles.Values(result.Tensors[0]));
    }

    [Theory]
    [InlineData(1, new byte[] { 0x22, 8, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40 }, 1f, 2f)]
    [InlineData(1, new byte[] { 0x25, 0, 0, 0x80, 0x3F, 0x25, 0, 0, 0, 0x40 }, 1f, 2f)]
    [InlineData(10, new byte[] { 0x2A, 5, 0x80, 0x78, 0x80, 0x80, 0x01 }, 1f, 2f)]
    [InlineData(7, new byte[] { 0x3A, 2, 5, 6 }, 5f, 6f)]
    public void Typed_values_are_decoded(int type, byte[] values, float first, float second)
    {
        var result = WeightFile.Open("m.onnx", new MemoryBlob(Model(Initializer("w", type, values))));
        if (type == 10) Assert.Equal(2, result.Tensors[0].Elements);
        else Assert.Equal([first, second], TestFiles.Values(result.Tensors[0]));
    }

    [Fact]
    public void Shapes_without_values_that_add_up_to_too_much_are_counted_to_the_end_of_the_range()
    {
        byte[] huge = [0x08, .. Enumerable.Repeat((byte)0xFF, 8), 0x7F, 0x10, 1];
        var result = WeightFile.Open("m.onnx", new MemoryBlob(Model([.. Field(5, huge), .. Field(5, huge)])));
        Assert.Null(result.Reason);
        Assert.Equal(long.MaxValue, WeightStatistics.Parameters(result.Tensors));
    }

    [Fact]
    public void Real_models_are_accepted()
    {
        var refused = new List<string>();
        foreach (var path in Directory.EnumerateFiles(SharedData.Path("data", "weights", "onnx"), "*.onnx", SearchOption.AllDirectories))
        {
            using var blob = FileBlob.Open(path);
            if (WeightFile.Open("m.onnx", blob) is { Accepted: false } result) refused.Add($"{path}: {result.Reason}");
        }

        Assert.Empty(refused);
    }

    [Fact]
    public void Any_damage_gives_an_answer() => Fuzz.Mutations(Model(Initializer("w", 1, Field(9, Floats(1, 2))))).Sample(bytes => Fuzz.Answers("m.onnx", bytes));

    private static byte[] Model(byte[] initializer)
    {
        byte[] constant = [.. Field(2, "c"), .. Field(4, "Constant"), .. Field(5, [.. Field(1, "value"), .. Field(5, Tensor(1, Field(9, Floats(7)), 1))])];
        byte[] inner = Field(5, [.. Tensor(1, Field(9, Floats(8)), 1), .. Field(8, "inner")]);
        byte[] branch = [.. Field(4, "If"), .. Field(5, [.. Field(1, "then_branch"), .. Field(6, inner)])];
        byte[] graph = [.. initializer, .. Field(1, constant), .. Field(1, branch)];
        byte[] function = [.. Field(1, "fn"), .. Field(7, [.. Field(2, "d"), .. Field(4, "Constant"), .. Field(5, [.. Field(1, "value"), .. Field(5, Tensor(1, Field(9, Floats(9)), 1))])])];
        return [0x08, 8, .. Field(2, "test"), .. Field(7, graph), .. Field(25, function)];
    }

    private static byte[] Initializer(string name, int type, byte[] values) => Field(5, [.. Tensor(type, values, 2), .. Field(8, name)]);

    private static byte[] Tensor(int type, byte[] values, byte count) => [0x08, count, 0x10, (byte)type, .. values];

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] bytes) => [.. Varint((number << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7) yield return (byte)((value & 0x7F) | 0x80);
        yield return (byte)value;
    }
}
