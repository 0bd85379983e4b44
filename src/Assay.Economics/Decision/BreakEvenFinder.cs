using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Finds every volume at which the running costs of two options meet, by stepping whole replicas.</summary>
/// <param name="row">The inputs at their middle.</param>
/// <param name="requests">Requests a month of the scenario.</param>
public sealed class BreakEvenFinder(double[] row, double requests)
{
    /// <summary>Volumes from this fraction of the scenario's to this multiple are looked at.</summary>
    public const double Reach = 1000;

    private const int MaxSteps = 5000;
    private const int MaxCrossings = 40;
    private const double Beside = 1e-9;

    /// <summary>Compares two options.</summary>
    public BreakEven Between(OptionModel model, OptionModel other)
    {
        var edges = Edges(model, other);
        var crossings = new List<Crossing>();
        var before = 0;
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            double from = edges[i] * (1 + Beside), to = edges[i + 1] * (1 - Beside);
            double start = Difference(model, other, from), end = Difference(model, other, to);
            if (before != 0 && Math.Sign(start) == -before) crossings.Add(new Crossing(edges[i], start < 0));
            if (Math.Sign(start) * Math.Sign(end) < 0) crossings.Add(new Crossing(from + ((to - from) * start / (start - end)), end < 0));
            before = Math.Sign(end) is var sign and not 0 ? sign : before;
        }

        return new BreakEven(other.Option.Name, [.. crossings.Take(MaxCrossings)], crossings.Count == 0, Note(crossings, before, edges[^1]));
    }

    /// <summary>Running costs over the range of volumes that a picture shows.</summary>
    public IReadOnlyList<VolumeCost> Curve(OptionModel model)
    {
        const int Points = 81;
        const double Span = 30;
        return [.. Enumerable.Range(0, Points).Select(i => requests / Span * Math.Pow(Span * Span, i / (Points - 1.0))).Select(v => new VolumeCost(v, model.RunningCost(row, v)))];
    }

    private double Difference(OptionModel model, OptionModel other, double volume)
    {
        var (own, theirs) = (model.RunningCost(row, volume), other.RunningCost(row, volume));
        var difference = own - theirs;
        return Math.Abs(difference) <= 1e-12 * (Math.Abs(own) + Math.Abs(theirs)) ? 0 : difference;
    }

    private List<double> Edges(OptionModel model, OptionModel other)
    {
        double low = Math.Max(1, requests / Reach), high = Math.Max(2, requests * Reach);
        var edges = new SortedSet<double> { low, high };
        foreach (var each in new[] { model, other })
        {
            if (each.Capacity is null) continue;
            var edge = 0.0;
            for (var n = 1; n <= MaxSteps; n++)
            {
                edge = Carried(each, n, edge);
                if (edge >= high) break;
                if (edge > low && n >= each.Option.Hosting!.MinReplicas) edges.Add(edge);
            }
        }

        return [.. edges];
    }

    /// <summary>The volume at which a number of replicas is full: v = n · volume(v), which rises slower than v.</summary>
    private double Carried(OptionModel model, int replicas, double before)
    {
        var volume = Math.Max(before, replicas * model.VolumeOfReplica(row, 0));
        if (model.Option.Hosting!.Toolchain is null) return volume;
        for (var step = 0; step < 200; step++)
        {
            var next = replicas * model.VolumeOfReplica(row, volume);
            if (Math.Abs(next - volume) <= 1e-12 * next) break;
            volume = next;
        }

        return volume;
    }

    private static string Note(List<Crossing> crossings, int lastSign, double high)
    {
        if (crossings.Count == 0) return string.Create(CultureInfo.InvariantCulture, $"never: {(lastSign < 0 ? "cheaper" : lastSign > 0 ? "dearer" : "the same")} at every volume up to {high:#,##0} requests a month");
        return crossings.Count > MaxCrossings ? $"{crossings.Count} crossings, the first {MaxCrossings} are listed: whole machines come one by one" : crossings.Count == 1 ? "one crossing" : $"{crossings.Count} crossings: whole machines come one by one";
    }
}
