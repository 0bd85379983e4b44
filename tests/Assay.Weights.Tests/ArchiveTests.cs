using System.IO.Compression;
using System.Text;
using Assay.Core;
using Assay.Tests;
using CsCheck;
using static Assay.Weights.Tests.TestFiles;

namespace Assay.Weights.Tests;

public sealed class ArchiveTests
{
    private const string Transposed = "\u0080\u0002}(Vw\nctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\nFloatStorage\nV0\nVcpu\nK\u0006tQK\0K\u0002K\u0003\u0086K\u0001K\u0002\u0086I00\nNtRVtied\nctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\nFloatStorage\nV0\nVcpu\nK\u0006tQK\0K\u0002K\u0003\u0086K\u0001K\u0002\u0086I00\nNtRu.";

    [Fact]
    public void A_strided_tensor_is_read_in_row_major_order()
    {
        var result = Open(Torch(Transposed), "m.pt");
        Assert.Null(result.Reason);
        Assert.Equal("pytorch-zip", result.Container);
        Assert.Empty(result.Unsafe);
        Assert.Equal([0, 2, 4, 1, 3, 5], Values(result.Tensors[0]));
        var part = new float[3];
        TensorReader.Read(result.Tensors[0], 2, part);
        Assert.Equal([4, 1, 3], part);
        Assert.Equal(6, WeightStatistics.Parameters(result.Tensors));
    }

    [Fact]
    public void A_64_bit_end_record_may_repeat_the_old_one_but_not_contradict_it()
    {
        Assert.Null(Open(WithZip64Record(Torch(Transposed)), "m.pt").Reason);
        Assert.Contains("disagree", Open(WithZip64Record(Torch(Transposed), shift: 1), "m.pt").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("K\u0002K\u0003\u0086K\u0001K\u0002\u0086", "K\u0009K\u0003\u0086K\u0001K\u0002\u0086", "reaches behind its storage")]
    [InlineData("V0\n", "V1\n", "is missing")]
    [InlineData("K\u0006tQ", "K\u0060tQ", "declares 384 bytes")]
    public void Tensors_that_lie_about_their_storage_are_refused(string honest, string lie, string reason) =>
        Assert.Contains(reason, Open(Torch(Transposed.Replace(honest, lie, StringComparison.Ordinal)), "m.pt").Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("archive/extra.txt", "cos\nsystem\n(S'id'\ntR.")]
    [InlineData("archive/extra.pkl", "cos\nsystem\n.")]
    [InlineData("elsewhere", "\u0080\u0002cos\nsystem\n.")]
    public void Every_member_is_looked_at(string member, string pickle) =>
        Assert.Contains("imports os.system", Open(Torch(Transposed, (member, pickle)), "m.pt").Unsafe.Select(u => u.What));

    [Fact]
    public void A_TorchScript_program_is_reported_and_its_tensors_are_listed()
    {
        var file = SharedData.Path("data", "weights", "silero", "silero_vad.v6.2.jit");
        using var blob = FileBlob.Open(file);
        var result = WeightFile.Open("m.jit", blob);
        Assert.Null(result.Reason);
        Assert.Equal("torchscript", result.Container);
        Assert.Contains("TorchScript", Assert.Single(result.Unsafe).What, StringComparison.Ordinal);
        Assert.True(WeightStatistics.Parameters(result.Tensors) > 300_000);
        foreach (var tensor in result.Tensors) Assert.Equal(tensor.Elements, Values(tensor).LongLength);
    }

    [Fact]
    public void The_same_model_has_the_same_values_in_two_containers()
    {
        using var script = FileBlob.Open(SharedData.Path("data", "weights", "silero", "silero_vad.v5.0.jit"));
        using var graph = FileBlob.Open(SharedData.Path("data", "weights", "silero", "silero_vad.v5.0.onnx"));
        var (a, b) = (Large(WeightFile.Open("m.jit", script)), Large(WeightFile.Open("m.onnx", graph)));
        Assert.True(a.Count >= 14, $"{a.Count} large tensors");
        Assert.Equal(14, a.Distinct(StringComparer.Ordinal).Count(b.Contains));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 24, null)]
    [InlineData("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }", 12, null)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }", 24, "needs 32 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", 24, "no array")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", 24, "no whole number")]
    [InlineData("{'descr': 'x9', 'fortran_order': False, 'shape': (2,), }", 24, "not supported")]
    [InlineData("{'descr': '<f4', 'shape': (2,), }", 24, "lacks 'fortran_order'")]
    public void NumPy_headers(string header, int bytes, string? reason)
    {
        var result = Open([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[bytes]], "a.npy");
        if (reason is null) Assert.Null(result.Reason);
        else Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_damage_gives_an_answer() => Fuzz.Mutations(Torch(Transposed)).Sample(bytes => Fuzz.Answers("m.pt", bytes), iter: 300);

    private static HashSet<string> Large(WeightFileResult result)
    {
        Assert.Null(result.Reason);
        return [.. result.Tensors.Where(t => t.Elements >= 1000 && t.Type == DType.F32).Select(t =>
            Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Values(t).AsSpan()))))];
    }

    private static byte[] Torch(string pickle, params (string Name, string Text)[] more)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "archive/data.pkl", Encoding.Latin1.GetBytes(pickle));
            Add(zip, "archive/data/0", [.. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((float)i))]);
            foreach (var (name, text) in more) Add(zip, name, Encoding.Latin1.GetBytes(text));
        }

        return memory.ToArray();
    }

    // PyTorch writes the 64-bit end record always, also where all values fit the old one.
    private static byte[] WithZip64Record(byte[] zip, long shift = 0)
    {
        var (count, size, offset) = (BitConverter.ToUInt16(zip, zip.Length - 12), BitConverter.ToUInt32(zip, zip.Length - 10), BitConverter.ToUInt32(zip, zip.Length - 6));
        byte[] record = [.. "PK\x6\x6"u8, .. BitConverter.GetBytes(44L), 0x1E, 3, 45, 0, .. new byte[8], .. BitConverter.GetBytes((long)count), .. BitConverter.GetBytes((long)count), .. BitConverter.GetBytes((long)size), .. BitConverter.GetBytes(offset + shift)];
        byte[] locator = [.. "PK\x6\x7"u8, .. new byte[4], .. BitConverter.GetBytes(zip.LongLength - 22), 1, 0, 0, 0];
        return [.. zip[..^22], .. record, .. locator, .. zip[^22..]];
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }
}
