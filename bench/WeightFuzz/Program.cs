using System.Diagnostics;
using System.Globalization;
using WeightFuzz;

// Mutates valid and hostile weight files and feeds them to every reader, for so many minutes.
// Usage: WeightFuzz MINUTES SEED OUT FOLDER...     what fails is kept in OUT, with its seed and number in the name
//        WeightFuzz replay SEED NUMBER OUT FOLDER...     writes one input again
// The same seed, number and folders give the same input. The number that runs is kept in OUT/running, so that a crash of the process can be replayed.
if (args is ["replay", var s, var n, var to, .. var from])
{
    var (seedName, bytes, _) = Mutator.Make(Corpus.Read(from), Number(s), Number(n));
    File.WriteAllBytes(Path.Combine(to, $"replay-{n}-{seedName}"), bytes);
    return 0;
}

if (args is not [var minutes, var seedText, var folder, .. var folders])
{
    Console.Error.WriteLine("usage: WeightFuzz MINUTES SEED OUT FOLDER...");
    return 2;
}

Directory.CreateDirectory(folder);
var corpus = Corpus.Read(folders);
var seed = Number(seedText);
var limit = TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
var log = new RunLog(folder);
var start = Stopwatch.GetTimestamp();
long number = 0;
for (; Stopwatch.GetElapsedTime(start) < limit; number++)
{
    var (name, bytes, kind) = Mutator.Make(corpus, seed, number);
    log.Running(number);
    var begun = Stopwatch.GetTimestamp();
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    var problem = Targets.Run(name, bytes, number);
    var took = Stopwatch.GetElapsedTime(begun);
    var used = GC.GetAllocatedBytesForCurrentThread() - allocated;
    problem ??= took > TimeSpan.FromSeconds(5) ? $"slow: {took.TotalSeconds:0.0} s" : used > (256L << 20) + (64L * bytes.Length) ? $"memory: {used >> 20} MB" : null;
    log.Ran(kind);
    if (problem is not null) log.Keep($"{seed}-{number}-{name}", bytes, problem);
    if (number % 20_000 == 0) log.Progress(Stopwatch.GetElapsedTime(start), number);
}

log.Progress(Stopwatch.GetElapsedTime(start), number);
return 0;

static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
