using Assay.Core;
using Assay.Weights;

namespace Assay.Lineage.Tests;

public sealed class SketchWritingTests
{
    [Fact]
    public void Parts_come_in_order_whichever_thread_was_first()
    {
        var taken = new List<string>();
        var order = new InOrder<string>(taken.Add);
        order.Done(2, "c");
        order.Done(1, null);
        Assert.Empty(taken);
        order.Done(0, "a");
        Assert.Equal(["a", "c"], taken);
    }

    [Theory]
    [InlineData(40, 8)]
    [InlineData(9000, 16)]
    public void Writing_bit_by_bit_gives_the_same_bytes(int tensors, int side)
    {
        var source = Many(tensors, side);
        using var stream = new MemoryStream();
        var written = SketchBuilder.Write(source, () => stream, digest: true);
        Assert.Equal(tensors, written.Tensors);
        Assert.Equal((long)tensors * side * side, written.Parameters);
        Assert.Equal(SketchFile.Write(SketchBuilder.Build(source)), stream.ToArray());
    }

    [Fact]
    public void Tensors_of_one_value_are_no_adapter()
    {
        var sketch = SketchBuilder.Build(Many(3, 1));
        Assert.False(sketch.IsAdapter);
        Assert.Equal(3, sketch.Tensors.Count);
    }

    private static ModelSource Many(int tensors, int side)
    {
        var header = string.Join(',', Enumerable.Range(0, tensors).Select(i => $"\"t{i:00000}\":{{\"dtype\":\"U8\",\"shape\":[{side},{side}],\"data_offsets\":[{i * side * side},{(i + 1) * side * side}]}}")).Replace("\"U8\"", "\"F8_E4M3\"", StringComparison.Ordinal);
        var json = System.Text.Encoding.UTF8.GetBytes("{" + header + "}");
        var values = new byte[tensors * side * side];
        for (var i = 0; i < values.Length; i++) values[i] = (byte)(unchecked(i * 2654435761u) >> 24 & 0x3F);
        byte[] file = [.. BitConverter.GetBytes((long)json.Length), .. json, .. values];
        return new ModelSource("many", [new WeightSource("model.safetensors", () => new MemoryBlob(file))]);
    }
}
