using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Engine.Tests.Economics;

/// <summary><c>assay size SOURCE</c>: folders, archives, GGUF files.</summary>
public sealed class SizeSourceTests : IDisposable
{
    private const string Config = """{"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 128, "vocab_size": 100}""";
    private static readonly Lazy<DataTable> Knowledge = new(() => new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge"))));
    private static readonly (string Name, int[] Shape)[] Layer = [("attn_q", [64, 64]), ("attn_k", [64, 32]), ("attn_v", [64, 32]), ("attn_output", [64, 64]), ("ffn_gate", [64, 128]), ("ffn_up", [64, 128]), ("ffn_down", [128, 64]), ("attn_norm", [64]), ("ffn_norm", [64])];
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-size-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Folder_archives_and_gguf_show_the_same_shape()
    {
        var expected = Size(Write("model", "config.json", Config)).Shape;
        Assert.Equal(86_848, expected.Parameters.Total);
        var (zip, tar) = (Path.Combine(_folder, "model.zip"), Path.Combine(_folder, "model.tgz"));
        ZipFile.CreateFromDirectory(Path.Combine(_folder, "model"), zip);
        using (var stream = new GZipStream(File.Create(tar), CompressionLevel.Fastest)) TarFile.CreateFromDirectory(Path.Combine(_folder, "model"), stream, true);
        var gguf = Path.Combine(_folder, "model.gguf");
        File.WriteAllBytes(gguf, Gguf());
        foreach (var source in new[] { zip, tar, gguf })
        {
            var shape = Size(source).Shape;
            Assert.Equal(expected.Parameters, shape.Parameters);
            Assert.Equal((expected.Layers, expected.Hidden, expected.Heads, expected.KvHeads, expected.HeadDim, expected.KvElementsPerToken), (shape.Layers, shape.Hidden, shape.Heads, shape.KvHeads, shape.HeadDim, shape.KvElementsPerToken));
        }

        Assert.Equal("q4_k_m", Size(gguf).Format);
        Assert.Null(Size(zip).Format);
    }

    [Fact]
    public void A_release_without_usable_configuration_is_estimated_from_its_tensors_and_says_so()
    {
        var shape = Size(Path.Combine(SharedData.Root, "samples", "minnow")).Shape;
        Assert.Equal(59_616, shape.Parameters.Total);
        Assert.Contains(shape.Caveats, c => c.Contains("estimated from its number of parameters", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Lama-3.1-8B", "did you mean 'meta-llama/Llama-3.1-8B'?")]
    [InlineData("nobody", "is neither a file, a folder nor a shape known here; give its config.json, or hf:ORG/NAME")]
    public void What_is_not_there_is_said(string model, string sentence) => Assert.Contains(sentence, Assert.Throws<AssayException>(() => Size(model)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_broken_gguf_is_one_sentence()
    {
        var file = Path.Combine(_folder, "broken.gguf");
        File.WriteAllBytes(file, [.. Gguf().Take(300)]);
        Assert.Contains("no weight file of 'broken' could be read", Assert.Throws<AssayException>(() => Size(file)).Message, StringComparison.Ordinal);
    }

    private static SizedSource Size(string source) => new SizeUseCase(Knowledge.Value).Find(source);

    private string Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, folder));
        File.WriteAllText(Path.Combine(_folder, folder, name), text);
        return Path.Combine(_folder, folder);
    }

    private static byte[] Gguf()
    {
        (string, uint)[] numbers = [("llama.block_count", 2), ("llama.embedding_length", 64), ("llama.feed_forward_length", 128), ("llama.attention.head_count", 4), ("llama.attention.head_count_kv", 2), ("general.file_type", 15)];
        List<(string Name, int[] Shape)> tensors = [("token_embd.weight", [64, 100]), ("output.weight", [64, 100]), ("output_norm.weight", [64])];
        foreach (var layer in Enumerable.Range(0, 2)) tensors.AddRange(Layer.Select(l => ($"blk.{layer}.{l.Name}.weight", l.Shape)));
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors.Count);
        writer.Write((ulong)(numbers.Length + 1));
        Text(writer, "general.architecture");
        writer.Write(8u);
        Text(writer, "llama");
        foreach (var (key, value) in numbers)
        {
            Text(writer, key);
            writer.Write(4u);
            writer.Write(value);
        }

        var offset = 0L;
        foreach (var (name, shape) in tensors)
        {
            Text(writer, name);
            writer.Write((uint)shape.Length);
            foreach (var dimension in shape) writer.Write((ulong)dimension);
            writer.Write(0u);
            writer.Write((ulong)offset);
            offset += shape.Aggregate(4L, (a, b) => a * b);
        }

        writer.Write(new byte[(32 - (int)(stream.Position % 32)) % 32]);
        writer.Write(new byte[offset]);
        return stream.ToArray();
    }

    private static void Text(BinaryWriter writer, string text)
    {
        writer.Write((ulong)Encoding.UTF8.GetByteCount(text));
        writer.Write(Encoding.UTF8.GetBytes(text));
    }
}
