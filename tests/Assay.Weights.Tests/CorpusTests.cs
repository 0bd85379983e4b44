using Assay.Core;
using Assay.Weights.Shapes;

namespace Assay.Weights.Tests;

/// <summary>Inputs on which a reader once failed, found by bench/WeightFuzz.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_input_gets_an_answer_and_what_it_accepts_can_be_read(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, name));
        var result = TestFiles.Open(bytes, name);
        Assert.True(result.Accepted != result.Reason is { Length: > 0 });
        foreach (var tensor in result.Tensors.Where(t => result.Accepted && TensorReader.WhyNot(t) is null && t.Elements > 0))
            TensorReader.Read(tensor, tensor.Elements - 1, new float[1]);
        var set = WeightSet.Open([new WeightSource(name, () => new MemoryBlob(bytes))]);
        Assert.NotNull(set.Notes);
    }

    [Theory]
    [InlineData("huge-dimension.onnx")]
    [InlineData("huge-dimension-2.onnx")]
    public void A_shape_that_no_file_can_hold_is_refused_where_values_follow(string name) =>
        Assert.Contains("more bytes than a file can have", TestFiles.Open(File.ReadAllBytes(Path.Combine(Folder, name)), name).Reason);

    [Theory]
    [InlineData("""{"model_type":"\ud800"}""")]
    [InlineData("""{"\udc00":1,"hidden_size":8}""")]
    [InlineData("""{"architectures":["\ud800"]}""")]
    public void Half_a_surrogate_pair_in_a_configuration_is_no_configuration(string json) =>
        Assert.Null(ModelConfig.FromJson("config.json", System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_header_longer_than_the_window_is_read_to_its_end()
    {
        var entries = string.Join(',', Enumerable.Range(0, 9000).Select(i => $"\"{new string('n', i % 200)}{i}\":{{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[{i},{i + 1}]}}"));
        var result = TestFiles.Open(TestFiles.Safetensors($"{{{entries}}}", 9000));
        Assert.Null(result.Reason);
        Assert.Equal(9000, result.Tensors.Count);
        Assert.Equal($"{new string('n', 199)}8999", result.Tensors[^1].Name);
    }

    [Fact]
    public void A_name_longer_than_the_window_is_refused_by_its_length() =>
        Assert.Contains("longer than", TestFiles.Open(TestFiles.Safetensors($"{{\"{new string('n', 1_000_000)}\":{{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[0,1]}}}}", 1)).Reason);

    [Fact]
    public void The_same_name_far_apart_is_refused()
    {
        var entries = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"\"t{i % 2999}\":{{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[{i},{i + 1}]}}"));
        Assert.Contains("'t0' occurs twice", TestFiles.Open(TestFiles.Safetensors($"{{{entries}}}", 3000)).Reason);
    }
}
