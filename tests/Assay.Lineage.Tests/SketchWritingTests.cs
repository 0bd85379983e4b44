using Assay.Core;
using Assay.Weights;

namespace Assay.Lineage.Tests;

public sealed class SketchWritingTests
{
    [Fact]
    public void Parts_come_in_order_whichever_thread_was_first()
    {
        var taken = new List<string>();
        var order = new InOrder<string>((number, text) => taken.Add($"{number}{text}"));
        order.Done(2, "c");
        order.Done(1, null);
        Assert.Empty(taken);
        order.Done(0, "a");
        Assert.Equal(["0a", "2c"], taken);
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
    public void What_a_sketch_has_no_room_for_is_left_out_and_told()
    {
        const long most = 1 << 20;
        using var stream = new MemoryStream();
        var written = SketchBuilder.Write(Many(900, 16), () => stream, digest: false, limits: null, most);
        Assert.InRange(stream.ToArray().Length, most / 2, most);
        Assert.Contains($"{900 - written.Tensors} tensors of at most 256 values are left out", Assert.Single(written.Notes), StringComparison.Ordinal);
        var read = SketchFile.Read(stream.ToArray()).Sketch!;
        Assert.Equal(written.Tensors, read.Tensors.Count);
        Assert.Equal(written.Notes, read.Notes);
    }

    [Fact]
    public void The_smallest_tensors_are_left_out_first()
    {
        var small = new LineageTensor(new TensorRole(-1, "a"), null!) { Rows = 1, Columns = 4 };
        var large = small with { Role = new TensorRole(-1, "b"), Columns = 5000 };
        var fit = new SketchFit([small, large, small], SketchFit.SizeOf(large) + (SketchFit.SizeOf(small) * 2), mostTensors: 10);
        Assert.Equal([true, true, false], new[] { small, large, small }.Select(fit.Takes));
        Assert.Equal(0, new SketchFit([small, large], 1 << 20, mostTensors: 2).Last);
        Assert.Equal(4, new SketchFit([small, large], 1 << 20, mostTensors: 1).Last);
    }

    [Fact]
    public void A_sketch_that_is_too_long_is_refused_before_it_is_read()
    {
        var (sketch, why) = SketchFile.Read(new Endless(SketchFile.MaxBytes + 1));
        Assert.Null(sketch);
        Assert.Contains("more than the", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Slots_have_the_order_of_their_texts()
    {
        string[] slots = ["b", "a", "a.b", "\u00e9", "\uf900", "\ud83d\ude00", "a"];
        var table = new SlotTable();
        var places = slots.Select(table.Add).ToList();
        Assert.Equal(slots, places.Select(p => table[p]));
        foreach (var (i, j) in from i in Enumerable.Range(0, slots.Length) from j in Enumerable.Range(0, slots.Length) select (i, j))
            Assert.Equal(Math.Sign(string.CompareOrdinal(slots[i], slots[j])), Math.Sign(table.Compare(places[i], places[j])));
    }

    [Fact]
    public void Tensors_of_one_value_are_no_adapter()
    {
        var sketch = SketchBuilder.Build(Many(3, 1));
        Assert.False(sketch.IsAdapter);
        Assert.Equal(3, sketch.Tensors.Count);
    }

    private sealed record Endless(long Length) : IBlob
    {
        public int ReadAt(long offset, Span<byte> destination) => throw new InvalidOperationException("read");
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
