namespace Assay.Economics;

/// <summary>What knowing more would be worth.</summary>
public static class Information
{
    private static readonly int[] Sizes = [50, 100, 200, 500, 1000, 2000, 5000];

    /// <summary>
    /// Worth of knowing one input exactly: mean of the best conditional means less the best mean. The conditional means are
    /// a quadratic fit over the bins, so that noise of the draws is not taken for worth.
    /// </summary>
    public static double Perfect(BinnedInput input, int options)
    {
        var fits = Enumerable.Range(0, options).Select(o => Quadratic.Over(input, o)).ToArray();
        double best = 0;
        var means = new double[options];
        for (var bin = 0; bin < Simulation.Bins; bin++)
        {
            var weight = input.Weight(bin);
            var most = double.NegativeInfinity;
            for (var o = 0; o < options; o++)
            {
                var value = fits[o].At(input.Value(bin));
                means[o] += weight * value;
                most = Math.Max(most, value);
            }

            best += weight * most;
        }

        return Math.Max(0, best - means.Max());
    }

    /// <summary>
    /// Worth of a number of further evaluated answers for a share known from counts: every possible count of right answers with
    /// its chance (beta-binomial), the updated mean, and the best option then. Exact where outcomes are linear in the share.
    /// </summary>
    public static double Sample(BinnedInput input, int options, double a, double b, int answers)
    {
        var lines = Enumerable.Range(0, options).Select(o => Quadratic.Over(input, o)).ToArray();
        var means = new double[options];
        var worth = 0.0;
        var logOfPrior = Numbers.LogBeta(a, b);
        for (var right = 0; right <= answers; right++)
        {
            var chance = Math.Exp(LogChoose(answers, right) + Numbers.LogBeta(a + right, b + answers - right) - logOfPrior);
            var updated = (a + right) / (a + b + answers);
            var most = double.NegativeInfinity;
            for (var o = 0; o < options; o++)
            {
                var value = lines[o].At(updated);
                means[o] += chance * value;
                most = Math.Max(most, value);
            }

            worth += chance * most;
        }

        return Math.Max(0, worth - means.Max());
    }

    /// <summary>The number of answers with the highest worth less cost; without a cost the smallest that brings four fifths of all there is.</summary>
    public static (int Answers, double Worth) Propose(BinnedInput input, int options, double a, double b, double? cost)
    {
        var tried = Sizes.Select(n => (Answers: n, Worth: Sample(input, options, a, b, n))).ToList();
        return cost is { } each
            ? tried.MaxBy(t => t.Worth - (t.Answers * each))
            : tried.First(t => t.Worth >= 0.8 * tried[^1].Worth);
    }

    /// <summary>
    /// Worth of evaluating all options on a number of answers each. Outcomes are taken as the sum of what each share adds
    /// (quadratic fits); the counts are drawn from what is known now, two thousand times.
    /// </summary>
    /// <param name="inputs">The shares with the counts they rest on.</param>
    /// <param name="options">Options.</param>
    /// <param name="answers">Further answers of each; null for knowing the shares exactly.</param>
    public static double Together(IReadOnlyList<(BinnedInput Input, Distribution.Beta Beta)> inputs, int options, int? answers)
    {
        const int Draws = 2000;
        var fits = inputs.Select(i => Enumerable.Range(0, options).Select(o => Quadratic.Over(i.Input, o)).ToArray()).ToArray();
        var center = Enumerable.Range(0, options).Select(o => inputs[0].Input.Outcome(0, Simulation.Bins - 1, o)).ToArray();
        var (means, best, outcome) = (new double[options], 0.0, new double[options]);
        for (var draw = 0; draw < Draws; draw++)
        {
            center.CopyTo(outcome, 0);
            for (var i = 0; i < inputs.Count; i++)
            {
                var share = Updated(inputs[i].Beta, answers, i, draw);
                for (var o = 0; o < options; o++) outcome[o] += fits[i][o].At(share) - center[o];
            }

            for (var o = 0; o < options; o++) means[o] += outcome[o] / Draws;
            best += outcome.Max() / Draws;
        }

        return Math.Max(0, best - means.Max());
    }

    /// <summary>The share as it would be known after further answers: the count is near normal around the true share.</summary>
    private static double Updated(Distribution.Beta beta, int? answers, int stream, int draw)
    {
        var truth = beta.Quantile(Chance.Uniform((ulong)stream, draw));
        if (answers is not { } n) return truth;
        var noise = Numbers.NormalQuantile(Chance.Uniform((ulong)stream + 1_000_003, draw)) * Math.Sqrt(n * truth * (1 - truth));
        return (beta.A + Math.Clamp((n * truth) + noise, 0, n)) / (beta.A + beta.B + n);
    }

    /// <summary>The number of answers of each option with the highest worth less cost.</summary>
    public static (int Answers, double Worth) ProposeTogether(IReadOnlyList<(BinnedInput Input, Distribution.Beta Beta)> inputs, int options, double? cost)
    {
        var tried = Sizes.Select(n => (Answers: n, Worth: Together(inputs, options, n))).ToList();
        return cost is { } each
            ? tried.MaxBy(t => t.Worth - (t.Answers * each * inputs.Count))
            : tried.First(t => t.Worth >= 0.8 * tried.Max(w => w.Worth));
    }

    /// <summary>
    /// Users an arm for a test of two rates (two-sided 5 %, power 80 %): 2 p (1-p) (1.960 + 0.842)² / (p d)².
    /// </summary>
    /// <param name="rate">Rate today.</param>
    /// <param name="relative">Relative difference to be seen.</param>
    public static double TestSize(double rate, double relative)
    {
        var z = Numbers.NormalQuantile(0.975) + Numbers.NormalQuantile(0.8);
        return 2 * rate * (1 - rate) * z * z / (rate * relative * rate * relative);
    }

    private static double LogChoose(int n, int k) => Numbers.LogGamma(n + 1) - Numbers.LogGamma(k + 1) - Numbers.LogGamma(n - k + 1);
}

/// <summary>A quadratic by least squares over the bins of an input, weighted by their draws.</summary>
internal readonly record struct Quadratic(double Center, double Scale, double A, double B, double C)
{
    public double At(double x)
    {
        var t = (x - Center) / Scale;
        return A + (B * t) + (C * t * t);
    }

    public static Quadratic Over(BinnedInput input, int option)
    {
        double center = 0, spread = 0;
        for (var bin = 0; bin < Simulation.Bins; bin++) center += input.Weight(bin) * input.Value(bin);
        for (var bin = 0; bin < Simulation.Bins; bin++) spread += input.Weight(bin) * Math.Pow(input.Value(bin) - center, 2);
        var scale = spread > 0 ? Math.Sqrt(spread) : 1;
        var m = new double[5];
        var r = new double[3];
        for (var bin = 0; bin < Simulation.Bins; bin++)
        {
            var (weight, t) = (input.Weight(bin), (input.Value(bin) - center) / scale);
            for (var p = 0; p < 5; p++) m[p] += weight * Math.Pow(t, p);
            for (var p = 0; p < 3; p++) r[p] += weight * Math.Pow(t, p) * input.Outcome(bin, option);
        }

        return Solve(center, scale, m, r);
    }

    /// <summary>Cramer's rule for the three normal equations.</summary>
    private static Quadratic Solve(double center, double scale, double[] m, double[] r)
    {
        var whole = Determinant(m[0], m[1], m[2], m[1], m[2], m[3], m[2], m[3], m[4]);
        if (Math.Abs(whole) < 1e-12) return new Quadratic(center, scale, m[0] > 0 ? r[0] / m[0] : 0, 0, 0);
        return new Quadratic(
            center,
            scale,
            Determinant(r[0], m[1], m[2], r[1], m[2], m[3], r[2], m[3], m[4]) / whole,
            Determinant(m[0], r[0], m[2], m[1], r[1], m[3], m[2], r[2], m[4]) / whole,
            Determinant(m[0], m[1], r[0], m[1], m[2], r[1], m[2], m[3], r[2]) / whole);
    }

    private static double Determinant(double a, double b, double c, double d, double e, double f, double g, double h, double i) =>
        (a * ((e * i) - (f * h))) - (b * ((d * i) - (f * g))) + (c * ((d * h) - (e * g)));
}
