using System.Text;
using CsCheck;
using static Assay.Weights.Tests.TestFiles;

namespace Assay.Weights.Tests;

public sealed class SafetensorsTests
{
    private const string Two = """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"a":{"dtype":"F32","shape":[],"data_offsets":[16,20]}}""";

    [Fact]
    public void Tensors_metadata_and_values_are_read()
    {
        var result = Open(Safetensors(Two, 1, 2, 3, float.NaN, 5));
        Assert.True(result.Accepted, result.Reason);
        Assert.Equal("safetensors", result.Container);
        Assert.Equal("pt", result.Metadata["format"]);
        Assert.Equal(["b", "a"], result.Tensors.Select(t => t.Name));
        Assert.Equal([1, 2, 3, float.NaN], Values(result.Tensors[0]));
        Assert.Equal([2L, 2L], result.Tensors[0].Shape);
        Assert.Equal([5], Values(result.Tensors[1]));
        Assert.Equal(1, result.Tensors[1].Elements);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, null)]
    [InlineData("""{"a\u0000\u202e":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}""", 4, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"shape":[1]}}""", 4, "repeated field")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "lacks dtype, shape or two offsets")]
    [InlineData("""{"\ud800":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}""", 4, "half a surrogate pair")]
    [InlineData("""{"a":{"dtype":"F6_E2M3","shape":[3],"data_offsets":[0,3]}}""", 3, "does not fill whole bytes")]
    [InlineData("""{"a":{"dtype":"I8","shape":[1],"data_offsets":[0,9223372036854775807]}}""", 1, "its offsets give")]
    public void Odd_headers(string header, int bytes, string? reason)
    {
        var result = Open(Safetensors(header, bytes));
        if (reason is null) Assert.Null(result.Reason);
        else Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_kept()
    {
        Assert.Contains("limit of 20", Open(Safetensors(Two, 20), limits: new WeightLimits { MaxHeaderBytes = 20 }).Reason, StringComparison.Ordinal);
        Assert.Contains("more than 1 tensors", Open(Safetensors(Two, 20), limits: new WeightLimits { MaxTensors = 1 }).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_tensors_are_read()
    {
        var header = new StringBuilder("{");
        for (var i = 0; i < 100_000; i++) header.Append(i == 0 ? "" : ",").Append($"\"t{i}\":{{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[{i},{i + 1}]}}");
        var result = Open(Safetensors(header.Append('}').ToString(), 100_000));
        Assert.Null(result.Reason);
        Assert.Equal(100_000, result.Tensors.Count);
    }

    [Fact]
    public void Any_damage_gives_an_answer() => Fuzz.Mutations(Safetensors(Two, 1, 2, 3, 4, 5)).Sample(bytes => Fuzz.Answers("m.safetensors", bytes));

    [Fact]
    public void A_range_of_elements_is_the_same_as_a_part_of_all()
    {
        var all = Enumerable.Range(0, 5000).Select(i => i / 7f).ToArray();
        var tensor = Open(Safetensors("""{"a":{"dtype":"F32","shape":[50,100],"data_offsets":[0,20000]}}""", all)).Tensors[0];
        Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 5000]).Sample((a, b) =>
        {
            var part = new float[Math.Abs(a - b)];
            TensorReader.Read(tensor, Math.Min(a, b), part);
            return part.AsSpan().SequenceEqual(all.AsSpan(Math.Min(a, b), part.Length));
        });
    }
}
