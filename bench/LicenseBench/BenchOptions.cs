using System.Globalization;

namespace LicenseBench;

/// <summary>What to measure.</summary>
internal sealed record BenchOptions(IReadOnlyList<string> Folders, int Rounds, int Sample, bool Peers, string? Program)
{
    /// <summary>The options of a command line; null where it is wrong.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        var (folders, rounds, sample, peers, program) = (new List<string>(), 5, int.MaxValue, true, (string?)null);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--no-peers") peers = false;
            else if (args[i] is "--rounds" or "--sample")
            {
                if (i + 1 >= args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0) return null;
                if (args[i++] == "--rounds") rounds = value;
                else sample = value;
            }
            else if (args[i] == "--program" && i + 1 < args.Length && File.Exists(args[i + 1])) program = Path.GetFullPath(args[++i]);
            else if (Directory.Exists(args[i])) folders.Add(args[i]);
            else return null;
        }

        return folders.Count == 0 ? null : new BenchOptions(folders, rounds, sample, peers, program);
    }
}
