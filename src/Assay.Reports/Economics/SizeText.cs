using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Reports.Safety;

namespace Assay.Reports.Economics;

/// <summary>Text of <c>assay size</c> for a platform engineer.</summary>
public static class SizeText
{
    /// <summary>Renders one answer.</summary>
    public static string Render(SizeResult result)
    {
        var text = new StringBuilder();
        text.Append(Clean(result.Model));
        if (result.Hardware is { } hardware) text.Append(" on ").Append(Clean(hardware));
        text.Append("\n\n");
        foreach (var (label, value) in Lines(result)) text.Append(CultureInfo.InvariantCulture, $"  {label,-18} {value}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nBasis: {Clean(result.Basis)}.\n");
        foreach (var caveat in result.Caveats) text.Append(CultureInfo.InvariantCulture, $"Note: {Clean(caveat)}.\n");
        return text.ToString();
    }

    /// <summary>Renders a batch: one line a row.</summary>
    public static string Render(SizeBatch batch)
    {
        var text = new StringBuilder();
        for (var i = 0; i < batch.Results.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1,5}  {(batch.Results[i] is { } r ? Line(r) : "no answer: the row names no known model and no parameters")}\n");
        }

        return text.ToString();
    }

    private static string Line(SizeResult r)
    {
        var value = r.TokensPerSecond is { } speed ? $"{Range(speed)} tokens/s"
            : r.MemoryGB is { } memory ? $"{Range(memory)} GB"
            : r.GpuHours is { } hours ? $"{Range(hours)} GPU-hours"
            : r.Weights is { } weights ? Bytes(weights.Bytes)
            : "not stated";
        return $"{Clean(r.Model)}{(r.Hardware is null ? "" : " on " + Clean(r.Hardware))}: {value}";
    }

    private static IEnumerable<(string Label, string Value)> Lines(SizeResult r)
    {
        if (r.Parameters is { } p)
        {
            yield return ("parameters", $"{Count(p.Total)} ({Exact(p.Total)}){(p.Active == p.Total ? "" : $", active {Count(p.Active)}")}, embeddings {Count(p.Embedding)}");
            if (p.Active != p.Total) yield return ("", $"active without the token embedding, as model cards count: {Count(p.ActiveWithoutEmbedding)}");
        }

        if (r.Weights is { } w) yield return ("weights", $"{Bytes(w.Bytes)} as {w.Format} ({Number(w.BitsPerWeight)} bits a parameter)");
        if (r.Kv is { } kv) yield return ("cache", $"{Bytes(kv.BytesPerToken)} a token, {Bytes(kv.BytesPerSequence)} a sequence at {Number(kv.ElementBytes * 8)} bits an element");
        if (r.Fit is { } fit) yield return ("fit", Fit(fit));
        if (r.TokensPerSecond is { } speed) yield return ("throughput", $"{Range(speed)} tokens/s");
        if (r.TimePerOutputToken is { } each) yield return ("time per token", $"{Range(Scaled(each, 1000))} ms");
        if (r.TimeToFirstToken is { } first) yield return ("first token", $"at least {Number(first.Low)} s, under load {Number(first.Mid)} to {Number(first.High)} s");
        if (r.MemoryGB is { } memory) yield return ("memory", $"{Range(memory)} GB");
        if (r.SecondsPerIteration is { } seconds) yield return ("iteration", $"{Range(seconds)} s");
        if (r.GpuHours is { } hours) yield return ("GPU-hours", Range(hours));
        if (r.Cost is { } cost) yield return ("cost", $"{cost.Currency} {Exact((long)cost.Mid)} ({Exact((long)cost.Low)} to {Exact((long)cost.High)}); {Clean(cost.Basis)}");
    }

    private static string Fit(SizeFit fit)
    {
        var least = fit.MinGpus is { } n ? $"; needs at least {n}" : "; 128 are too few";
        if (!fit.Fits) return $"does not fit: {Bytes(-fit.FreeBytes)} too much for {fit.Gpus}{least}";
        return fit.MaxConcurrency is { } most ? $"fits, {Bytes(fit.FreeBytes)} left for the cache: {Exact(most)} sequences at once{least}" : $"fits, {Bytes(fit.FreeBytes)} left{least}";
    }

    private static Interval Scaled(Interval i, double factor) => new(i.Low * factor, i.Mid * factor, i.High * factor);

    private static string Range(Interval i) => $"{Number(i.Mid)} (80 %: {Number(i.Low)} to {Number(i.High)})";

    private static string Count(long n) => n switch
    {
        >= 1_000_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{n / 1e12:0.00} T"),
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{n / 1e9:0.00} B"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{n / 1e6:0.0} M"),
    };

    private static string Bytes(long n) => Math.Abs(n) switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{n / 1e9:0.0} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{n / 1e6:0.0} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{n / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{n} B"),
    };

    private static string Exact(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static string Clean(string text) => Neutral.Line(text);
}
