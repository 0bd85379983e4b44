using System.Globalization;
using Assay.Economics;

namespace Assay.FitServing;

/// <summary>Prints constants and errors.</summary>
internal static class Report
{
    public static void Constants(ServingKnowledge k)
    {
        foreach (var (name, c) in new[] { ("server", k.Server), ("single_stream", k.SingleStream) })
        {
            Line($"{name}:\n  memory_efficiency: {c.MemoryEfficiency:0.####}\n  decode_efficiency: {c.DecodeEfficiency:0.####}\n  prefill_efficiency: {c.PrefillEfficiency:0.####}");
            Line($"  step_seconds: {c.StepSeconds:0.####e0}\n  layer_seconds: {c.LayerSeconds:0.####e0}\n  expert_layer_seconds: {c.ExpertLayerSeconds:0.####e0}\n  link_seconds: {c.LinkSeconds:0.####e0}\n  link_efficiency: {c.LinkEfficiency:0.####}");
        }
    }

    public static void Errors(IReadOnlyList<Sample> data, ServingKnowledge k)
    {
        var errors = data.Where(s => s.Mode != ServingMode.FirstToken).Select(s => (Sample: s, Log: s.LogError(k))).ToList();
        Group("all", errors);
        foreach (var g in errors.GroupBy(e => e.Sample.Mode.ToString()).OrderBy(g => g.Key, StringComparer.Ordinal)) Group(g.Key, g);
        foreach (var g in errors.GroupBy(e => e.Sample.Model + " " + (e.Sample.Single ? "single" : "server")).OrderBy(g => g.Key, StringComparer.Ordinal)) Group(g.Key, g);
        foreach (var g in errors.GroupBy(e => e.Sample.Gpu + " " + (e.Sample.Single ? "single" : "server")).OrderBy(g => g.Key, StringComparer.Ordinal)) Group(g.Key, g);
    }

    /// <summary>Errors, and how often the stated interval holds, where each group was left out of the fit.</summary>
    public static void LeaveOneOut(IReadOnlyList<Sample> data, ServingKnowledge k, string what, Func<Sample, string> by)
    {
        var all = new List<(Sample, double)>();
        var least = 1.0;
        foreach (var g in data.Where(s => !s.Single && s.Mode != ServingMode.FirstToken).GroupBy(by, StringComparer.Ordinal))
        {
            var fitted = Search.Fit([.. data.Where(s => by(s) != g.Key)], k, single: false, rounds: 12);
            var errors = g.Select(s => (Sample: s, Log: s.LogError(fitted))).ToList();
            Group("without " + g.Key, errors);
            least = Math.Min(least, Covered(errors, k));
            all.AddRange(errors);
        }

        Group("leave one " + what + " out", all);
        Line($"interval covers {Covered(all, k):0.000} of the rows left out, {least:0.000} of the worst group");
    }

    private static double Covered(IReadOnlyList<(Sample Sample, double Log)> errors, ServingKnowledge k) => errors.Count(e =>
    {
        var band = k.Residuals[e.Sample.Mode switch { ServingMode.StaticBatch => "static-batch", ServingMode.OfflineMax => "offline-max", _ => "closed-loop" }];
        return Math.Exp(e.Log) >= band.Low && Math.Exp(e.Log) <= band.High;
    }) / (double)errors.Count;

    private static void Group(string name, IEnumerable<(Sample Sample, double Log)> errors)
    {
        var list = errors.ToList();
        var relative = list.Select(e => Math.Abs(Math.Exp(-e.Log) - 1)).Order().ToList();
        var logs = list.Select(e => e.Log).Order().ToList();
        Line($"{name,-44} n {list.Count,5}  median error {relative[relative.Count / 2]:0.000}  within 2x {list.Count(e => Math.Abs(e.Log) <= Math.Log(2)) / (double)list.Count:0.000}  measured/predicted 10 % {At(logs, .1):0.00} 50 % {At(logs, .5):0.00} 90 % {At(logs, .9):0.00}");
    }

    private static double At(List<double> logs, double share) => Math.Exp(logs[Math.Min(logs.Count - 1, (int)(share * logs.Count))]);

    public static void Line(FormattableString text)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput());
        output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
