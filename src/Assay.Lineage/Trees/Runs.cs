namespace Assay.Lineage;

/// <summary>
/// Which models are points of one training run. Weights alone cannot tell a later point from continued training; step numbers with one log, or with one name and distances that
/// grow along the steps, can.
/// </summary>
/// <param name="space">The models.</param>
internal sealed class Runs(FamilySpace space)
{
    private const double Far = 0.4;

    /// <summary>How it is known that two models are points of one run.</summary>
    internal enum Basis
    {
        /// <summary>It is not known.</summary>
        None,

        /// <summary>Names that differ in the step alone, and distances that grow along the steps.</summary>
        Names,

        /// <summary>The log of the earlier one is the beginning of the log of the later one.</summary>
        Log,
    }

    /// <summary>How it is known that the second is a later point of the run of the first.</summary>
    public Basis Between(int earlier, int later)
    {
        if (RunOf(earlier) is not { } a || RunOf(later) is not { } b || a.Step >= b.Step || space.Relative(earlier, later) > Far) return Basis.None;
        if (a.BeginsLogOf(b) is { } same) return same ? Basis.Log : Basis.None;
        return a.Run.Length > 0 && a.Run == b.Run && Monotone(a.Run) ? Basis.Names : Basis.None;
    }

    /// <summary>The point of the same run that comes right before; null where there is none.</summary>
    public (int Before, Basis Basis)? Before(int point) =>
        Enumerable.Range(0, space.Count).Select(i => (Before: i, Basis: Between(i, point))).Where(b => b.Basis != Basis.None)
            .OrderByDescending(b => RunOf(b.Before)!.Step).ThenBy(b => space.Squared(b.Before, point)).Select(b => ((int, Basis)?)b).FirstOrDefault();

    /// <summary>What is known of the run of a model.</summary>
    public TrainingRun? RunOf(int i) => space.Models[i].Sketch.Run;

    /// <summary>Whether, from every point of a named run, later points are farther the later they are.</summary>
    private bool Monotone(string run)
    {
        var points = Enumerable.Range(0, space.Count).Where(i => RunOf(i)?.Run == run).OrderBy(i => RunOf(i)!.Step).ToList();
        for (var a = 0; a < points.Count; a++)
        {
            for (var b = a + 2; b < points.Count; b++)
            {
                if (space.Squared(points[a], points[b]) <= space.Squared(points[a], points[b - 1])) return false;
            }
        }

        return points.Count > 2 || space.Growth(points[0], points[1]) > 0;
    }
}
