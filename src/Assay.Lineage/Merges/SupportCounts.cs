namespace Assay.Lineage;

/// <summary>Counts, over sampled coordinates, which of some changes a model carries.</summary>
internal sealed class SupportCounts
{
    private readonly float[] _x, _b, _errors;
    private readonly float[][] _parents;
    private readonly double[] _multiples;
    private readonly double[] _shares;
    private readonly int[] _only;
    private readonly int[] _needs;
    private double _kept, _dropped;
    private int _keptCount, _droppedCount;

    /// <summary>Counts.</summary>
    /// <param name="x">The model.</param>
    /// <param name="b">The common base.</param>
    /// <param name="parents">The models whose changes it may carry.</param>
    /// <param name="multiples">The multiple of each.</param>
    /// <param name="errors">Rounding errors of the model.</param>
    public SupportCounts(float[] x, float[] b, float[][] parents, double[] multiples, float[] errors)
    {
        (_x, _b, _parents, _multiples, _errors) = (x, b, parents, multiples, errors);
        (_only, _needs) = (new int[parents.Length], new int[parents.Length]);
        _shares = Shares();
        Span<double> changes = stackalloc double[parents.Length];
        for (var i = 0; i < x.Length; i++) Take(i, changes);
    }

    /// <summary>Coordinates on which a change is well above rounding.</summary>
    public int Informative { get; private set; }

    /// <summary>Of these, such as have the value of the base.</summary>
    public int Zero { get; private set; }

    /// <summary>Of these, such as carry none, some or all of the changes.</summary>
    public int Explained { get; private set; }

    /// <summary>Such as would carry them with the wrong sign.</summary>
    public int Control { get; private set; }

    /// <summary>Such as carry the change of one parent and of no other.</summary>
    public int Only(int parent) => _only[parent];

    /// <summary>Such as nothing explains without one parent.</summary>
    public int Needs(int parent) => _needs[parent];

    /// <summary>Kept over dropped changes; null where there are too few of either.</summary>
    public double? Ratio => _keptCount < 100 || _droppedCount < 20 ? null : _kept / _keptCount / (_dropped / _droppedCount);

    private double Change(int parent, int i) => _multiples[parent] * (_parents[parent][i] - (double)_b[i]);

    /// <summary>On coordinates that carry two changes a weighted mean of them may lie: the weight of each parent against the first.</summary>
    private double[] Shares()
    {
        var weights = new double[_parents.Length];
        weights[0] = 1;
        for (var p = 1; p < weights.Length; p++)
        {
            var share = ShareOfBoth(0, p);
            weights[p] = (1 - share) / share;
        }

        return weights;
    }

    private double ShareOfBoth(int first, int second)
    {
        var shares = new List<float>();
        for (var i = 0; i < _x.Length; i++)
        {
            var (u, p, q, e) = (_x[i] - (double)_b[i], Change(first, i), Change(second, i), _errors[i]);
            if (p * q <= 0 || Math.Abs(p - q) <= ChangeSpike.Informative * e || Math.Abs(u) <= e || Math.Abs(u - p) <= e || Math.Abs(u - q) <= e) continue;
            var share = (u - q) / (p - q);
            if (share is > 0.02 and < 0.98) shares.Add((float)share);
        }

        return shares.Count < 50 ? 0.5 : ChangeSpike.Median(shares);
    }

    private void Take(int i, Span<double> changes)
    {
        var (u, e) = (_x[i] - (double)_b[i], _errors[i]);
        double greatest = 0;
        for (var p = 0; p < changes.Length; p++)
        {
            changes[p] = Change(p, i);
            greatest = Math.Max(greatest, Math.Abs(changes[p]));
        }

        if (greatest <= ChangeSpike.Informative * e) return;
        Informative++;
        var zero = Math.Abs(u) <= e;
        if (zero) Zero++;
        var single = -1;
        for (var p = 0; p < changes.Length; p++)
        {
            var carried = Math.Abs(u - changes[p]) <= e;
            Weigh(changes[p], carried, zero, e);
            if (carried) single = single < 0 ? p : changes.Length;
        }

        if (!zero && single >= 0 && single < changes.Length) _only[single]++;
        var common = zero ? 0 : CommonTo(u, changes, e);
        if (common >= 0) Explained++;
        for (var p = 0; common > 0 && p < changes.Length; p++) _needs[p] += (common >> p) & 1;
        if (!zero && CommonTo(-u, changes, e) >= 0) Control++;
    }

    /// <summary>The parents that every set of changes which gives the value has in common, as bits; -1 where no set gives it.</summary>
    private int CommonTo(double u, ReadOnlySpan<double> changes, double e)
    {
        var common = -1;
        for (var set = 1; set < 1 << changes.Length; set++)
        {
            if (Gives(set, u, changes, e)) common = common < 0 ? set : common & set;
        }

        return common;
    }

    private bool Gives(int set, double u, ReadOnlySpan<double> changes, double e)
    {
        double sum = 0, mean = 0, weight = 0;
        var several = (set & (set - 1)) != 0;
        for (var p = 0; p < changes.Length; p++)
        {
            if ((set >> p & 1) == 0) continue;
            if (several && changes[p] == 0) return false;
            sum += changes[p];
            mean += _shares[p] * changes[p];
            weight += _shares[p];
        }

        var error = several ? 2 * e : e;
        return Math.Abs(u - sum) <= error || (several && Math.Abs(u - (mean / weight)) <= error);
    }

    private void Weigh(double change, bool kept, bool zero, double e)
    {
        if (Math.Abs(change) <= ChangeSpike.Informative * e) return;
        if (zero)
        {
            _dropped += Math.Abs(change);
            _droppedCount++;
        }
        else if (kept)
        {
            _kept += Math.Abs(change);
            _keptCount++;
        }
    }
}
