namespace Assay.Lineage;

/// <summary>How well one model is a base plus multiples of the changes of two others, each coordinate with none, one or both of them.</summary>
/// <param name="Base">Index of the common base.</param>
/// <param name="P">Index of one parent.</param>
/// <param name="Q">Index of the other.</param>
/// <param name="Explained">Share of coordinates explained, of those on which a change is well above rounding.</param>
/// <param name="Ratio">Mean change of kept coordinates over that of dropped ones.</param>
/// <param name="First">Multiple of the change of the one parent.</param>
/// <param name="Second">Multiple of the change of the other.</param>
internal readonly record struct SupportFit(int Base, int P, int Q, double Explained, double Ratio, double First, double Second)
{
    private const double LeastExplained = 0.9;
    private const double LeastGain = 0.03;
    private const double LeastBase = 0.02;
    private const double LeastOfEach = 0.03;
    private const double LeastOverControl = 5;
    private const int LeastCoordinates = 500;

    /// <summary>Rounding error of values that are stored with so many mantissa bits, with room for that of the multiples.</summary>
    public static float[] Errors(float[] x, int bits) => Array.ConvertAll(x, v => 0.75f * MathF.ScaleB(1, (v == 0 ? -14 : Math.Max(MathF.ILogB(v), bits == 10 ? -14 : -126)) - bits));

    /// <summary>The fit; null where coordinates stay unexplained, or one parent explains them as well.</summary>
    public static SupportFit? Of(FamilySpace space, int child, int origin, (int Model, double Multiple) first, (int Model, double Multiple) second, float[] errors)
    {
        var counts = new Counts(space.Sample(child), space.Sample(origin), space.Sample(first.Model), space.Sample(second.Model), errors, first.Multiple, second.Multiple);
        var n = (double)counts.Informative;
        if (n < LeastCoordinates || counts.Zero < LeastBase * n || Math.Min(counts.OnlyFirst, counts.OnlySecond) < LeastOfEach * n) return null;
        var share = counts.Explained / n;
        var single = (counts.Zero + Math.Max(counts.First, counts.Second)) / n;
        if (share < LeastExplained || share < single + LeastGain || counts.Explained - counts.Zero < LeastOverControl * counts.Control) return null;
        return counts.Ratio is { } ratio ? new SupportFit(origin, first.Model, second.Model, share, ratio, first.Multiple, second.Multiple) : null;
    }

    private sealed class Counts
    {
        private readonly float[] _x, _b, _p, _q, _errors;
        private readonly double _first, _second;
        private double _kept, _dropped;
        private int _keptCount, _droppedCount;

        public Counts(float[] x, float[] b, float[] p, float[] q, float[] errors, double first, double second)
        {
            (_x, _b, _p, _q, _errors, _first, _second) = (x, b, p, q, errors, first, second);
            var share = ShareOfBoth();
            for (var i = 0; i < x.Length; i++) Take(i, share);
        }

        public int Informative { get; private set; }

        public int Zero { get; private set; }

        public int First { get; private set; }

        public int Second { get; private set; }

        public int OnlyFirst { get; private set; }

        public int OnlySecond { get; private set; }

        public int Explained { get; private set; }

        public int Control { get; private set; }

        /// <summary>Kept over dropped changes; null where there are too few of either.</summary>
        public double? Ratio => _keptCount < 100 || _droppedCount < 20 ? null : _kept / _keptCount / (_dropped / _droppedCount);

        /// <summary>On coordinates that carry both changes a weighted mean of them may lie: the share of the first.</summary>
        private double ShareOfBoth()
        {
            var shares = new List<float>();
            for (var i = 0; i < _x.Length; i++)
            {
                var (u, p, q, e) = At(i);
                if (p * q <= 0 || Math.Abs(p - q) <= ChangeSpike.Informative * e || Math.Abs(u) <= e || Math.Abs(u - p) <= e || Math.Abs(u - q) <= e) continue;
                var share = (u - q) / (p - q);
                if (share is > 0.02 and < 0.98) shares.Add((float)share);
            }

            return shares.Count < 50 ? 0.5 : ChangeSpike.Median(shares);
        }

        private (double U, double P, double Q, double Error) At(int i) => (_x[i] - (double)_b[i], _first * (_p[i] - (double)_b[i]), _second * (_q[i] - (double)_b[i]), _errors[i]);

        private void Take(int i, double share)
        {
            var (u, p, q, e) = At(i);
            if (Math.Max(Math.Abs(p), Math.Abs(q)) <= ChangeSpike.Informative * e) return;
            Informative++;
            var zero = Math.Abs(u) <= e;
            var (first, second) = (Math.Abs(u - p) <= e, Math.Abs(u - q) <= e);
            if (zero) Zero++;
            else if (first) First++;
            if (!zero && second) Second++;
            if (first && !second && !zero) OnlyFirst++;
            if (second && !first && !zero) OnlySecond++;
            if (zero || first || second || Both(u, p, q, share, e)) Explained++;
            if (!zero && (Math.Abs(u + p) <= e || Math.Abs(u + q) <= e || Both(-u, p, q, share, e))) Control++;
            Weigh(p, first, zero, e);
            Weigh(q, second, zero, e);
        }

        private static bool Both(double u, double p, double q, double share, double e) =>
            p != 0 && q != 0 && (Math.Abs(u - p - q) <= 2 * e || Math.Abs(u - ((share * p) + ((1 - share) * q))) <= 2 * e);

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
}
