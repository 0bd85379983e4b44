using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Lineage;
using Assay.Weights;

// Speed of the sketch against `openssl dgst -sha256` and a plain read of the same file, in one run; then sketch comparisons per second.
// Usage: SketchSpeed [FILE.safetensors]; without a file one of about 1 GB is made in the folder for temporary files.
var made = args.Length == 0;
var path = made ? Path.Combine(Path.GetTempPath(), "assay-sketch-speed.safetensors") : args[0];
if (made) TestFile.Write(path);
var bytes = new FileInfo(path).Length;
var source = new ModelSource(path, [new WeightSource(Path.GetFileName(path), () => FileBlob.Open(path))]);
SketchBuilder.Build(source, digest: false);

var read = Best(() => PlainRead(path));
var openssl = Best(() => OpenSsl(path));
var both = Best(() => SketchBuilder.Build(source, digest: true));
var alone = Best(() => SketchBuilder.Build(source, digest: false));
Row("plain read", read);
Row("openssl dgst -sha256", openssl);
Row("sketch with digest", both);
Row("sketch --no-digest", alone);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sketch with digest / openssl: {openssl / both:P0}   peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));

var sketch = SketchBuilder.Build(source, digest: false);
const int Models = 64;
var inputs = Enumerable.Range(0, Models).Select(i => new LineageInput($"m{i:00}", null, sketch)).ToList();
var comparing = Best(() => LineageAnalyzer.Analyze(inputs));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"comparisons of sketches: {Models * (Models - 1) / 2 / comparing:0} a second, trees included"));
if (made) File.Delete(path);

void Row(string name, double seconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {bytes / 1e9 / seconds,6:0.00} GB/s"));

static double Best(Action run)
{
    var best = double.MaxValue;
    for (var i = 0; i < 3; i++)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    return best;
}

static void PlainRead(string path)
{
    using var blob = FileBlob.Open(path);
    var buffer = new byte[4 << 20];
    for (long at = 0; at < blob.Length; at += buffer.Length) blob.ReadAt(at, buffer);
}

static void OpenSsl(string path)
{
    using var process = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", path]) { RedirectStandardOutput = true })!;
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
}

/// <summary>A file with the tensors of a small language model, in BF16.</summary>
internal static class TestFile
{
    private const int Width = 2048;
    private const int Hidden = 5632;

    public static void Write(string path)
    {
        var header = new StringBuilder("{");
        long at = 0;
        void Add(string name, params long[] shape)
        {
            var length = 2 * shape.Aggregate(1L, (a, b) => a * b);
            header.Append(header.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"\"{name}\":{{\"dtype\":\"BF16\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{at},{at + length}]}}");
            at += length;
        }

        Add("model.embed_tokens.weight", 32000, Width);
        for (var l = 0; l < 8; l++)
        {
            foreach (var s in "qkvo") Add($"model.layers.{l}.self_attn.{s}_proj.weight", Width, Width);
            Add($"model.layers.{l}.mlp.gate_proj.weight", Hidden, Width);
            Add($"model.layers.{l}.mlp.up_proj.weight", Hidden, Width);
            Add($"model.layers.{l}.mlp.down_proj.weight", Width, Hidden);
        }

        var json = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        using var file = File.Create(path);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        file.Write(length);
        file.Write(json);
        var block = new byte[4 << 20];
        new Random(1).NextBytes(block);
        for (var i = 1; i < block.Length; i += 2) block[i] = (byte)(0x3C | (block[i] & 0x81));
        for (var left = at; left > 0; left -= block.Length) file.Write(block, 0, (int)Math.Min(left, block.Length));
    }
}
