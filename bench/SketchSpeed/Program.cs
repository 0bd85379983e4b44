using System.Diagnostics;
using System.Globalization;
using Assay.Core;
using Assay.Lineage;
using Assay.Weights;
using SketchSpeed;

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
    using var process = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
}
