using CsCheck;

namespace Assay.Lineage.Tests;

public sealed class OrderTestTests
{
    [Fact]
    public void Sixty_four_fixed_points_have_the_probability_of_one_permutation()
    {
        var outcome = OrderTest.Run(Enumerable.Range(0, 64).ToArray(), 64);
        Assert.Equal(64, outcome.Fixed);
        Assert.Equal(Math.Log(2) - LogProbability.Factorial(64), outcome.LogP, 6);
        Assert.Equal(-88.8, LogProbability.ToLog10(outcome.LogP), 0.1);
    }

    [Theory]
    [InlineData(40, 10, 64, -8.8)]
    [InlineData(64, 0, 64, 0)]
    public void Fixed_points_follow_the_closed_form(int matched, int same, int units, double log10) =>
        Assert.Equal(log10, LogProbability.ToLog10(OrderTest.FixedPoints(matched, same, units)), 0.1);

    [Fact]
    public void Removed_units_leave_the_order_behind()
    {
        var kept = Enumerable.Range(0, 48).Select(i => (i * 4 / 3) + 1).ToArray();
        Assert.True(OrderTest.Run(kept, 65).LogP < -80);
    }

    [Fact]
    public void Random_labels_are_as_improbable_as_they_say()
    {
        var random = new Random(7);
        var units = Enumerable.Range(0, 64).ToArray();
        var below = new int[3];
        const int Trials = 4000;
        for (var t = 0; t < Trials; t++)
        {
            random.Shuffle(units);
            var p = Math.Exp(OrderTest.Run(units, 64).LogP);
            if (p <= 0.1) below[0]++;
            if (p <= 0.05) below[1]++;
            if (p <= 0.01) below[2]++;
        }

        Assert.True(below[0] <= 0.1 * Trials && below[1] <= 0.05 * Trials && below[2] <= 0.01 * Trials, string.Join(' ', below));
    }

    [Fact]
    public void The_longest_run_is_that_of_a_slow_count() => Gen.Int[-1, 30].Array[0, 12].Sample(partners =>
    {
        var expected = 0;
        for (var mask = 0; mask < 1 << partners.Length; mask++)
        {
            var chosen = Enumerable.Range(0, partners.Length).Where(i => (mask >> i & 1) != 0).Select(i => partners[i]).ToList();
            if (chosen.TrueForAll(p => p >= 0) && chosen.Zip(chosen.Skip(1)).All(z => z.First < z.Second)) expected = Math.Max(expected, chosen.Count);
        }

        Assert.Equal(expected, OrderTest.Run(partners, 31).Increasing);
    }, iter: 200, seed: "0000NMrnXk2e");

    [Fact]
    public void Fisher_of_one_test_is_that_test() => Assert.Equal(-5, LogProbability.Fisher([-5]), 9);

    [Fact]
    public void Fisher_of_two_tests_has_the_known_form()
    {
        var x = 7.0;
        Assert.Equal(Math.Log(Math.Exp(-x) * (1 + x)), LogProbability.Fisher([-3, -4]), 9);
    }

    [Fact]
    public void Bonferroni_never_exceeds_certainty() => Assert.Equal(0, LogProbability.BestOf(-1, 100));
}
