using System.Globalization;

namespace WeightFuzz;

/// <summary>Keeps what failed, once a kind of failure, and counts what ran.</summary>
internal sealed class RunLog(string folder)
{
    private readonly FileStream _running = File.Create(Path.Combine(folder, "running"));
    private readonly SortedDictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _problems = new(StringComparer.Ordinal);
    private long _findings;

    /// <summary>Notes the input that runs.</summary>
    public void Running(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, "D19", CultureInfo.InvariantCulture);
        RandomAccess.Write(_running.SafeFileHandle, digits[..length], 0);
    }

    /// <summary>Counts an input by kind.</summary>
    public void Ran(string kind) => _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;

    /// <summary>Keeps at most three inputs of a kind of failure.</summary>
    public void Keep(string name, byte[] bytes, string problem)
    {
        _findings++;
        var key = string.Join(' ', problem.Split('\n').Take(3));
        if (problem.StartsWith("slow", StringComparison.Ordinal) || problem.StartsWith("memory", StringComparison.Ordinal)) key = problem[..4] + name[(name.LastIndexOf('.') + 1)..];
        if (!_problems.TryAdd(key, 1) && ++_problems[key] > 3) return;
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
        File.WriteAllText(Path.Combine(folder, name + ".txt"), problem);
        Console.WriteLine($"FINDING {name}: {problem.Split('\n')[0]}");
    }

    /// <summary>Prints what ran so far.</summary>
    public void Progress(TimeSpan time, long number)
    {
        var kinds = string.Join(", ", _kinds.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} {p.Value}")));
        File.WriteAllText(Path.Combine(folder, "progress.txt"), string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.0} minutes, {number} executions, {_findings} findings of {_problems.Count} kinds; {kinds}\n"));
    }
}
