using System.Diagnostics;
using System.Globalization;

namespace LicenseBench;

/// <summary>Another tool, run once over a list of files; its start is part of its time.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Probe">A shell command that succeeds where the tool is installed.</param>
/// <param name="Command">A shell command that reads paths, one a line, from standard input.</param>
internal sealed record Peer(string Name, string Probe, string Command)
{
    private const string Licensee = "require \"licensee\"; STDIN.each_line(chomp: true) { |path| text = File.binread(path).force_encoding(\"UTF-8\").scrub; puts Licensee::ProjectFiles::LicenseFile.new(text, \"LICENSE\").license&.spdx_id }";

    public static IReadOnlyList<Peer> All { get; } =
    [
        new("licensecheck", "command -v licensecheck", "xargs -d '\\n' licensecheck --machine --"),
        new("licensee", "ruby -e 'require \"licensee\"'", $"ruby -e '{Licensee}'"),
    ];

    /// <summary>Our own program; the list of paths is not for it.</summary>
    public static Peer Assay(string program, string arguments) => new("assay", "true", $"cat >/dev/null; '{program}' {arguments}");

    /// <summary>Least processor time of several runs, or null where it is not there or failed.</summary>
    public TimeSpan? Best(Corpus corpus, int rounds) => Enumerable.Range(0, rounds).Select(_ => Run(corpus)).Min();

    /// <summary>Its processor time, or null where it is not there or failed.</summary>
    public TimeSpan? Run(Corpus corpus)
    {
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, ArgumentList = { "-c", $"({Probe}) >/dev/null 2>&1 || exit 3; {Command} >/dev/null 2>&1 || exit 4; times" } };
        using var process = Process.Start(start);
        if (process is null) return null;
        try
        {
            foreach (var file in corpus.Files) process.StandardInput.WriteLine(Path.GetFullPath(file.Path));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool is missing: it never read its list. Its exit code says so below.
        }

        var times = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 && times.Length > 1 ? Sum(times[^1]) : null;
    }

    // The line of the shell's `times` about its children: user and system, such as 0m1.234s 0m0.056s.
    private static TimeSpan Sum(string times)
    {
        var total = TimeSpan.Zero;
        foreach (var part in times.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var minutes = part.IndexOf('m', StringComparison.Ordinal);
            total += TimeSpan.FromSeconds((60 * double.Parse(part[..minutes], CultureInfo.InvariantCulture)) + double.Parse(part[(minutes + 1)..^1], CultureInfo.InvariantCulture));
        }

        return total;
    }
}
