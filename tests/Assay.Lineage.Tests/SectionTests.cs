using Assay.Core;
using Assay.Weights;
using CsCheck;

namespace Assay.Lineage.Tests;

/// <summary>The pass over sections gives what a plain loop over the values gives, for any shape and container type.</summary>
public sealed class SectionTests
{
    private static readonly Gen<(int Rows, int Columns)> Shapes = Gen.Select(Gen.Int[1, 70], Gen.OneOf(Gen.Int[1, 130], Gen.Int[8100, 8300]));

    [Fact]
    public void Moments_and_count_sketch_are_those_of_a_plain_loop()
    {
        Shapes.Sample(shape =>
        {
            var values = Values(shape.Rows * shape.Columns, bfloat: false);
            var sketch = Sketch(shape, values, DType.F32);
            var expected = new double[24 * 24];
            for (var r = 0; r < shape.Rows; r++)
            {
                var (bucket, negative) = shape.Rows == 1 ? (0, false) : SketchHash.Row(r);
                for (var c = 0; c < shape.Columns; c++)
                {
                    var minus = negative ^ ((SketchHash.ColumnSigns(c / 64) >> (c % 64)) & 1) != 0;
                    expected[(bucket * 24) + (c % 24)] += minus ? -values[(r * shape.Columns) + c] : values[(r * shape.Columns) + c];
                }
            }

            for (var i = 0; i < sketch.Sketch.Length; i++) Assert.Equal(expected[i], sketch.Sketch[i], 1e-2);
            Assert.Equal(values.Sum(v => (double)v * v), sketch.Moments.Sum2, 1e-4 * values.Length);
            Assert.Equal((values.Min(), values.Max(), values.LongCount(v => v == 0)), (sketch.Moments.Min, sketch.Moments.Max, sketch.Moments.Zeros));
        }, iter: 60);
    }

    [Fact]
    public void A_cast_that_loses_nothing_changes_neither_hash_nor_sketch()
    {
        Shapes.Sample(shape =>
        {
            var values = Values(shape.Rows * shape.Columns, bfloat: true);
            var (wide, narrow) = (Sketch(shape, values, DType.F32), Sketch(shape, values, DType.BF16));
            Assert.Equal(wide.ValueHash, narrow.ValueHash);
            Assert.Equal(wide.Sketch, narrow.Sketch);
            Assert.Equal(wide.Moments, narrow.Moments);
            Assert.Equal((wide.Samples, wide.Exponents, wide.MantissaBits), (narrow.Samples, narrow.Exponents, narrow.MantissaBits), new Same());
        }, iter: 60);
    }

    [Fact]
    public void A_tensor_of_several_sections_has_one_hash_on_any_number_of_threads()
    {
        var values = Values(3 * SectionPass.Values / 2, bfloat: false);
        var tensors = new[] { Tensor((1536, 1024), values, DType.F32) };
        var one = Sketches(tensors, 1, [])[0]!;
        var two = Sketches(tensors, 2, [])[0]!;
        Assert.Equal(one.ValueHash, two.ValueHash);
        Assert.Equal(one.Sketch, two.Sketch);
        values[SectionPass.Values + 5] += 1;
        Assert.NotEqual(one.ValueHash, Sketches([Tensor((1536, 1024), values, DType.F32)], 2, [])[0]!.ValueHash);
    }

    [Fact]
    public void Lower_halves_count_where_there_are_any()
    {
        float[] values = [.. Values(500, bfloat: true)];
        var before = Sketch((5, 100), values, DType.F32).ValueHash;
        values[77] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(values[77]) | 1);
        Assert.NotEqual(before, Sketch((5, 100), values, DType.F32).ValueHash);
    }

    [Fact]
    public void A_tensor_that_ends_early_is_a_note_not_a_failure()
    {
        var tensor = Tensor((64, 64), Values(64 * 64, bfloat: false), DType.F32);
        var cut = tensor with { Info = tensor.Info with { Storage = new TensorStorage(new MemoryBlob(new byte[100]), 0, 64 * 64 * 4) } };
        var notes = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Assert.Empty(Sketches([cut], 2, notes));
        Assert.Single(notes);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void Row_order_tells_sorted_from_shuffled(int count)
    {
        double[] sorted = [.. Enumerable.Range(0, count).Select(i => (double)(i / 3))];
        double[] shuffled = [.. Enumerable.Range(0, count).Select(i => (double)SketchHash.Mix((ulong)i))];
        Assert.Equal(count < 8 ? 0 : 1, Ranks.AgainstIndex(sorted), 1e-3);
        Assert.InRange(Ranks.AgainstIndex(shuffled), -0.1, 0.1);
    }

    private static TensorSketch Sketch((int Rows, int Columns) shape, float[] values, DType type) => Sketches([Tensor(shape, values, type)], 2, [])[0]!;

    private static LineageTensor Tensor((int Rows, int Columns) shape, float[] values, DType type)
    {
        var bytes = type == DType.F32
            ? System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray()
            : [.. values.SelectMany(v => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(v) >> 16)))];
        var info = new TensorInfo("t", type, [shape.Rows, shape.Columns], values.Length, new TensorStorage(new MemoryBlob(bytes), 0, bytes.Length));
        return new LineageTensor(new TensorRole(-1, "t"), info) { Rows = shape.Rows, Columns = shape.Columns };
    }

    private static float[] Values(int count, bool bfloat)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var v = ((SketchHash.Mix((ulong)i) >> 40) / (float)(1 << 24)) - 0.5f;
            values[i] = i % 97 == 0 ? 0 : bfloat ? BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(v) & 0xFFFF0000) : v;
        }

        return values;
    }

    private sealed class Same : IEqualityComparer<(float[], uint[], int)>
    {
        public bool Equals((float[], uint[], int) x, (float[], uint[], int) y) => x.Item1.SequenceEqual(y.Item1) && x.Item2.SequenceEqual(y.Item2) && x.Item3 == y.Item3;

        public int GetHashCode((float[], uint[], int) obj) => obj.Item3;
    }

    private static List<TensorSketch> Sketches(IReadOnlyList<LineageTensor> tensors, int threads, System.Collections.Concurrent.ConcurrentQueue<string> notes)
    {
        var sketches = new List<TensorSketch>();
        TensorSketches.Make(tensors, threads, notes, (_, sketch) => sketches.Add(sketch));
        return sketches;
    }
}
