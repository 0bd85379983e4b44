using System.Globalization;
using Assay.Engine;
using Assay.Formats;
using Assay.Licensing;
using LicenseBench;

// Compares Assay with Debian's licensecheck and licensee (ruby-licensee) on the same files in one run:
//   LicenseBench FOLDER... [--rounds N] [--sample N] [--no-peers] [--program PATH]
// One thread; files are read before the clock starts; processor time, so that a busy machine does not matter; the best round counts.
// --program PATH measures the program itself too, as a process: its start on one small file, and a whole folder as JSON; the tools beside it on the same files.
// --sample N takes N files of each folder, evenly spread: licensecheck needs a minute for a thousand.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("usage: LicenseBench FOLDER... [--rounds N] [--sample N] [--no-peers] [--program PATH]");
    return 2;
}

LicenseIdentifier? identifier = null;
LicenseAnalyzer? analyzer = null;
await Opening("open for identification", () => identifier = LicenseIdentifier.Create(Knowledge.Embedded, Knowledge.Fingerprints));
await Opening("open for clauses too", () => analyzer = new LicenseAnalyzer(Knowledge.Embedded, Knowledge.Fingerprints));
foreach (var folder in options.Folders)
{
    var corpus = Corpus.Read(folder, options.Sample);
    await Console.Out.WriteLineAsync($"\n{folder}: {corpus.Files.Count} texts, {corpus.Bytes / 1e6:F1} MB");
    if (corpus.Files.Count == 0) continue;
    var identified = Best(corpus.Files, f => Identify(f) > 0);
    await Row("assay: identification", corpus.Files, identified, null);
    var split = corpus.Files.ToLookup(f => Identify(f) > 0);
    if (split[false].Any()) await Row("  files that name no license", [.. split[false]], Best([.. split[false]], f => Identify(f) > 0), null);
    if (split[true].Any()) await Row("  files that name one", [.. split[true]], Best([.. split[true]], f => Identify(f) > 0), null);
    await Row("assay: with clauses and facts", corpus.Files, Best(corpus.Files, f => Analyze(f)), identified);
    if (options.Program is { } program) await Processes(program, folder, corpus);
    if (!options.Peers) continue;
    foreach (var peer in Peer.All)
    {
        if (peer.Run(corpus) is { } time) await Row(peer.Name, corpus.Files, time, identified);
        else await Console.Out.WriteLineAsync($"{peer.Name,-36} skipped: not installed, or it failed");
    }
}

return 0;

async Task Processes(string program, string folder, Corpus corpus)
{
    var whole = Peer.Assay(program, $"license identify '{Path.GetFullPath(folder)}' --format json");
    if (whole.Best(corpus, options.Rounds) is { } all) await Row("assay: the command, folder as JSON", corpus.Files, all, null);
    var small = new Corpus([corpus.Files.Where(f => f.Bytes.Length is > 500 and < 20_000 && Identify(f) > 0).MaxBy(f => f.Bytes.Length) ?? corpus.Files[0]]);
    var start = Peer.Assay(program, $"license identify '{Path.GetFullPath(small.Files[0].Path)}'").Best(small, options.Rounds);
    if (start is not null) await Row("assay: the command, one file", small.Files, start.Value, null);
    foreach (var peer in options.Peers ? Peer.All : [])
    {
        if (peer.Best(small, options.Rounds) is { } time) await Row($"{peer.Name}: one file", small.Files, time, start, "assay's command");
    }
}

int Identify(BenchFile file) => TextDocument.Decode(file.Path, file.Bytes) is { } document ? identifier!.Identify(document).Matches.Length : 0;

bool Analyze(BenchFile file) => TextDocument.Decode(file.Path, file.Bytes) is { } document && analyzer!.Analyze(document, new AnalyzeOptions { TermsOnly = true }).Matches.Count > 0;

TimeSpan Best(IReadOnlyList<BenchFile> files, Func<BenchFile, bool> work)
{
    var best = TimeSpan.MaxValue;
    for (var round = 0; round < options.Rounds; round++)
    {
        var time = Clock.Processor(() =>
        {
            foreach (var file in files) work(file);
        });
        if (time < best) best = time;
    }

    return best;
}

Task Opening(string name, Action work)
{
    var before = GC.GetAllocatedBytesForCurrentThread();
    var first = Clock.Processor(work);
    var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    var again = Enumerable.Range(0, options.Rounds).Min(_ => Clock.Processor(work));
    return Console.Out.WriteLineAsync($"{name,-36} {first.TotalMilliseconds,10:F1} ms the first time, then {again.TotalMilliseconds:F1} ms, {allocated / 1e6:F1} MB allocated");
}

static Task Row(string name, IReadOnlyList<BenchFile> files, TimeSpan time, TimeSpan? reference, string what = "assay's identification")
{
    var ratio = reference is { } other ? $"   {what} is {time / other:F1} times as fast" : "";
    return Console.Out.WriteLineAsync($"{name,-36} {time.TotalMilliseconds,10:F0} ms {files.Count / time.TotalSeconds,10:F0} files/s {files.Sum(f => (long)f.Bytes.Length) / 1e6 / time.TotalSeconds,8:F2} MB/s{ratio}");
}
