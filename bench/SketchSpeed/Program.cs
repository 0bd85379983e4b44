using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Core;
using Assay.Engine;
using Assay.Lineage;
using Assay.Weights;
using SketchSpeed;

// Speed of the sketch against `openssl dgst -sha256` and a plain read of the same file, in one run; then sketch comparisons per second.
// Usage: SketchSpeed [FILE.safetensors]; without a file one of about 2 GB is made in the folder for temporary files.
var made = args.Length == 0;
var path = made ? Path.Combine(Path.GetTempPath(), "assay-sketch-speed.safetensors") : args[0];
if (made) TestFile.Write(path);
var bytes = new FileInfo(path).Length;
var source = new ModelSource(path, [new WeightSource(Path.GetFileName(path), () => FileBlob.Open(path))]);
SketchBuilder.Build(source, digest: false);
if (args is [_, "only"]) { for (var i = 0; i < 5; i++) SketchBuilder.Build(source, digest: false); return; }

var read = Best(() => PlainRead(path));
var summed = Best(() => ReadAndAdd(path));
var openssl = Best(() => OpenSsl(path));
var both = Best(() => SketchBuilder.Build(source, digest: true));
var alone = Best(() => SketchBuilder.Build(source, digest: false));
Row("plain read, 1 thread", read);
Row("read and add, 2 threads", summed);
Row("openssl dgst -sha256", openssl);
Row("sketch with digest", both);
Row("sketch --no-digest", alone);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sketch with digest / openssl: {openssl.Wall / both.Wall:P0}   --no-digest / read and add: {summed.Wall / alone.Wall:P0}   peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));

var sketch = SketchBuilder.Build(source, digest: false);
const int Models = 64;
var messages = new MessageCatalog(Knowledge.Embedded);
var inputs = Enumerable.Range(0, Models).Select(i => new LineageInput($"m{i:00}", null, sketch)).ToList();
var comparing = Best(() => LineageAnalyzer.Analyze(inputs, messages));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"comparisons of sketches: {Models * (Models - 1) / 2 / comparing.Wall:0} a second, trees included"));
if (made) File.Delete(path);

void Row(string name, (double Wall, double Busy) seconds) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {bytes / 1e9 / seconds.Wall,6:0.00} GB/s   {bytes / 1e9 / seconds.Busy,6:0.00} GB per second of processor time"));

// Best of several runs: wall time, and processor time, which other programs on the machine disturb less.
static (double Wall, double Busy) Best(Action run)
{
    var (wall, busy) = (double.MaxValue, double.MaxValue);
    for (var i = 0; i < 5; i++)
    {
        var (start, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        run();
        wall = Math.Min(wall, Stopwatch.GetElapsedTime(start).TotalSeconds);
        busy = Math.Min(busy, (Environment.CpuUsage.TotalTime - spent).TotalSeconds);
    }

    return (wall, busy);
}

static void PlainRead(string path)
{
    using var blob = FileBlob.Open(path);
    var buffer = new byte[4 << 20];
    for (long at = 0; at < blob.Length; at += buffer.Length) blob.ReadAt(at, buffer);
}

// The least that any program must do: every byte read and looked at, on two threads.
static void ReadAndAdd(string path)
{
    using var blob = FileBlob.Open(path);
    long next = -1, total = 0;
    Parallel.For(0, 2, _ =>
    {
        var buffer = new byte[512 << 10];
        long sum = 0;
        for (long at; (at = Interlocked.Increment(ref next) * buffer.Length) < blob.Length;)
        {
            foreach (var v in MemoryMarshal.Cast<byte, Vector256<ulong>>(buffer.AsSpan(0, blob.ReadAt(at, buffer)))) sum = unchecked(sum + (long)Vector256.Sum(v));
        }

        Interlocked.Add(ref total, sum);
    });
}

static void OpenSsl(string path)
{
    using var process = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
}
