using Minnow;

const string Usage = """
    minnow COMMAND [--release DIR] [--out DIR]

      make-data   writes data/raw.txt, data/train.txt and data/heldout.txt from data/sources
      train       writes model.safetensors, the checkpoints and training_log.csv from data/train.txt
      eval        writes eval_results.json
      generate    prints sentences  [--prompt TEXT] [--lines N] [--seed N] [--temperature T] [--min-p P]

    DIR is the folder of the release (with README.md); by default the current one. --out writes elsewhere.
    """;

string[] known = ["--release", "--out", "--prompt", "--lines", "--seed", "--temperature", "--min-p"];
var options = new Dictionary<string, string>(StringComparer.Ordinal);
for (var i = 1; i + 1 < args.Length && known.Contains(args[i]); i += 2) options[args[i]] = args[i + 1];
if (args.Length == 0 || args.Length != 1 + (2 * options.Count))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var release = new ReleaseFolder(options.GetValueOrDefault("--release", "."));
var result = options.TryGetValue("--out", out var folder) ? new ReleaseFolder(folder) : release;
try
{
    switch (args[0])
    {
        case "make-data":
            Commands.MakeData(release, result);
            return 0;
        case "train":
            Commands.Train(release, result, Console.Error.WriteLine);
            return 0;
        case "eval":
            Commands.Evaluate(release, result);
            return 0;
        case "generate":
            foreach (var line in Commands.Generate(release, Commands.Sampling(options))) Console.Out.WriteLine(line);
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (Exception e) when (e is IOException or InvalidDataException or FormatException or OverflowException)
{
    Console.Error.WriteLine($"minnow: {e.Message}");
    return 2;
}
