using System.IO.Compression;
using System.Text;
using static Assay.Weights.Tests.TestFiles;

namespace Assay.Weights.Tests;

/// <summary>Files made to deceive a reader, each with a harmless twin that must pass.</summary>
public sealed class HostileTests
{
    private const string Bad = "cposix\nsystem\n(Vtrue\ntR.";

    /// <summary>Pickles of all protocols that would run something, however they hide it.</summary>
    public static TheoryData<string, string> Pickles => new()
    {
        { "the text protocol", Bad },
        { "protocol 1 with a short string", "\u0080\u0001cposix\nsystem\n(U\u0004trueq\0tR." },
        { "protocol 2", "\u0080\u0002cposix\nsystem\nX\u0004\0\0\0true\u0085R." },
        { "protocol 4 with names from the stack", "\u0080\u0004\u008C\u0005posix\u008C\u0006system\u0093\u008C\u0004true\u0085R." },
        { "protocol 5", "\u0080\u0005\u008C\u0002os\u008C\u0005popen\u0093\u008C\u0002id\u0085R." },
        { "a name put together from the memo", "\u0080\u0004\u008C\u0002os\u00940\u008C\u0005popen\u0094h\0h\u0001\u0093)R." },
        { "the memo key written twice, the second time with the import", "Vx\np0\n0cposix\nsystem\np0\n0g0\n(tR." },
        { "a memo key far away", "cposix\nsystem\nr\u00FF\u00FF\u00FF\u00070j\u00FF\u00FF\u00FF\u0007(tR." },
        { "a chain of calls", "cbuiltins\ngetattr\n(cbuiltins\n__import__\n(Vos\ntRVsystem\ntR(Vid\ntR." },
        { "an attribute of a permitted function", "ctorch._utils\n_rebuild_tensor_v2.__globals__\n." },
        { "a permitted module, another name", "ctorch\nload\n(Vx\ntR." },
        { "a permitted name with another case", "ccollections\nordereddict\n." },
        { "an object made without a call", "(iposix\nsystem\n." },
        { "an object made with NEWOBJ", "cposix\nsystem\n)\u0081." },
        { "an object made with NEWOBJ_EX", "cposix\nsystem\n)}\u0092." },
        { "an item set on an import", "csys\nmodules\nVos\nNs." },
        { "the import thrown away at once", "cposix\nsystem\n0N." },
        { "the import below the result", "cposix\nsystem\nN." },
        { "an import behind the first pickle", "N." + Bad },
        { "an import inside a list inside a dictionary", "}Va\n(lcposix\nsystem\nas." },
        { "a numpy function that reads files", "cnumpy\nfromfile\n(V/etc/passwd\ntR." },
        { "a name with a line end in it", "\u0080\u0004\u008C\u0006os\nsys\u008C\u0006system\u0093." },
        { "an extension by number", "\u0083\u0001\u0001." },
        { "a persistent id that is no storage", "\u0080\u0002X\u0004\0\0\0fileQ." },
    };

    public static TheoryData<string, string> Headers => new()
    {
        { "two tensors in the same place", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""" },
        { "tensors that overlap", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""" },
        { "a hole", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""" },
        { "one name twice", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""" },
        { "one name twice, once escaped", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""" },
        { "a shape that lies", """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""" },
        { "a shape that wraps around", """{"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}}""" },
        { "offsets in reverse", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""" },
        { "an offset beyond all numbers", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615]}}""" },
        { "a negative dimension", """{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""" },
        { "metadata twice", """{"__metadata__":{},"__metadata__":{},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""" },
        { "bytes behind the last tensor", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""" },
    };

    [Theory]
    [MemberData(nameof(Pickles))]
    public void Hidden_imports_are_flagged(string trick, string pickle)
    {
        var result = Open(Encoding.Latin1.GetBytes(pickle), "model.pkl");
        Assert.True(result.Unsafe.Count > 0, $"{trick}: {result.Reason}");
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void Headers_that_lie_are_refused(string trick, string header)
    {
        var result = Open(Safetensors(header, new float[2]));
        Assert.True(result.Reason is { Length: > 0 }, trick);
    }

    [Theory]
    [InlineData("model.zip", "weights.pkl", 1)]
    [InlineData("model.zip", "notes.txt", 1)]
    [InlineData("model.pt", "archive/data.pkl", 1)]
    [InlineData("model.zip", "weights.pkl", 3)]
    public void Imports_are_found_in_archives_and_in_archives_in_archives(string name, string member, int levels)
    {
        var bytes = Encoding.Latin1.GetBytes(Bad);
        for (var level = 0; level < levels; level++) bytes = Zip(level == 0 ? member : $"inner{level}.dat", bytes);
        var result = Open(bytes, name);
        Assert.Contains(result.Unsafe, u => u.What == "imports posix.system");
    }

    [Fact]
    public void Archives_nested_without_end_are_refused()
    {
        var bytes = Encoding.UTF8.GetBytes("N.");
        for (var level = 0; level < 9; level++) bytes = Zip("a.zip", bytes);
        Assert.Contains("nested", Open(bytes, "m.zip").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_control_characters_are_read_and_never_written_as_they_are()
    {
        var result = Open(Safetensors("""{"\u001b[31mred\r\n::error::\u202e":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", [1f]));
        Assert.Null(result.Reason);
        Assert.StartsWith("\u001b[31m", result.Tensors[0].Name, StringComparison.Ordinal);
        var twice = Open(Safetensors("""{"\u001b[31m":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u001b[31m":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", [1f, 2f]));
        Assert.DoesNotContain('\u001b', twice.Reason!);
    }

    [Fact]
    public void Values_that_are_no_numbers_and_tensors_without_values_are_read()
    {
        var result = Open(Safetensors("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[0,4],"data_offsets":[8,8]},"c":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", [float.NaN, float.NegativeInfinity]));
        Assert.Null(result.Reason);
        Assert.Equal([float.NaN, float.NegativeInfinity], Values(result.Tensors[0]));
        Assert.Equal([2, 0, 0], result.Tensors.Select(t => t.Elements));
    }

    private static byte[] Zip(string member, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var to = archive.CreateEntry(member, CompressionLevel.NoCompression).Open()) to.Write(content);
        return stream.ToArray();
    }
}
