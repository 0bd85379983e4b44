using System.Diagnostics;
using System.Globalization;
using Assay.Engine;
using Assay.Formats;
using Assay.Licensing;

// Compares Assay's identification with Debian's licensecheck (and licensee, where installed) on the same files in one run:
//   LicenseBench FOLDER [ROUNDS]
// One thread; files are read before the clock starts; processor time, so that a busy machine does not matter.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length == 0 || !Directory.Exists(args[0]))
{
    await Console.Error.WriteLineAsync("usage: LicenseBench FOLDER [ROUNDS]");
    return 2;
}

var files = Directory.EnumerateFiles(args[0], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (Path: f, Bytes: File.ReadAllBytes(f))).ToList();
var bytes = files.Sum(f => (long)f.Bytes.Length);
await Console.Out.WriteLineAsync($"{files.Count} files, {bytes / 1e6:F1} MB");

LicenseIdentifier? identifier = null;
for (var round = 0; round < 3; round++) await Row("open", 0, 0, Measure(() => identifier = LicenseIdentifier.Create(Knowledge.Embedded, Knowledge.Fingerprints)));
var best = TimeSpan.MaxValue;
var named = 0;
for (var round = 0; round < (args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5); round++)
{
    named = 0;
    var time = Measure(() =>
    {
        foreach (var file in files)
        {
            if (TextDocument.Decode(file.Path, file.Bytes) is { } document && identifier!.Identify(document).Matches.Length > 0) named++;
        }
    });
    if (time < best) best = time;
}

await Row($"assay (named something in {named})", files.Count, bytes, best);
foreach (var (tool, arguments) in new[] { ("licensecheck", "--machine --recursive --check .* "), ("licensee", "detect --json ") })
{
    if (Peer(tool, arguments + $"\"{args[0]}\"") is { } time) await Row(tool, files.Count, bytes, time);
    else await Console.Out.WriteLineAsync($"{tool,-36} not installed, or failed");
}

return 0;

static Task Row(string name, int files, long bytes, TimeSpan time) => Console.Out.WriteLineAsync(files == 0
    ? $"{name,-36} {time.TotalMilliseconds,10:F1} ms"
    : $"{name,-36} {time.TotalMilliseconds,10:F0} ms {files / time.TotalSeconds,10:F0} files/s {bytes / 1e6 / time.TotalSeconds,8:F1} MB/s");

static TimeSpan Measure(Action work)
{
    var start = Environment.CpuUsage.TotalTime;
    work();
    return Environment.CpuUsage.TotalTime - start;
}

// The peer's own processor time, its start included: what the shell's `times` says of its children.
static TimeSpan? Peer(string tool, string arguments)
{
    var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, ArgumentList = { "-c", $"command -v {tool} >/dev/null && {tool} {arguments} >/dev/null 2>&1; times" } };
    using var process = Process.Start(start);
    if (process is null) return null;
    var times = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    process.WaitForExit();
    if (times.Length < 2) return null;
    var total = TimeSpan.Zero;
    foreach (var part in times[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
    {
        var minutes = part.IndexOf('m', StringComparison.Ordinal);
        total += TimeSpan.FromSeconds((60 * double.Parse(part[..minutes], CultureInfo.InvariantCulture)) + double.Parse(part[(minutes + 1)..^1], CultureInfo.InvariantCulture));
    }

    return total > TimeSpan.FromMilliseconds(50) ? total : null;
}
