using System.Text;
using Assay.Core;

namespace Assay.Weights.Tests;

public sealed class WeightSetTests
{
    private static readonly byte[] One = TestFiles.Safetensors("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 1, 2);
    private static readonly byte[] Two = TestFiles.Safetensors("""{"b":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", 3, 4, 5);

    [Fact]
    public void Shards_make_one_model()
    {
        var set = Open(("model-00001-of-00002.safetensors", One), ("model-00002-of-00002.safetensors", Two), Index(20, "a", "1", "b", "2"));
        Assert.Empty(set.Problems);
        Assert.Empty(set.Notes);
        Assert.Equal(5, Assert.Single(set.Model).Parameters);
    }

    [Fact]
    public void What_is_missing_or_unmapped_is_named()
    {
        Assert.Contains("model.safetensors.index.json names model-00002-of-00002.safetensors, which is not here", Open(("model-00001-of-00002.safetensors", One), Index(8, "a", "1", "b", "2")).Problems);
        Assert.Contains("1 of 2 parts of model-*-of-00002.safetensors are missing: 2", Open(("model-00001-of-00002.safetensors", One)).Problems);
        Assert.Contains("1 tensors of model.safetensors.index.json are in the files, but not in the index: 'b'", Open(("model-00001-of-00002.safetensors", One), ("model-00002-of-00002.safetensors", Two), Index(20, "a", "1", "x", "2")).Problems);
        Assert.Contains("1 tensors are in more than one part of model-*-of-00002.safetensors: 'a'", Open(("model-00001-of-00002.safetensors", One), ("model-00002-of-00002.safetensors", One)).Problems);
        Assert.Contains("model.safetensors.index.json states a total size of 99 bytes, the tensors have 20", Open(("model-00001-of-00002.safetensors", One), ("model-00002-of-00002.safetensors", Two), Index(99, "a", "1", "b", "2")).Notes);
    }

    [Fact]
    public void An_index_that_leaves_the_folder_is_refused() =>
        Assert.Contains("leaves the folder", Assert.Single(Open(("model.safetensors.index.json", """{"weight_map":{"a":"../x.safetensors"}}"""u8.ToArray())).Problems), StringComparison.Ordinal);

    [Fact]
    public void The_same_model_twice_is_counted_once()
    {
        var set = Open(("model.safetensors", One), ("onnx/copy.safetensors", One), ("adapter/b.safetensors", Two));
        Assert.Equal(3, Assert.Single(set.Model).Parameters);
        Assert.Equal(3, set.Variants.Count);
    }

    [Fact]
    public void Code_that_the_configuration_asks_for_is_listed()
    {
        var set = Open(
            ("config.json", """{"auto_map":{"AutoModel":"modeling_x.XModel"},"nested":{"trust_remote_code":true}}"""u8.ToArray()),
            ("tokenizer_config.json", """{"chat_template":"{{ messages }}","trust_remote_code":false}"""u8.ToArray()),
            ("adapter_config.json", """{"base_model_name_or_path":"org/base","r":8,"target_modules":["q","v"]}"""u8.ToArray()));
        Assert.Equal(
            ["custom code: loading it runs the publisher's program code (auto_map: modeling_x.XModel)", "custom code: it asks for program code to be run on loading (trust_remote_code)", "chat template (a small program that lays out conversations; Assay does not run it)"],
            set.Unsafe.Select(u => u.What));
        Assert.Equal("org/base", set.Metadata["adapter.base_model_name_or_path"]);
        Assert.Equal("q, v", set.Metadata["adapter.target_modules"]);
    }

    private static (string, byte[]) Index(int size, string a, string fileA, string b, string fileB) => ("model.safetensors.index.json", Encoding.UTF8.GetBytes(
        $$"""{"metadata":{"total_size":{{size}}},"weight_map":{"{{a}}":"model-0000{{fileA}}-of-00002.safetensors","{{b}}":"model-0000{{fileB}}-of-00002.safetensors"} }"""));

    private static WeightSetResult Open(params (string Path, byte[] Bytes)[] files) => WeightSet.Open([.. files.Select(f => new WeightSource(f.Path, () => new MemoryBlob(f.Bytes)))]);
}
