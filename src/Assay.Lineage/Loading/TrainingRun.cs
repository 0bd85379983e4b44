using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>What a model's files or name say of the training run that it is a point of.</summary>
/// <param name="Run">Name of the run: the path without the step; empty where only a log tells of it.</param>
/// <param name="Step">Optimizer step, as written.</param>
/// <param name="Log">Steps and losses of the trainer's log, in order, such as <c>20:3.41</c>; empty where there is none.</param>
public sealed partial record TrainingRun(string Run, long Step, IReadOnlyList<string> Log)
{
    /// <summary>Most entries of a log that are kept.</summary>
    public const int MostEntries = 256;

    private const int LeastEntries = 3;

    /// <summary>What is known of the run of a model; null where neither its name nor its files name a step.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="files">Its files.</param>
    internal static TrainingRun? Of(string path, IReadOnlyList<WeightSource> files)
    {
        var named = Named(path);
        if (DeclarationReader.Text(files, "trainer_state.json") is not { } text || JsonText.Parse(text) is not { } state) return named;
        using (state)
        {
            if (JsonText.Property(state.RootElement, "global_step") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt64(out var step) || step < 0) return named;
            return new TrainingRun(named?.Step == step ? named.Run : "", step, Entries(state.RootElement));
        }
    }

    private static TrainingRun? Named(string path)
    {
        var match = Step0().Match(path.TrimEnd('/'));
        return match.Success && long.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? new TrainingRun(match.Groups[1].Value, step, []) : null;
    }

    private static List<string> Entries(JsonElement root)
    {
        var entries = new List<string>();
        if (JsonText.Property(root, "log_history") is not { ValueKind: JsonValueKind.Array } log) return entries;
        foreach (var entry in log.EnumerateArray())
        {
            if (entries.Count == MostEntries) break;
            if (JsonText.Property(entry, "step") is { ValueKind: JsonValueKind.Number } step && JsonText.Property(entry, "loss") is { ValueKind: JsonValueKind.Number } loss) entries.Add($"{step.GetRawText()}:{loss.GetRawText()}");
        }

        return entries;
    }

    /// <summary>Whether the log of this earlier point is the beginning of the log of a later one; null where there are not logs enough to compare.</summary>
    internal bool? BeginsLogOf(TrainingRun later)
    {
        var common = Math.Min(Log.Count, later.Log.Count);
        return common < LeastEntries ? null : Log.Take(common).SequenceEqual(later.Log.Take(common), StringComparer.Ordinal);
    }

    [GeneratedRegex("(?i)^(.{0,1000}?(?:checkpoint|ckpt|global_step|step|iter|iteration))[-_=]?0{0,12}([0-9]{1,12})$", RegexOptions.NonBacktracking)]
    private static partial Regex Step0();
}
